"""Products: a row for each SKU; rows with the same `product` are variants of one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.reads import CategoryNode, category_tree
from duken.catalog.save_products import save_products
from duken.channels.imports import cells
from duken.channels.imports.kinds.kind import Field, RowAnswer, Values, refused
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal

_COLUMNS = {
    "catalog.bad_barcode": "barcode",
    "catalog.barcode_taken": "barcode",
    "catalog.category_unknown": "category",
    "catalog.sku_taken": "sku",
    "catalog.slug_taken": "product",
    "catalog.same_options": "variant",
    "slug": "product",
    "title": "variant",
    "variants": "sku",
}
_TRANSLATED = {"name_ru": "ru", "name_sr": "sr", "name_kk": "kk"}
_SHELVES = re.compile(r"\s*[/>›|]\s*")


class Products:
    code: ClassVar[str] = "products"
    scope: ClassVar[str] = "catalog.write"
    batch: ClassVar[int] = 1000
    fields: ClassVar[Sequence[Field]] = (
        Field("sku", _("SKU"), cells.code, is_required=True),
        Field("name", _("Name"), cells.text),
        Field("product", _("Product (address)"), cells.text),
        Field("variant", _("Variant"), cells.text),
        Field("barcode", _("Barcodes"), cells.codes),
        Field("brand", _("Brand"), cells.text),
        Field("category", _("Category"), cells.text),
        Field("description", _("Description"), cells.text),
        Field("unit", _("Unit"), cells.text),
        Field("weight_grams", _("Weight, g"), cells.count, is_number=True),
        Field("tax_class", _("Tax class"), cells.text),
        Field("is_active", _("On sale"), cells.yes_or_no),
        Field("name_ru", _("Name in Russian"), cells.text),
        Field("name_sr", _("Name in Serbian"), cells.text),
        Field("name_kk", _("Name in Kazakh"), cells.text),
    )

    def __init__(self) -> None:
        self._categories = _category_names(category_tree())

    def identity(self, values: Mapping[str, Any]) -> object | None:
        return str(values["sku"]).upper()

    def check(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        return self.save(rows, by=by)

    def save(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        answers = []
        for row, answer in zip(rows, save_products([self._draft(row.values) for row in rows], by=by), strict=True):
            if isinstance(answer, Refusal):
                answers.append(refused(row.row, _in_words_of_tables(answer), _COLUMNS))
            else:
                answers.append(RowAnswer(row.row, answer.outcome))
        return answers

    def _draft(self, values: Mapping[str, Any]) -> ProductDraft:
        variant = VariantDraft(
            sku=str(values["sku"]),
            title=values.get("variant"),
            barcodes=values.get("barcode", ()),
            unit=values.get("unit"),
            weight_grams=values.get("weight_grams"),
            is_active=values.get("is_active") if "product" in values else None,
        )
        names = {language: values[field] for field, language in _TRANSLATED.items() if field in values}
        return ProductDraft(
            name=values.get("name"),
            variants=[variant],
            slug=values.get("product"),
            name_in=names or None,
            description=values.get("description"),
            brand=values.get("brand"),
            category=self._category(values.get("category")),
            tax_class=values.get("tax_class"),
            is_active=values.get("is_active") if "product" not in values else None,
        )

    def _category(self, named: str | None) -> str | None:
        """A slug, a name, or a path of names: Kitchen > Mugs."""
        if named is None:
            return None
        return self._categories.get(_SHELVES.sub("/", named).casefold(), named)


def _in_words_of_tables(refusal: Refusal) -> Refusal:
    """A table only ever has text; what the catalogue calls no text was an empty cell."""
    if refusal.facts.get("problem") == "not_text":
        return InvalidField(refusal.facts["field"], "empty")
    return refusal


def _category_names(tree: Sequence[CategoryNode], above: str = "") -> dict[str, str]:
    names: dict[str, str] = {}
    for node in tree:
        path = f"{above}{node.name.casefold()}"
        names |= {path: node.slug, node.path: node.slug, node.slug: node.slug}
        below = _category_names(node.children, f"{path}/")
        names.setdefault(node.name.casefold(), node.slug)
        names |= {name: slug for name, slug in below.items() if name not in names}
    return names
