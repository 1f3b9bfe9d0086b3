"""Prices: the lists, the latest bulk changes, and the way back from them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.kernel import clock
from duken.pricing import reads as pricing
from duken.pricing.undo_prices import undo_prices


@behind_door("pricing.read")
def prices(request: HttpRequest, desk: Desk) -> HttpResponse:
    batches = pricing.price_batches(by=desk.by, limit=30)
    names = actor_names([batch.actor for batch in batches])
    youngest = clock.now() - timedelta(minutes=pricing.UNDO_MINUTES)
    return show(
        request,
        desk,
        "office/prices.html",
        lists=pricing.price_lists(),
        batches=[
            {
                "batch": batch,
                "who": names.get(batch.actor, ""),
                "channel": words.channel_name(batch.channel, desk.language),
                "may_undo": batch.changed_at > youngest and desk.may("pricing.write"),
            }
            for batch in batches
        ],
        undo_minutes=pricing.UNDO_MINUTES,
    )


@require_POST
@behind_door("pricing.write")
def undo(request: HttpRequest, desk: Desk, batch_id: UUID) -> HttpResponse:
    undone = undo_prices(batch_id, by=desk.by)
    said = gettext("%(restored)s prices are as before; %(left)s had been changed again and were left alone.") % {
        "restored": undone.restored,
        "left": undone.left,
    }
    return done(request, said, reverse("office:prices"))
