"""Prices: SKU, price, and which list (the shop's first one when the file does not say)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from duken.channels.imports import cells
from duken.channels.imports.kinds.kind import CREATED, UNCHANGED, UPDATED, Field, RowAnswer, Values, refused
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.money import minor_digits
from duken.kernel.refusals import InvalidField, Refusal
from duken.pricing.drafts import PriceDraft
from duken.pricing.errors import PriceListUnknown
from duken.pricing.reads import price_lists
from duken.pricing.set_prices import set_prices

_COLUMNS = {
    "pricing.list_unknown": "price_list",
    "pricing.variant_unknown": "sku",
    "amount_minor": "price",
    "min_quantity": "min_quantity",
}
_OUTCOMES = {"created": CREATED, "changed": UPDATED, "removed": UPDATED, "unchanged": UNCHANGED}


class Prices:
    code: ClassVar[str] = "prices"
    scope: ClassVar[str] = "pricing.write"
    batch: ClassVar[int] = 5000
    fields: ClassVar[Sequence[Field]] = (
        Field("sku", _("SKU"), cells.code, is_required=True),
        Field("price", _("Price"), cells.price, is_required=True, is_number=True),
        Field("price_list", _("Price list"), cells.text),
        Field("min_quantity", _("From quantity"), cells.count, is_number=True),
    )

    def __init__(self) -> None:
        self._batch_id: UUID = ids.new_id()  # the whole file is one change, and can be undone as one
        lists = [one for one in price_lists() if one.is_active]
        self._currencies = {one.code: one.currency for one in lists}
        self._default = min(lists, key=lambda one: (one.specificity, one.rank)).code if lists else ""

    def identity(self, values: Mapping[str, Any]) -> object | None:
        return (str(values["sku"]).upper(), values.get("price_list"), values.get("min_quantity"))

    def check(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        return self.save(rows, by=by)

    def save(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        drafts = [self._draft(row.values) for row in rows]
        sound = [draft for draft in drafts if not isinstance(draft, Refusal)]
        saved = iter(set_prices(sound, by=by, batch_id=self._batch_id))
        answers = []
        for row, draft in zip(rows, drafts, strict=True):
            answer = draft if isinstance(draft, Refusal) else next(saved)
            if isinstance(answer, Refusal):
                answers.append(refused(row.row, answer, _COLUMNS))
            else:
                answers.append(RowAnswer(row.row, _OUTCOMES[answer]))
        return answers

    def _draft(self, values: Mapping[str, Any]) -> PriceDraft | Refusal:
        price_list = values.get("price_list", self._default)
        currency = self._currencies.get(price_list)
        if currency is None:
            return PriceListUnknown(price_list)
        amount: Decimal = values["price"].scaleb(minor_digits(currency))
        if amount != amount.to_integral_value():
            return InvalidField("amount_minor", "too_precise", values["price"])
        return PriceDraft(
            price_list, int(amount), sku=str(values["sku"]).upper(), min_quantity=values.get("min_quantity", 1)
        )
