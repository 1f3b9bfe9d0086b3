"""What a cashier may do alone, as an owner types it: percents and amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duken.channels.backoffice import fields
from duken.kernel.money import minor_digits, round_minor
from duken.tills.limits import Limits

WORDS: dict[str, str | Promise] = {
    "discount_basis_points": _("Discount by hand, in percent, up to"),
    "return_minor": _("A return up to"),
    "return_without_receipt_minor": _("A return without a receipt up to"),
    "return_days": _("Days in which goods may come back"),
    "cash_out_minor": _("Cash out of the drawer up to"),
    "difference_minor": _("A count that is off by up to"),
}
_PERCENT = 100


class LimitField(NamedTuple):
    name: str
    words: str | Promise
    value: str
    unit: str


def limit_fields(said: Limits, currency: str) -> list[LimitField]:
    return [LimitField(name, words, *_shown(name, getattr(said, name), currency)) for name, words in WORDS.items()]


def read_limit(name: str, typed: str, currency: str) -> int:
    """Raises InvalidField."""
    if name == "return_days":
        return fields.whole(name, typed)
    places = _PERCENT if name == "discount_basis_points" else 10 ** minor_digits(currency)
    return round_minor(fields.decimal(name, typed) * places)


def _shown(name: str, value: int, currency: str) -> tuple[str, str]:
    if name == "return_days":
        return str(value), ""
    if name == "discount_basis_points":
        return f"{Decimal(value) / _PERCENT:g}", "%"
    return f"{Decimal(value).scaleb(-minor_digits(currency)):f}", currency
