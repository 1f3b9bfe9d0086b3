"""What happens in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ProductSaved(Event):
    """`outcome` is created or updated; `changed` names the fields that differ from before."""

    aggregate: ClassVar[str] = "product"
    product_id: UUID
    version: int
    outcome: str
    changed: tuple[str, ...]
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductArchived(Event):
    aggregate: ClassVar[str] = "product"
    product_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ProductRestored(Event):
    aggregate: ClassVar[str] = "product"
    product_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class BarcodesAdded(Event):
    aggregate: ClassVar[str] = "product"
    product_id: UUID
    sku: str
    barcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MediaAdded(Event):
    aggregate: ClassVar[str] = "product"
    product_id: UUID
    media_id: UUID
    file: str


@dataclass(frozen=True, slots=True)
class MediaRemoved(Event):
    aggregate: ClassVar[str] = "product"
    product_id: UUID
    media_id: UUID


@dataclass(frozen=True, slots=True)
class ProductListed(Event):
    """What a channel shows of a product was set."""

    aggregate: ClassVar[str] = "product"
    product_id: UUID
    channel_code: str
    is_visible: bool
    overrides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategorySaved(Event):
    aggregate: ClassVar[str] = "category"
    category_id: UUID
    path: str


@dataclass(frozen=True, slots=True)
class AttributeSaved(Event):
    aggregate: ClassVar[str] = "attribute"
    attribute_id: UUID
    attribute: str
