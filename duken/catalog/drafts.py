"""Drafts: what a caller says about a product. A field left None stays as it is (or takes its default when new)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from duken.catalog.ids import ProductId, VariantId

Texts = Mapping[str, str]  # language -> text


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """`sku` says which variant. Barcodes are added, never taken away here; `step` counts whole units of `unit`."""

    sku: str
    title: str | None = None
    option_values: Texts | None = None
    barcodes: Sequence[str] = ()
    unit: str | None = None
    step: int | None = None
    weight_grams: int | None = None
    position: int | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product is known by `id`, else by `slug`, else by any SKU of its variants; else it is new.

    Texts in other languages, attributes and variants are merged into what is there; an empty text or a None
    attribute takes the entry away. `version`, when given, must be the version the draft was made from.
    """

    name: str | None = None
    variants: Sequence[VariantDraft] = ()
    id: UUID | None = None
    slug: str | None = None
    name_in: Texts | None = None
    description: str | None = None
    description_in: Texts | None = None
    brand: str | None = None
    category: str | None = None  # slug; "" takes the product off its shelf
    tax_class: str | None = None
    attributes: Mapping[str, Any] | None = None
    options: Sequence[Mapping[str, Any]] | None = None
    popularity: int | None = None
    is_active: bool | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to one draft. `outcome` is created, updated or unchanged."""

    product_id: ProductId
    slug: str
    version: int
    outcome: str
    variant_ids: Mapping[str, VariantId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category is known by `id`, else by `slug`. `parent` is a slug; "" makes it a root; `colour` is #rrggbb."""

    slug: str
    name: str | None = None
    parent: str | None = None
    name_in: Texts | None = None
    position: int | None = None
    colour: str | None = None
    is_active: bool | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AttributeDraft:
    """An attribute is known by `code`. `kind` is text, number, boolean or choice; `choices` as in the table."""

    code: str
    name: str | None = None
    name_in: Texts | None = None
    kind: str | None = None
    unit: str | None = None
    choices: Sequence[Mapping[str, Any]] | None = None
    is_facet: bool | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class BarcodeDraft:
    """`quantity` is how many pieces a scan of this code means (a case of 12)."""

    sku: str
    barcode: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class MediaDraft:
    """`content` is the picture file as it came; `sku` ties it to one variant."""

    product_id: UUID
    content: bytes
    alt: str = ""
    alt_in: Texts = field(default_factory=dict)
    sku: str | None = None
    position: int | None = None
    name: str = ""  # the uploader's file name: only ever shown back in a refusal


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """What one channel shows of a product. None stays as it is; "" or an absent text means: as the product says."""

    product_id: UUID
    channel_code: str
    title: str | None = None
    title_in: Texts | None = None
    description: str | None = None
    description_in: Texts | None = None
    attributes: Mapping[str, Any] | None = None
    media_id: UUID | None = None
    is_visible: bool | None = None
