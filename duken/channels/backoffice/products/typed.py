"""What somebody typed into the product form, read into drafts. Nothing is checked here that a verb checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from duken.catalog.drafts import ListingDraft, ProductDraft, VariantDraft
from duken.catalog.whole import AttributeRead
from duken.channels.backoffice.fields import decimal, whole
from duken.kernel.money import parse_major
from duken.pricing.drafts import PriceDraft
from duken.pricing.policies import PriceListRead

OTHER_LANGUAGES = [code for code, _name in settings.LANGUAGES if code not in ("en", "sr-latn")]
_SEPARATORS = re.compile(r"[\s,;]+")


class TypedVariant(NamedTuple):
    """One row of the table of variants, as typed."""

    sku: str
    title: str
    options: dict[str, str]
    barcodes: list[str]
    unit: str
    step: str
    weight: str
    is_active: bool
    prices: dict[str, str]


def product_draft(
    form: QueryDict, attributes: list[AttributeRead], product_id: UUID | None, variants: list[TypedVariant]
) -> ProductDraft:
    return ProductDraft(
        id=product_id,
        name=form.get("name", ""),
        slug=form.get("slug") or None,
        name_in={code: form.get(f"name_{code}", "") for code in OTHER_LANGUAGES},
        description=form.get("description", ""),
        description_in={code: form.get(f"description_{code}", "") for code in OTHER_LANGUAGES},
        brand=form.get("brand", ""),
        category=form.get("category", ""),
        tax_class=form.get("tax_class") or "standard",
        attributes={one.code: _attribute(form, one) for one in attributes},
        options=[{"name": name, "values": []} for name in option_names(form)] or None,
        version=int(version) if (version := form.get("version", "")).isdigit() else None,
        variants=[
            VariantDraft(
                row.sku,
                title=row.title,
                option_values=row.options,
                barcodes=row.barcodes,
                unit=row.unit or None,
                step=whole("step", row.step) if row.step else None,
                weight_grams=whole("weight_grams", row.weight) if row.weight else None,
                position=position,
                is_active=row.is_active,
            )
            for position, row in enumerate(variants)
        ],
    )


def variants_typed(form: QueryDict, lists: list[PriceListRead]) -> list[TypedVariant]:
    """Every row of the table, in order; an empty row is passed over."""
    names = option_names(form)
    return [
        TypedVariant(
            sku=form.get(f"sku-{row}", "").strip(),
            title=form.get(f"title-{row}", ""),
            options={
                name: value
                for place, name in enumerate(names)
                if (value := form.get(f"option-{row}-{place}", "").strip())
            },
            barcodes=[code for code in _SEPARATORS.split(form.get(f"barcodes-{row}", "")) if code],
            unit=form.get(f"unit-{row}", "").strip(),
            step=form.get(f"step-{row}", "").strip(),
            weight=form.get(f"weight-{row}", "").strip(),
            is_active=f"active-{row}" in form,
            prices={one.code: form.get(f"price-{row}-{one.code}", "").strip() for one in lists},
        )
        for row in form.getlist("row")
        if form.get(f"sku-{row}", "").strip()
    ]


def option_names(form: QueryDict) -> list[str]:
    return list(dict.fromkeys(name for part in form.get("options", "").split(",") if (name := " ".join(part.split()))))


def price_drafts(rows: list[TypedVariant], lists: list[PriceListRead]) -> Iterator[PriceDraft]:
    """A price for one unit on each list; an emptied field takes the price away. Raises InvalidField."""
    currencies = {one.code: one.currency for one in lists}
    for row in rows:
        for code, text in row.prices.items():
            amount = parse_major(decimal(row.sku, text), currencies[code]).minor if text else None
            yield PriceDraft(code, amount, sku=row.sku)


def listing_drafts(form: QueryDict, product_id: UUID, channels: list[str]) -> list[ListingDraft]:
    return [
        ListingDraft(
            product_id,
            code,
            title=form.get(f"title-in-{code}", ""),
            description=form.get(f"description-in-{code}", ""),
            is_visible=f"visible-in-{code}" in form,
        )
        for code in channels
    ]


def _attribute(form: QueryDict, attribute: AttributeRead) -> Any:
    text = form.get(f"attribute-{attribute.code}", "").strip()
    if attribute.kind == "boolean":
        return {"yes": True, "no": False}.get(text)
    if attribute.kind == "number":
        return decimal(attribute.name, text) if text else None
    return text or None
