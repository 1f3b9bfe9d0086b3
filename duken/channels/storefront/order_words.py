"""An order in words: headline, explanation, the steps it goes through. Pure over what was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duken.channels import formats
from duken.kernel.money import Money
from duken.orders.reads import OrderRead
from duken.payments.provider import COUNTER_METHODS, GIFT_CARD, ON_ACCOUNT, OWN_METHODS, STORE_CREDIT
from duken.payments.reads import PaymentRead

_BACK: dict[str, Promise] = {
    "": _("%(amount)s in money"),
    GIFT_CARD: _("%(amount)s onto the gift card"),
    STORE_CREDIT: _("%(amount)s into your credit"),
    ON_ACCOUNT: _("%(amount)s off what the company owes"),
}


class Progress(NamedTuple):
    """What the shop has done, with the moment of each; None where it has not."""

    placed_at: datetime
    confirmed_at: datetime | None = None
    started_at: datetime | None = None
    ready_at: datetime | None = None
    sent_at: datetime | None = None
    done_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    tracking: str = ""
    awaits_answer: bool = False
    arrived_at: datetime | None = None


def status_word(order: OrderRead) -> dict[str, str]:
    """One word about an order in a list, and the kind of its badge."""
    words = {
        "placed": ("note", gettext("placed")),
        "confirmed": ("note", gettext("in work")),
        "fulfilled": ("good", gettext("done")),
        "closed": ("good", gettext("done")),
        "cancelled": ("bad", gettext("cancelled")),
    }
    kind, state = words[order.status]
    return {"kind": kind, "state": state}


def came_to_nothing(order: OrderRead, payments: Sequence[PaymentRead]) -> bool:
    """Cancelled; or not paid, and cancelled a moment later."""
    has_failed = order.status == "placed" and any(one.status == "failed" for one in payments)
    return order.status == "cancelled" or has_failed


def headline(order: OrderRead, progress: Progress, *, awaits_money: bool, has_failed: bool) -> tuple[str, str]:
    """What a shopper wants to know first, and one sentence more."""
    if has_failed:
        return gettext("The payment did not go through"), gettext(
            "So the order is cancelled, and nothing was charged. "
            "Put the things back into the basket to pay another way."
        )
    if progress.cancelled_at:
        return gettext("The order was cancelled"), gettext("Nothing will be handed over. What was paid is returned.")
    if progress.done_at:
        return gettext("Handed over. Thank you!"), ""
    if awaits_money:
        return (
            gettext("One step left: payment"),
            gettext("The things are kept for you while you pay. Without payment the order lapses by itself."),
        )
    if progress.awaits_answer:
        return gettext("Not everything was there: please answer"), gettext(
            "Do you want what is left, or nothing at all?"
        )
    if progress.sent_at:
        return gettext("On its way to you"), _tracking(progress)
    if progress.ready_at:
        return gettext("Ready: come and collect it"), gettext("Show the code at the counter.")
    if progress.started_at:
        return gettext("We are picking your things"), _when_told(order)
    return gettext("Thank you, the order is placed"), _when_told(order)


def steps(order: OrderRead, progress: Progress) -> list[dict[str, Any]]:
    """The path of this order; the first step not yet done is the present one."""
    named: list[tuple[str, datetime | None]]
    if progress.cancelled_at:
        named = [(gettext("Placed"), progress.placed_at), (gettext("Cancelled"), progress.cancelled_at)]
    elif order.method == "pickup":
        named = [
            (gettext("Placed"), progress.placed_at),
            (gettext("Confirmed"), progress.confirmed_at),
            (gettext("Being picked"), progress.started_at),
            (gettext("Ready to collect"), progress.ready_at),
            (gettext("Collected"), progress.done_at),
        ]
    else:
        named = [
            (gettext("Placed"), progress.placed_at),
            (gettext("Confirmed"), progress.confirmed_at),
            (gettext("Being packed"), progress.started_at),
            (gettext("On its way"), progress.sent_at),
            (gettext("Delivered"), progress.done_at),
        ]
    reached = max(position for position, (_, at) in enumerate(named) if at)
    return [
        {"name": name, "at": at, "is_done": position <= reached, "is_now": position == reached + 1}
        for position, (name, at) in enumerate(named)
    ]


def payment_words(order: OrderRead, payments: list[PaymentRead]) -> str:
    """How it is paid, what gift cards and credit pay first; and what of it has gone back where."""
    back = _back_words(order, payments) if order.status != "cancelled" else ""
    return " ".join(filter(None, (_paid_words(order, payments), back)))


def _paid_words(order: OrderRead, payments: list[PaymentRead]) -> str:
    if order.status == "cancelled":
        return _cancelled_words(order, payments)
    later = [one for one in payments if one.method == ON_ACCOUNT and one.status != "voided"]
    if later:
        return _later_words(later[0])
    own = sum(one.amount_minor for one in payments if one.method in OWN_METHODS and one.status != "voided")
    rest = [one for one in payments if one.method not in OWN_METHODS]
    if not own:
        return _rest_words(order, rest)
    amount = formats.money(Money(own, order.currency), get_language() or "en")
    words = gettext("%(amount)s by gift card or credit.") % {"amount": amount}
    return f"{words} {_rest_words(order, rest)}" if rest else words


def _back_words(order: OrderRead, payments: Sequence[PaymentRead]) -> str:
    back: dict[str, int] = {}
    for one in payments:
        way = one.method if one.method in _BACK else ""
        back[way] = back.get(way, 0) + one.refunded_minor
    language = get_language() or "en"
    parts = [
        str(_BACK[way]) % {"amount": formats.money(Money(minor, order.currency), language)}
        for way, minor in back.items()
        if minor
    ]
    return gettext("Given back: %(parts)s.") % {"parts": ", ".join(parts)} if parts else ""


def _cancelled_words(order: OrderRead, payments: list[PaymentRead]) -> str:
    if any(one.captured_minor for one in payments):
        return gettext("What was paid is returned.")
    own = sum(one.amount_minor for one in payments if one.method in OWN_METHODS and one.method != ON_ACCOUNT)
    if not own:
        return gettext("Not charged.")
    amount = formats.money(Money(own, order.currency), get_language() or "en")
    return gettext("Not charged. %(amount)s is back on the gift card or in the credit.") % {"amount": amount}


def _later_words(payment: PaymentRead) -> str:
    if payment.due_on is None:
        return gettext("On the company's account: to be paid after the hand-over.")
    language = get_language() or "en"
    return gettext("On the company's account: to be paid by %(day)s.") % {
        "day": formats.full_day(payment.due_on, language)
    }


def _rest_words(order: OrderRead, payments: list[PaymentRead]) -> str:
    if any(payment.status == "captured" for payment in payments):
        return gettext("Paid.")
    if order.payment_method in COUNTER_METHODS:
        at_the_door = gettext("Cash or card when it is brought.")
        return gettext("Cash or card when you collect.") if order.method == "pickup" else at_the_door
    if any(payment.status == "failed" for payment in payments):
        return gettext("The payment did not go through.")
    if any(payment.status == "voided" for payment in payments):
        return gettext("Not charged.")
    return gettext("Waiting for the payment.")


def _tracking(progress: Progress) -> str:
    return gettext("Parcel number: %(number)s") % {"number": progress.tracking} if progress.tracking else ""


def _when_told(order: OrderRead) -> str:
    if order.method == "pickup":
        return gettext("We tell you as soon as it can be collected.")
    return gettext("We tell you as soon as it leaves the house.")
