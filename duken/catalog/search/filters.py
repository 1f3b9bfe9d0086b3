"""What a search is asked and what it answers: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from duken.catalog.ids import ProductId, VariantId
from duken.catalog.pictures import Picture


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """All that is given must hold; of several values under one name any may.

    `category` is a slug and means its whole subtree. `product_ids` narrows to a set the caller knows (in stock here,
    within a price). `attributes` maps the code of an attribute to its values.
    """

    category: str | None = None
    brands: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    product_ids: Sequence[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One product found, in the words of the channel and language. `variant_ids` are for sale, in shop order."""

    product_id: ProductId
    slug: str
    name: str
    brand: str
    category_id: UUID | None
    picture: Picture | None
    variant_ids: tuple[VariantId, ...]
    sku: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    name: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """`code` is category, brand or an attribute's code. Counts ignore the facet's own filter, obey all others."""

    code: str
    name: str
    unit: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`corrected_to` is what was searched instead of the words typed; `is_relaxed` says not every word was found."""

    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    total: int
    page: int
    page_size: int
    corrected_to: str | None = None
    is_relaxed: bool = False

    @property
    def pages(self) -> int:
        return -(-self.total // self.page_size)

    @property
    def product_ids(self) -> tuple[ProductId, ...]:
        return tuple(hit.product_id for hit in self.hits)
