"""What one draft would make of the catalogue: pure, over `Known`; a refusal leaves `Known` as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from duken.catalog import _check
from duken.catalog._known import Known, ProductRow, VariantRow
from duken.catalog._slugs import slug_for
from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.errors import (
    AttributeUnknown,
    BarcodeTaken,
    CategoryUnknown,
    ProductChanged,
    ProductUnknown,
    SameOptions,
    SkuTaken,
    SlugTaken,
)
from duken.kernel import ids
from duken.kernel.refusals import InvalidField


@dataclass(frozen=True, slots=True)
class Decision:
    product: ProductRow
    variants: list[VariantRow]  # new or changed
    barcodes: list[tuple[str, str, VariantRow]]  # code, kind, variant: new ones
    outcome: str
    changed: tuple[str, ...]


def decide(draft: ProductDraft, known: Known) -> Decision:
    """The rows this draft asks for. Raises a Refusal; nothing is remembered until `accept`."""
    before = _find(draft, known)
    if before and draft.version is not None and draft.version != before.version:
        raise ProductChanged(before.slug, before.version)
    product = _product(draft, before, known)
    behind = max((variant.position + 1 for variant in known.family.get(product.id, {}).values()), default=0)
    variants = [_variant(variant, product, place, known) for place, variant in enumerate(draft.variants, behind)]
    _each_sku_once(variants)
    product.options = _options(draft, product, variants)
    family = known.family.get(product.id, {}) | {variant.sku: variant for variant in variants}
    _no_two_alike(list(family.values()))
    barcodes = _barcodes(draft, variants, known)
    touched = [variant for variant in variants if variant != known.variants.get(variant.sku)]
    changed = _changed(before, product, touched, barcodes)
    outcome = "created" if before is None else "updated" if changed else "unchanged"
    if outcome != "unchanged":
        product.version += 1
    return Decision(product, touched, barcodes, outcome, changed)


def accept(decision: Decision, known: Known) -> None:
    """Let the drafts that follow see this decision."""
    known.place_product(decision.product)
    for variant in decision.variants:
        known.place_variant(variant)
    for code, _, variant in decision.barcodes:
        known.barcodes[code] = variant.sku


def _find(draft: ProductDraft, known: Known) -> ProductRow | None:
    if draft.id is not None:
        if draft.id not in known.products:
            raise ProductUnknown(draft.id)
        return known.products[draft.id]
    if draft.slug is not None and draft.slug in known.slugs:
        return known.products[known.slugs[draft.slug]]
    for variant in draft.variants:
        if held := known.variants.get(_check.sku(variant.sku)):
            return known.products[held.product_id]
    return None


def _product(draft: ProductDraft, before: ProductRow | None, known: Known) -> ProductRow:
    if before is None:
        name = _check.required_line("name", draft.name)
        if not draft.variants:
            raise InvalidField("variants", "empty")
        product = ProductRow(id=ids.new_id(), slug="", name=name)
    else:
        product = replace(before)
        if draft.name is not None:
            product.name = _check.required_line("name", draft.name)
    product.slug = _slug(draft, product, known)
    _words(draft, product)
    _shelf(draft, product, known)
    if draft.popularity is not None:
        product.popularity = _check.whole("popularity", draft.popularity, least=0)
    if draft.is_active is not None:
        product.is_active = _check.yes_or_no("is_active", draft.is_active)
    return product


def _slug(draft: ProductDraft, product: ProductRow, known: Known) -> str:
    if draft.slug is None:
        return product.slug or slug_for(product.name, draft.variants[0].sku, known.slugs)
    slug = _check.slug("slug", draft.slug)
    if known.slugs.get(slug, product.id) != product.id:
        raise SlugTaken(slug)
    return slug


def _words(draft: ProductDraft, product: ProductRow) -> None:
    if draft.name_in is not None:
        product.name_in = _check.translations("name_in", draft.name_in, product.name_in, limit=_check.NAME_LENGTH)
    if draft.description is not None:
        product.description = _check.paragraphs("description", draft.description)
    if draft.description_in is not None:
        product.description_in = _check.translations(
            "description_in", draft.description_in, product.description_in, limit=_check.DESCRIPTION_LENGTH
        )
    if draft.brand is not None:
        product.brand = _check.line("brand", draft.brand, limit=100)
    if draft.tax_class is not None:
        product.tax_class = _check.required_line("tax_class", draft.tax_class, limit=40)


def _shelf(draft: ProductDraft, product: ProductRow, known: Known) -> None:
    if draft.category is not None:
        if draft.category and draft.category not in known.categories:
            raise CategoryUnknown(draft.category)
        product.category_id = known.categories[draft.category] if draft.category else None
    if draft.attributes is not None:
        product.attributes = _attributes(draft.attributes, product.attributes, known)


def _attributes(given: Mapping[str, Any], before: Mapping[str, Any], known: Known) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise InvalidField("attributes", "not_values_by_code")
    merged = dict(before)
    for code, value in given.items():
        if code not in known.attributes:
            raise AttributeUnknown(code)
        merged.pop(code, None)
        if value is not None and value != "":
            merged[code] = _check.attribute(known.attributes[code], value)
    return merged


def _variant(draft: VariantDraft, product: ProductRow, place: int, known: Known) -> VariantRow:
    sku = _check.sku(draft.sku)
    held = known.variants.get(sku)
    if held and held.product_id != product.id:
        raise SkuTaken(sku, known.products[held.product_id].slug if held.product_id in known.products else "")
    variant = replace(held) if held else VariantRow(ids.new_id(), product.id, sku, position=place)
    if draft.title is not None:
        variant.title = _check.line("title", draft.title, limit=200)
    if draft.option_values is not None:
        variant.option_values = _option_values(draft.option_values)
    if draft.unit is not None:
        variant.unit = _check.required_line("unit", draft.unit, limit=10)
    if draft.step is not None:
        variant.step = _check.whole("step", draft.step, least=1)
    if draft.weight_grams is not None:
        variant.weight_grams = _check.whole("weight_grams", draft.weight_grams, least=0)
    if draft.position is not None:
        variant.position = _check.whole("position", draft.position, least=0)
    if draft.is_active is not None:
        variant.is_active = _check.yes_or_no("is_active", draft.is_active)
    return variant


def _option_values(given: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(given, Mapping) or len(given) > 5:
        raise InvalidField("option_values", "not_values_by_option")
    return {
        _check.required_line("option_values", name, limit=60): _check.required_line("option_values", value, limit=100)
        for name, value in given.items()
    }


def _each_sku_once(variants: list[VariantRow]) -> None:
    seen: set[str] = set()
    for variant in variants:
        if variant.sku in seen:
            raise InvalidField("sku", "twice", variant.sku)
        seen.add(variant.sku)


def _options(draft: ProductDraft, product: ProductRow, variants: list[VariantRow]) -> list[dict[str, Any]]:
    """The options as given or as they were, and whatever the variants add to them."""
    given = product.options if draft.options is None else _check.options("options", draft.options)
    values = {option["name"]: list(option["values"]) for option in given}
    for variant in variants:
        for name, value in variant.option_values.items():
            if value not in values.setdefault(name, []):
                values[name].append(value)
    return [{"name": name, "values": held} for name, held in values.items()]


def _no_two_alike(family: list[VariantRow]) -> None:
    seen: dict[tuple[tuple[str, str], ...], str] = {}
    for variant in family:
        if not variant.option_values or not variant.is_active:
            continue
        key = tuple(sorted(variant.option_values.items()))
        if key in seen:
            raise SameOptions(variant.sku, seen[key])
        seen[key] = variant.sku


def _barcodes(draft: ProductDraft, variants: list[VariantRow], known: Known) -> list[tuple[str, str, VariantRow]]:
    fresh: dict[str, tuple[str, str, VariantRow]] = {}
    for given, variant in zip(draft.variants, variants, strict=True):
        for shown in given.barcodes:
            code, kind = _check.barcode(shown)
            holder = known.barcodes.get(code) or (fresh[code][2].sku if code in fresh else None)
            if holder not in (None, variant.sku):
                raise BarcodeTaken(code, str(holder))
            if holder is None:
                fresh[code] = (code, kind, variant)
    return list(fresh.values())


def _changed(
    before: ProductRow | None, after: ProductRow, variants: list[VariantRow], barcodes: list[Any]
) -> tuple[str, ...]:
    names = [] if before is None else [
        column.name for column in fields(after) if getattr(before, column.name) != getattr(after, column.name)
    ]  # fmt: skip
    return tuple(names + ["variants"] * bool(variants) + ["barcodes"] * bool(barcodes))
