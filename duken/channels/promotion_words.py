"""What promotions did to a basket, would do, or would not, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from duken.carts.basket import Quote, Step
from duken.channels import formats
from duken.kernel.money import Money
from duken.promotions.basket import Reason
from duken.promotions.reads import name_of

WHY: dict[str, Promise] = {
    "another_is_better": _("another offer takes more off"),
    "needs_customer": _("please sign in to use it"),
    "no_coupon": _("it needs its code"),
    "not_active": _("it is over, or has not begun"),
    "not_first_order": _("it is for a first order"),
    "nothing_fits": _("nothing in the basket is part of it"),
    "other_channel": _("it is for another way of buying"),
    "other_customer": _("it is for somebody else"),
    "other_day": _("it is for another day of the week"),
    "other_group": _("it is for other customers"),
    "other_hour": _("it is for another time of the day"),
    "other_store": _("it is for another shop"),
    "other_tier": _("it is for another level of the club"),
    "something_missing": _("something it asks for is missing"),
    "sum_too_small": _("the sum is too small"),
    "too_few": _("there are too few of its goods"),
    "used_already": _("you have used it already"),
}


class Taken(NamedTuple):
    """One promotion, or the points, on a basket or a line: what it is called, and what it takes off."""

    name: str
    coupon: str
    amount_minor: int


def why(word: str) -> str:
    return str(WHY.get(word, word))


def taken(steps: tuple[Step, ...]) -> list[Taken]:
    """What was taken off, each promotion once, in the order in which they work. Of a quote's steps or a line's."""
    sums: dict[tuple[str, str], int] = {}
    for step in steps:
        if step.code in ("discount", "delivery_discount") and step.amount_minor:
            named = step.facts.get("promotion", ""), step.facts.get("coupon", "")
            sums[named] = sums.get(named, 0) - step.amount_minor
    return [Taken(_name(code), coupon, amount) for (code, coupon), amount in sums.items()]


def near(quote: Quote) -> list[str]:
    """What a little more would bring: "£5.00 more for “Ten off”", in the reader's language."""
    return [_near(reason, quote.currency) for reason in (quote.promoted.near if quote.promoted else ())]


def _near(reason: Reason, currency: str) -> str:
    facts: Mapping[str, int] = reason.facts
    if "missing_minor" in facts:
        amount = formats.money(Money(facts["missing_minor"], currency), get_language() or "en")
        return gettext("%(amount)s more for “%(promotion)s”") % {"amount": amount, "promotion": _name(reason.code)}
    words = ngettext("%(number)s more for “%(promotion)s”", "%(number)s more for “%(promotion)s”", facts["missing"])
    return words % {"number": facts["missing"], "promotion": _name(reason.code)}


def _name(code: str) -> str:
    return name_of(code, get_language() or "en") if code else gettext("Points")
