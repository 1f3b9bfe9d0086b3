"""The ways to pay that are wired, in words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language, gettext

from duken.channels import formats
from duken.customers.companies.reads import BuyerRead
from duken.payments.on_account.reads import credit_of_companies
from duken.payments.provider import ON_ACCOUNT, PROVIDERS

AT_THE_COUNTER = "on_collection"  # paid to a person of ours: when collected, or at the door


class WayToPay(NamedTuple):
    value: str
    name: str
    hint: str
    icon: str


def ways_to_pay(buying: BuyerRead | None = None, currency: str = "") -> list[WayToPay]:
    """To a person of ours, and whatever payment services are wired; a company may pay later.

    The first is what most will choose.
    """
    online = [
        WayToPay(method, gettext("Card, online"), gettext("on the page of the payment service"), "card")
        for method in PROVIDERS
    ]
    return [
        *_later(buying, currency),
        WayToPay(
            AT_THE_COUNTER, gettext("On receipt"), gettext("cash or card, when you have it in your hands"), "cash"
        ),
        *online,
    ]


def _later(buying: BuyerRead | None, currency: str) -> list[WayToPay]:
    """Where the company has a limit."""
    if buying is None:
        return []
    left = credit_of_companies([buying.company.id], currency)[buying.company.id]
    if not left.limit:
        return []
    told = {"left": formats.money(left.available, get_language() or "en"), "days": buying.company.terms_days}
    hint = gettext("%(left)s left, to be paid within %(days)s days")
    return [WayToPay(ON_ACCOUNT, gettext("On the company's account"), hint % told, "list")]
