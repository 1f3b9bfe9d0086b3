"""What the figures and the differences of tills are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DIFFERENCES: dict[str, str | Promise] = {
    "price": _("The till asked another price than the shop has"),
    "promotion": _("A promotion, coupon or limit was used up meanwhile"),
    "discount": _("More was taken off by hand than a cashier may, and nobody allowed it"),
    "approval": _("Leave was given by somebody who is no manager of this shop"),
    "cash_out": _("More cash was taken out than a cashier may, and nobody allowed it"),
    "sum": _("The figures of the receipt do not add up"),
    "tender": _("What was paid is not what the receipt comes to"),
    "stock": _("More was sold than the books had: count the shelf"),
    "points": _("Points were spent that the customer no longer had"),
    "gift_card": _("A gift card was empty or blocked meanwhile"),
    "store_credit": _("The customer's credit did not suffice"),
    "return": _("More came back than was sold, or for more money"),
    "refund": _("Money was given back another way than it came"),
    "basket": _("The basket of the other channel was ordered or closed meanwhile"),
    "number": _("A receipt's number is not the next one"),
    "collected": _("An order was handed over that could not be collected"),
    "cash": _("The count is not what should lie in the drawer"),
    "report": _("The till's Z report is not what the books say"),
    "sequence": _("The number of a Z report is not the next one"),
    "shift": _("A shift was opened twice, or not closed"),
    "late": _("Something came after its shift was closed"),
    "clock": _("The till's clock is wrong"),
}
FIGURES: dict[str, str | Promise] = {
    "receipts": _("Receipts"),
    "sales_minor": _("Sales"),
    "returns_minor": _("Returns"),
    "discounts_minor": _("Discounts"),
    "tax_minor": _("Tax"),
    "rounding_minor": _("Rounding"),
    "float_minor": _("Float"),
    "cash_in_minor": _("Cash in"),
    "cash_out_minor": _("Cash out"),
    "expected_minor": _("Should lie in the drawer"),
}
TENDERS: dict[str, str | Promise] = {
    "cash": _("Cash"),
    "card": _("Card"),
    "gift_card": _("Gift card"),
    "store_credit": _("Store credit"),
    "original": _("Back the way it was paid"),
}


class Figure(NamedTuple):
    """One line of a report: by the till and by the books, None where one of them has not said."""

    words: str | Promise
    is_money: bool
    till: int | None
    books: int | None

    @property
    def differs(self) -> bool:
        return self.till is not None and self.books is not None and self.till != self.books


def difference_words(kind: str) -> str | Promise:
    return DIFFERENCES.get(kind, kind)


def fact_words(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """As they are, for who looks closer."""
    return [(_called(name), _told(value)) for name, value in facts.items()]


def _called(name: str) -> str:
    return name.removesuffix("_minor").replace("_", " ")


def _told(value: Any) -> str:
    """Lines one after the other: "sku TEA, quantity 1; sku MUG, quantity 2"."""
    if isinstance(value, Mapping):
        return ", ".join(f"{_called(name)} {_told(one)}" for name, one in value.items())
    return "; ".join(map(_told, value)) if isinstance(value, list) else str(value)


def report_rows(report: Mapping[str, Any], books: Mapping[str, Any]) -> list[Figure]:
    return [
        Figure(words, name.endswith("_minor"), report.get(name), books.get(name)) for name, words in FIGURES.items()
    ]


def tender_words(report: Mapping[str, Any], books: Mapping[str, Any]) -> list[Figure]:
    by_till, by_books = report.get("by_tender", {}), books.get("by_tender", {})
    return [
        Figure(words, True, by_till.get(name, 0 if report else None), by_books.get(name, 0 if books else None))
        for name, words in TENDERS.items()
        if name in by_till or name in by_books
    ]
