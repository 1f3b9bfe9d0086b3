"""Orders that look like one intent, side by side: the same, and one is cancelled; or different, and both go on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.frame import show
from duken.orders.decide_repeated import cancel_repeated, keep_both
from duken.orders.errors import RepeatedMissing
from duken.orders.order import OrderRead
from duken.orders.repeated import RepeatedRead, count_repeated, waiting_repeated
from duken.orders.states import OPEN


@behind_door("orders.cancel")
def repeated(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(
        request,
        desk,
        "office/orders_repeated.html",
        pairs=[_told(one, desk) for one in waiting_repeated(by=desk.by)],
        waiting=count_repeated(by=desk.by),
    )


@require_POST
@behind_door("orders.cancel")
def decide(request: HttpRequest, desk: Desk, repeated_id: int) -> HttpResponse:
    """`answer`: different, or the order that is cancelled because it is the same."""
    answer = request.POST.get("answer", "")
    if answer == "different":
        keep_both(repeated_id, by=desk.by)
        said = gettext("Both go on. Nobody is asked about them again.")
    else:
        order_id = maybe_id(answer)
        if order_id is None:
            raise RepeatedMissing
        cancel_repeated(repeated_id, order_id=order_id, by=desk.by)
        said = gettext("One is cancelled, the other goes on.")
    return done(request, said, reverse("office:orders_repeated"))


def _told(found: RepeatedRead, desk: Desk) -> dict[str, Any]:
    skus = [{line.sku for line in one.lines} for one in (found.first, found.second)]
    minutes = int((found.second.placed_at - found.first.placed_at).total_seconds() // 60)
    return {
        "id": found.id,
        "minutes": max(minutes, 0),
        "orders": [_order(one, skus[0] & skus[1], desk) for one in (found.first, found.second)],
    }


def _order(found: OrderRead, common: set[str], desk: Desk) -> dict[str, Any]:
    return {
        "order": found,
        "badge": words.order_badge(found.status),
        "channel": words.channel_name(found.channel, desk.language),
        "method": words.word(words.METHOD, found.method),
        "place": words.place_name(found.location_id, desk.language),
        "payment": words.word(words.PAYMENT_METHOD, found.payment_method),
        "lines": [(line, line.sku in common) for line in found.lines],
        "may_cancel": found.status in OPEN and desk.may("orders.cancel", found.location_id),
    }
