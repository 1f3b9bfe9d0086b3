"""The page of one order, and the slip that is printed from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from duken.access.names import actor_names
from duken.carts.reads import cart_story
from duken.catalog.reads import variants_by_id
from duken.channels import basket_words
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.orders.refund import method_of, refundable
from duken.channels.backoffice.orders.story import tell
from duken.channels.backoffice.orders.whose import names_of
from duken.channels.backoffice.phone_desk.send_link import awaited_online
from duken.customers.companies.reads import CompanyRead, company
from duken.kernel import events, ids
from duken.kernel.money import Money
from duken.orders.order import OrderRead
from duken.orders.reads import cuts_said, history, order
from duken.orders.states import OPEN
from duken.payments.reads import PaymentRead, RefundRead, payments_of, refunds_of
from duken.stores import reads as stores


@behind_door("orders.read")
def order_page(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    found = order(order_id, by=desk.by)
    payments = payments_of([found.id], by=desk.by)[found.id] if desk.may("payments.read") else []
    refunds = refunds_of([payment.id for payment in payments]) if any(one.refunded_minor for one in payments) else []
    story = events.story_of("order", found.id)
    names = actor_names([event.actor for event in story])
    return show(
        request,
        desk,
        "office/order.html",
        order=found,
        name=names_of([found], desk)[found.id],
        company=_company(found, desk),
        place=stores.location(found.location_id),
        badge=words.order_badge(found.status),
        channel=words.channel_name(found.channel, desk.language),
        method=words.word(words.METHOD, found.method),
        lines=_lines(found),
        payments=[_payment(payment, refunds) for payment in payments],
        story=tell(_with_ways(_with_what_was_typed(story, found, desk), payments, refunds), names, desk.language),
        acts=_acts(desk, found, payments),
        awaited=awaited_online(found, payments) if desk.may("orders.place", found.location_id) else None,
        cancel_reasons=words.CANCEL_REASONS.items(),
        cut_reasons=words.CUT_REASONS.items(),
        refund_reasons=words.REFUND_REASONS.items(),
        refundable=(parts := refundable(payments)),
        refundable_total=Money(sum(one.left.minor for one in parts), found.currency),
        new_key=ids.new_id(),
        basket_story=_basket_story(found, desk),
        repeat=_repeat(story, found),
        may_decide=desk.may("orders.cancel"),
    )


@behind_door("orders.read")
def slip(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """The paper that goes with the goods."""
    found = order(order_id, by=desk.by)
    return show(request, desk, "office/slips.html", slips=[slip_of(found, desk)])


def _with_what_was_typed(story: Sequence[events.Recorded], found: OrderRead, desk: Desk) -> Sequence[events.Recorded]:
    """The feed keeps a reason's code alone; what somebody added stands in the order's own history."""
    names = [one.name for one in story]
    typed: dict[str, list[str]] = {}
    if "orders.OrderCancelled" in names:
        moves = history(found.id, by=desk.by)
        typed["orders.OrderCancelled"] = [move.reason for move in moves if move.after == "cancelled"]
    if "orders.OrderLineCut" in names:
        typed["orders.OrderLineCut"] = [cut.reason for cut in cuts_said(found.id, by=desk.by)]
    told = [
        one._replace(facts=one.facts | {"reason": typed[one.name].pop()}) if typed.get(one.name) else one
        for one in reversed(story)  # the last of the one is the last of the other: older cuts kept no reason
    ]
    return told[::-1]


def _with_ways(
    story: Sequence[events.Recorded], payments: Sequence[PaymentRead], refunds: Sequence[RefundRead]
) -> list[events.Recorded]:
    """What went back went back somewhere: for whoever may see the payments."""
    methods = {one.id: one.method for one in payments}
    ways = {str(one.id): methods[one.payment_id] for one in refunds}
    return [
        one._replace(facts=one.facts | {"method": ways[one.facts["refund_id"]]})
        if one.facts.get("refund_id") in ways
        else one
        for one in story
    ]


def _company(found: OrderRead, desk: Desk) -> CompanyRead | None:
    """For whom it was bought, for whoever may see companies."""
    return company(found.company_id, by=desk.by) if found.company_id and desk.may("companies.read") else None


def _basket_story(found: OrderRead, desk: Desk) -> list[basket_words.Told]:
    """How the basket came about, across channels, before it became this order."""
    if found.cart_id is None or not desk.may("carts.read"):
        return []
    return basket_words.story(cart_story(found.cart_id, by=desk.by), found.currency)


def _repeat(story: Sequence[events.Recorded], found: OrderRead) -> dict[str, Any] | None:
    """The other order of what looks like one intent, while somebody should look at both."""
    if found.status not in OPEN:
        return None
    decided = {one.facts["other_id"] for one in story if one.name == "orders.RepeatDecided"}
    noticed = [one.facts for one in story if one.name == "orders.RepeatNoticed" and one.facts["how"] == "unasked"]
    return next((facts for facts in noticed if facts["other_id"] not in decided), None)


def slip_of(found: OrderRead, desk: Desk) -> dict[str, Any]:
    return {
        "order": found,
        "place": stores.location(found.location_id),
        "method": words.word(words.METHOD, found.method),
        "lines": [line for line in found.lines if line.quantity],
    }


def _lines(found: OrderRead) -> list[dict[str, Any]]:
    variants = variants_by_id({line.variant_id for line in found.lines})
    return [
        {
            "line": line,
            "variant": variants.get(line.variant_id),  # type: ignore[call-overload]
            "cut": line.ordered_quantity - line.quantity,
            "promised": sum(quantity for _hold, quantity in line.holds),
        }
        for line in found.lines
    ]


def _payment(payment: PaymentRead, refunds: list[RefundRead]) -> dict[str, Any]:
    return {
        "payment": payment,
        "status": words.payment_badge(payment.status),
        "method": method_of(payment),
        "tender": words.word(words.TENDER, payment.tender) if payment.tender else "",
        "amount": Money(payment.amount_minor, payment.currency),
        "refunds": [
            (refund, Money(refund.amount_minor, payment.currency), words.word(words.REFUND_STATUS, refund.status))
            for refund in refunds
            if refund.payment_id == payment.id
        ],
    }


def _acts(desk: Desk, found: OrderRead, payments: list[PaymentRead]) -> dict[str, bool]:
    """What this person may do to this order now."""
    store = found.location_id
    may_change = desk.may("orders.change", store) or desk.may("fulfilment.work", store)
    return {
        "confirm": found.status == "placed" and desk.may("orders.confirm", store),
        "cancel": found.status in OPEN and desk.may("orders.cancel", store),
        "cut": found.status in OPEN and may_change,
        "refund": bool(refundable(payments)) and desk.may("payments.refund", store),
    }
