"""A product with everything somebody may edit: archived ones too, in every language. Five statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from duken.catalog.errors import ProductUnknown
from duken.catalog.models import Attribute, Barcode, Media, Product, Variant
from duken.catalog.pictures import picture_url
from duken.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class WholeVariant:
    id: UUID
    sku: str
    title: str
    option_values: dict[str, str]
    unit: str
    step: int
    weight_grams: int | None
    is_active: bool
    barcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeMedia:
    id: UUID
    file: str
    alt: str
    sku: str

    @property
    def small(self) -> str:
        return picture_url(self.file, 160)


@dataclass(frozen=True, slots=True)
class WholeProduct:
    id: UUID
    slug: str
    name: str
    name_in: dict[str, str]
    description: str
    description_in: dict[str, str]
    brand: str
    category: str  # slug, "" for none
    tax_class: str
    attributes: dict[str, Any]
    options: tuple[str, ...]
    is_active: bool
    version: int
    variants: tuple[WholeVariant, ...]
    media: tuple[WholeMedia, ...]


@dataclass(frozen=True, slots=True)
class AttributeRead:
    """`choices` are values with their names: [{"value": …, "name_in": {…}}]."""

    code: str
    name: str
    kind: str
    unit: str
    choices: list[dict[str, Any]]


def whole_product(product_id: UUID, *, by: Actor) -> WholeProduct:
    """Raises ProductUnknown."""
    by.require("catalog.read")
    product = Product.objects.select_related("category").filter(pk=product_id).first()
    if product is None:
        raise ProductUnknown(product_id)
    variants = list(Variant.objects.filter(product=product).order_by("position", "sku"))
    skus = {variant.pk: variant.sku for variant in variants}
    barcodes: dict[UUID, list[str]] = {}
    for variant_id, code in (
        Barcode.objects.filter(variant__in=variants).order_by("code").values_list("variant_id", "code")
    ):
        barcodes.setdefault(variant_id, []).append(code)
    media = Media.objects.filter(product=product).order_by("position", "id")
    return WholeProduct(
        id=product.pk,
        slug=product.slug,
        name=product.name,
        name_in=product.name_in,
        description=product.description,
        description_in=product.description_in,
        brand=product.brand,
        category=product.category.slug if product.category else "",
        tax_class=product.tax_class,
        attributes=product.attributes,
        options=tuple(option["name"] for option in product.options),
        is_active=product.is_active,
        version=product.version,
        variants=tuple(_variant(variant, barcodes.get(variant.pk, [])) for variant in variants),
        media=tuple(WholeMedia(one.pk, one.file, one.alt, skus.get(one.variant_id, "")) for one in media),  # type: ignore[arg-type]
    )


def attributes(*, by: Actor) -> list[AttributeRead]:
    """Every characteristic products may have, in the shop's order."""
    by.require("catalog.read")
    return [AttributeRead(one.code, one.name, one.kind, one.unit, one.choices) for one in Attribute.objects.all()]


def _variant(row: Variant, barcodes: list[str]) -> WholeVariant:
    return WholeVariant(
        row.pk,
        row.sku,
        row.title,
        row.option_values,
        row.unit,
        row.step,
        row.weight_grams,
        row.is_active,
        tuple(barcodes),
    )
