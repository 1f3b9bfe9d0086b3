"""What is pressed and scanned: each view calls one verb and shows the order again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.fields import whole
from duken.channels.backoffice.store_screen.counter import Counter, announce, in_shop
from duken.channels.backoffice.store_screen.work import work_context
from duken.channels.texts import sentence
from duken.fulfilment import acknowledge as acknowledging
from duken.fulfilment import cancel, deliver, hand_over, mark_ready, pick, ship, short_pick
from duken.fulfilment.errors import NotPaid
from duken.kernel.refusals import Refusal


@require_POST
@in_shop
def acknowledge(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    acknowledging.acknowledge(work_id, by=counter.by)
    return _to_board(request, counter) if request.POST.get("from") == "board" else _again(request, counter, work_id)


@require_POST
@in_shop
def scan(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    """One scan. What is wrong with it is said beside the field, with another sound; nothing is picked then."""
    scanned = request.POST.get("scan", "")[:500]
    try:
        line = pick.pick_by_scan(work_id, scan=scanned, by=counter.by)
    except Refusal as refusal:
        if refusal.code == "fulfilment.missing":
            raise
        return announce(_again(request, counter, work_id, trouble=sentence(refusal)), refused=True)
    return announce(_again(request, counter, work_id, just_picked=line), picked=True)


@require_POST
@in_shop
def pick_line(request: HttpRequest, counter: Counter, work_id: UUID, line_id: UUID) -> HttpResponse:
    pick.pick_line(work_id, line_id, quantity=_quantity(request), by=counter.by)
    return announce(_again(request, counter, work_id, just_picked=line_id), picked=True)


@require_POST
@in_shop
def unpick_line(request: HttpRequest, counter: Counter, work_id: UUID, line_id: UUID) -> HttpResponse:
    pick.unpick_line(work_id, line_id, quantity=_quantity(request), by=counter.by)
    return _again(request, counter, work_id)


@require_POST
@in_shop
def short(request: HttpRequest, counter: Counter, work_id: UUID, line_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")
    short_pick.short_pick(work_id, line_id, quantity=_quantity(request), reason=reason, by=counter.by)
    return _said(request, counter, work_id, gettext("Noted. The customer is told at once."))


@require_POST
@in_shop
def ready(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    mark_ready.mark_ready(work_id, by=counter.by)
    return _said(request, counter, work_id, gettext("Ready. The customer is told."))


@require_POST
@in_shop
def reopen(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    mark_ready.reopen(work_id, by=counter.by)
    return _again(request, counter, work_id)


@require_POST
@in_shop
def give(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    """Hand over, then back to the board: the next customer waits."""
    code, tender = request.POST.get("code", ""), request.POST.get("tender", "")
    try:
        hand_over.hand_over(work_id, code=code, tender=tender, by=counter.by)
    except NotPaid:
        request.session["shown_code"] = [str(work_id), hand_over.digits(code)]  # it was right: not to be typed again
        raise
    request.session.pop("shown_code", None)
    messages.success(request, gettext("Handed over."))
    return _to_board(request, counter)


@require_POST
@in_shop
def send(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    ship.ship(work_id, tracking=request.POST.get("tracking", ""), by=counter.by)
    messages.success(request, gettext("Given to the carrier. The customer is told."))
    return _to_board(request, counter)


@require_POST
@in_shop
def delivered(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    deliver.deliver(work_id, tender=request.POST.get("tender", ""), by=counter.by)
    messages.success(request, gettext("Delivered."))
    return _to_board(request, counter)


@require_POST
@in_shop
def put_back(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    cancel.put_back(work_id, by=counter.by)
    return _to_board(request, counter)


def _quantity(request: HttpRequest) -> int:
    return whole("quantity", request.POST.get("quantity", "1"))


def _said(request: HttpRequest, counter: Counter, work_id: UUID, words: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return announce(_again(request, counter, work_id), toast=words)
    messages.success(request, words)
    return _again(request, counter, work_id)


def _again(request: HttpRequest, counter: Counter, work_id: UUID, **more: Any) -> HttpResponse:
    """The order as it is now: the part for htmx, the whole page otherwise."""
    if request.headers.get("HX-Request"):
        return render(request, "store_screen/work_part.html", work_context(request, counter, work_id, **more))
    if more.get("trouble"):
        messages.error(request, more["trouble"])
    return HttpResponseRedirect(reverse("store:work", args=[counter.shop.code, work_id]), status=303)


def _to_board(request: HttpRequest, counter: Counter) -> HttpResponse:
    address = reverse("store:board", args=[counter.shop.code])
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address, status=303)
