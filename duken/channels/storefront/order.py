"""The page of one order, behind its unguessable link: state, code, payment, cancelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.catalog import reads as catalog
from duken.channels.live_tickets import order_topic, ticket_for
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import language, show
from duken.channels.storefront.order_words import came_to_nothing, headline, payment_words, steps
from duken.channels.storefront.progress import progress_of
from duken.channels.texts import sentence
from duken.customers.companies.reads import companies_with_ids
from duken.fulfilment import reads as fulfilment
from duken.fulfilment.answer_shortage import accept_rest, refuse_rest
from duken.fulfilment.arrive import announce_arrival
from duken.kernel import actor
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.kernel.refusals import Missing, Refusal
from duken.orders import reads as orders
from duken.orders.cancel import cancel_order
from duken.orders.reads import OrderRead
from duken.orders.states import ORDER_MOVES
from duken.payments.provider import COUNTER_METHODS, OWN_METHODS
from duken.payments.reads import PaymentRead, payments_of
from duken.stores import reads as stores


@never_cache
def order(request: HttpRequest, secret: str) -> HttpResponse:
    found = _found(secret)
    context = order_context(found)
    if getattr(request, "htmx", None):
        return render(request, "storefront/order_part.html", context)
    return show(request, "storefront/order.html", **context)


@require_POST
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Cancel by whoever has the link: it is the key to the order."""
    found = _found(secret)
    try:
        cancel_order(found.id, reason="cancelled by the shopper", by=link_holder(found))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("storefront:order", args=[secret]))


@require_POST
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """What the shopper says to a shortage: the rest is wanted, or nothing."""
    found = _found(secret)
    verb = accept_rest if request.POST.get("answer") == "rest" else refuse_rest
    try:
        verb(found.id, by=link_holder(found))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("storefront:order", args=[secret]))


@require_POST
def here(request: HttpRequest, secret: str) -> HttpResponse:
    """I am outside, or at the counter: the shop sees it at once."""
    found = _found(secret)
    try:
        announce_arrival(found.id, bay=request.POST.get("bay", "")[:40], by=link_holder(found))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("storefront:order", args=[secret]))


@never_cache
def live(request: HttpRequest, secret: str) -> HttpResponse:
    """A ticket to hear that something happened to this order; good for a minute, asked for again when it ends."""
    found = _found(secret)
    ticket = ticket_for(link_holder(found), [order_topic(found.id)])
    return JsonResponse({"address": f"{settings.LIVE_URL}/live?ticket={ticket}"})


def link_holder(found: OrderRead) -> Actor:
    """Who holds the link may see and cancel this order; the views above hand it no other."""
    return actor.with_scopes(f"link:{found.number}", visitor.CHANNEL, {"orders.read", "orders.cancel", "payments.read"})


def order_context(found: OrderRead) -> dict[str, Any]:
    by = link_holder(found)
    place = stores.location(found.location_id)
    progress = progress_of(found, by)
    payments = payments_of([found.id], by=by)[found.id]
    is_open = found.status in ("placed", "confirmed")
    is_paid = any(one.status == "captured" for one in payments)
    # A payment that failed cancels its order, a moment later.
    has_failed = found.status in ("placed", "cancelled") and any(one.status == "failed" for one in payments)
    pays_online = found.payment_method not in (*COUNTER_METHODS, *OWN_METHODS)
    awaits_money = is_open and pays_online and not is_paid and not has_failed
    title, explanation = headline(found, progress, awaits_money=awaits_money, has_failed=has_failed)
    return {
        "order": found,
        "company": companies_with_ids([found.company_id])[found.company_id] if found.company_id else None,
        "place": place,
        "timezone": place.timezone,
        "is_open": is_open,
        "has_failed": has_failed,
        "headline": title,
        "explanation": explanation,
        "notices": notices(found),
        "steps": steps(found, progress),
        "lines": lines(found),
        "missing": missing(found, by) if progress.awaits_answer else [],
        "payment_words": payment_words(found, payments),
        "to_pay": _to_pay(payments) if awaits_money else None,
        "pay_url": reverse("storefront:pay", args=[found.secret]) if awaits_money else "",
        "may_cancel": "cancelled" in ORDER_MOVES[found.status] and not progress.done_at and not progress.sent_at,
        "cancel_url": reverse("storefront:cancel", args=[found.secret]),
        "collect_code": found.collect_code if found.method == "pickup" and is_open and not has_failed else "",
        "qr": qr(found.collect_code) if found.collect_code else "",
        "awaits_answer": progress.awaits_answer,
        "may_arrive": bool(progress.ready_at and found.method == "pickup" and not progress.done_at and is_open),
        "arrived_at": progress.arrived_at,
        "here_url": reverse("storefront:here", args=[found.secret]),
        "again_url": reverse("storefront:order_again", args=[found.secret]) if came_to_nothing(found, payments) else "",
        "answer_url": reverse("storefront:answer", args=[found.secret]),
        "live_url": reverse("storefront:order_live", args=[found.secret]) if is_open else "",
    }


def _to_pay(payments: Sequence[PaymentRead]) -> Money | None:
    """What a gift card or credit leaves to be paid on the page of the payment service."""
    return next((Money(one.amount_minor, one.currency) for one in reversed(payments) if one.provider), None)


def missing(found: OrderRead, by: Actor) -> list[dict[str, Any]]:
    """What was not there, and what could take its place: other shops, similar things."""
    return [
        {
            "shortage": one,
            "alternatives": fulfilment.alternatives_for(
                one.variant_id,
                one.quantity,
                location_id=found.location_id,
                channel=visitor.CHANNEL,
                language=language(),
            ),
        }
        for one in fulfilment.shortages(found.id, by=by)
        if not one.answer
    ]


def lines(found: OrderRead) -> list[dict[str, Any]]:
    variants = [line.variant_id for line in found.lines]
    known: dict[UUID, catalog.VariantRead] = {one.id: one for one in catalog.variants_by_id(variants).values()}
    return [
        {name: getattr(line, name) for name in line.__struct_fields__}
        | {
            "thumbnail": known[line.variant_id].thumbnail if line.variant_id in known else "",
            "cut": line.quantity < line.ordered_quantity,
        }
        for line in found.lines
    ]


def notices(found: OrderRead) -> list[dict[str, str]]:
    """What must not be overlooked: fewer things than ordered."""
    cut = [line for line in found.lines if line.quantity < line.ordered_quantity]
    if not cut or found.status == "cancelled":
        return []
    told = gettext(
        "Not everything was on the shelf. What is missing is not charged; below is what could take its place."
    )
    return [{"kind": "warn", "text": told}]


def qr(code: str) -> str:
    """The code as a picture, for the scanner at the counter: SVG made by us, safe to put into the page."""
    svg = segno.make(code, micro=False, error="m").svg_inline(scale=4, border=0, omitsize=True, title=code)
    return mark_safe(svg)


def _found(secret: str) -> OrderRead:
    try:
        return orders.order_by_secret(secret)
    except Missing:
        raise Http404(gettext("There is no such order.")) from None
