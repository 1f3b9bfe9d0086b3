"""The board of a shop, and the ways into it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from duken.channels.backoffice.store_screen.counter import Counter, announce, in_shop, shops_of, to_sign_in
from duken.channels.live_tickets import store_topic, ticket_for
from duken.fulfilment import reads as fulfilment
from duken.fulfilment.hand_over import digits
from duken.fulfilment.reads import Card
from duken.kernel import clock
from duken.kernel.refusals import Missing

SOON = timedelta(minutes=15)
CARDS_SHOWN, ALERTS_SHOWN = 40, 6


@require_GET
def shops(request: HttpRequest) -> HttpResponse:
    """Straight to the board of somebody who works in one shop; a choice for others."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    theirs = shops_of(request)
    if len(theirs) == 1:
        return HttpResponseRedirect(reverse("store:board", args=[theirs[0].code]))
    response = render(request, "store_screen/shops.html", {"shops": theirs}, status=200 if theirs else 403)
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
@in_shop
def board(request: HttpRequest, counter: Counter) -> HttpResponse:
    template = "store_screen/board_part.html" if request.headers.get("HX-Request") else "store_screen/board.html"
    return render(request, template, frame(counter) | board_context(counter))


@require_GET
@in_shop
def ticket(request: HttpRequest, counter: Counter) -> HttpResponse:
    """A ticket for the news of this shop."""
    return JsonResponse({"ticket": ticket_for(counter.by, [store_topic(counter.shop.id)])})


@require_POST
@in_shop
def find(request: HttpRequest, counter: Counter) -> HttpResponse:
    """What a customer shows or says: the code, its picture, the order number. Opens the order."""
    shown = request.POST.get("shown", "").strip().rstrip("/").rpartition("/")[2][:80]
    try:
        found = fulfilment.fulfilment_with_code(shown, location_id=counter.shop.id, by=counter.by)
    except Missing:
        words = gettext("No open order here has the code or number “%(shown)s”.") % {"shown": shown}
        if request.headers.get("HX-Request"):
            return announce(HttpResponse(status=204), toast={"text": words, "kind": "bad"}, refused=True)
        messages.error(request, words)
        return HttpResponseRedirect(reverse("store:board", args=[counter.shop.code]), status=303)
    request.session["shown_code"] = [str(found), digits(shown)]  # not in the address: it is as good as a key
    address = reverse("store:work", args=[counter.shop.code, found])
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address, status=303)


def frame(counter: Counter) -> dict[str, Any]:
    return {
        "counter": counter,
        "shop": counter.shop,
        "timezone": counter.shop.timezone,
        "now": clock.now(),
        "live_url": f"{settings.LIVE_URL}/live",
        "ticket_url": reverse("store:ticket", args=[counter.shop.code]),
        "board_url": reverse("store:board", args=[counter.shop.code]),
        "may_work": counter.by.may("fulfilment.work", store=counter.shop.id),
    }


def board_context(counter: Counter) -> dict[str, Any]:
    found = fulfilment.board(counter.shop.id, since=counter.since_morning, by=counter.by)
    columns = [
        _column("new", gettext("New"), "bell", found.new,
                empty=gettext("No new orders. They appear here by themselves, with a sound.")),
        _column("picking", gettext("Picking"), "basket", found.picking, empty=gettext("Nothing is being picked.")),
        _column("ready", gettext("Ready"), "hand-over", found.ready, empty=gettext("Nobody is expected to collect.")),
    ]  # fmt: skip
    alerts = _aged(fulfilment.alerts(location_id=counter.shop.id, by=counter.by))
    return {
        "columns": columns,
        "on_the_way": found.on_the_way,
        "to_put_back": found.to_put_back,
        "done_today": found.done_today,
        "alerts": alerts,
        "more_alerts": max(0, len(alerts) - ALERTS_SHOWN),
    }


def _column(name: str, title: str, icon: str, cards: list[Card], *, empty: str) -> dict[str, Any]:
    """The most urgent ones; nobody looks through hundreds, and the page stays quick."""
    shown = _told(cards[:CARDS_SHOWN])
    more = len(cards) - len(shown)
    return {"id": name, "title": title, "icon": icon, "cards": shown, "count": len(cards), "more": more, "empty": empty}


def _told(cards: list[Card]) -> list[dict[str, Any]]:
    now = clock.now()
    return [
        card._asdict()
        | {
            "urgency": urgency(card.ready_by, now) if card.status != "ready" else "",
            "minutes_left": minutes_between(now, card.ready_by),
            "waiting_minutes": minutes_between(card.arrived_at, now),
            "age_minutes": minutes_between(card.requested_at, now),
            "done": card.units_picked + card.units_short,
            "is_late": bool(card.alerts),
        }
        for card in cards
    ]


def _aged(alerts: list[fulfilment.Alert]) -> list[dict[str, Any]]:
    now = clock.now()
    return [alert._asdict() | {"minutes": minutes_between(alert.raised_at, now)} for alert in alerts]


def urgency(due: datetime | None, now: datetime) -> str:
    if due is None or due - now > SOON:
        return ""
    return "late" if due < now else "soon"


def minutes_between(first: datetime | None, last: datetime | None) -> int | None:
    return int((last - first).total_seconds() // 60) if first and last else None
