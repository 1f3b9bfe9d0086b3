"""Shifts with their X and Z, receipts as they come in, and differences that wait for a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import decimal
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.tills.words import difference_words, fact_words, report_rows, tender_words
from duken.kernel.money import minor_digits, round_minor
from duken.stores import reads as stores
from duken.tills import browse_differences, browse_receipts, browse_shifts
from duken.tills.close_left_shift import close_left_shift
from duken.tills.settle_difference import settle_difference

READ, SETTLE = "tills.read", "tills.settle"
FEED = 60


@behind_door(READ)
def shifts(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(request, desk, "office/till_shifts.html", shifts=browse_shifts.shifts(by=desk.by), places=_places(desk))


@behind_door(READ)
def shift(request: HttpRequest, desk: Desk, shift_id: UUID) -> HttpResponse:
    """One shift: X while it is open, Z afterwards, beside what the books say; every receipt of it."""
    found = browse_shifts.shift(shift_id, by=desk.by)
    return show(
        request,
        desk,
        "office/till_shift.html",
        shift=found,
        place=_places(desk).get(found.location_id, ""),
        rows=report_rows(found.report, found.books),
        tenders=tender_words(found.report, found.books),
        counted=sorted(((int(value), count) for value, count in found.counted.items() if count), reverse=True),
        receipts=browse_receipts.receipts(shift_id=shift_id, limit=500, by=desk.by),
    )


@require_POST
@behind_door(SETTLE)
def close_left(request: HttpRequest, desk: Desk, shift_id: UUID) -> HttpResponse:
    """The device is lost or broken: somebody has counted the drawer, and says so here."""
    found = browse_shifts.shift(shift_id, by=desk.by)
    counted = decimal("counted", request.POST.get("counted", ""))
    minor = round_minor(counted * 10 ** minor_digits(found.currency))
    close_left_shift(shift_id, counted_minor=minor, note=request.POST.get("note", "").strip(), by=desk.by)
    return done(request, gettext("The shift is closed."), reverse("office:till_shift", args=[shift_id]))


@behind_door(READ)
def receipts(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(request, desk, "office/till_receipts.html", **_feed(desk))


@behind_door(READ)
def feed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The rows alone: asked for every two seconds while somebody looks."""
    return show_part(request, desk, "office/till_receipts_rows.html", **_feed(desk))


@behind_door(READ)
def differences(request: HttpRequest, desk: Desk) -> HttpResponse:
    is_settled = request.GET.get("settled") == "yes"
    found = browse_differences.differences(settled=is_settled, by=desk.by)
    return show(
        request,
        desk,
        "office/till_differences.html",
        rows=[{"one": one, "words": difference_words(one.kind), "facts": fact_words(one.facts)} for one in found],
        places=_places(desk),
        is_settled=is_settled,
    )


@require_POST
@behind_door(SETTLE)
def settle(request: HttpRequest, desk: Desk, difference_id: UUID) -> HttpResponse:
    settle_difference(difference_id, answer=request.POST.get("answer", "").strip(), by=desk.by)
    return done(request, gettext("It is settled."))


def _feed(desk: Desk) -> dict[str, Any]:
    return {"receipts": browse_receipts.receipts(limit=FEED, by=desk.by), "places": _places(desk)}


def _places(desk: Desk) -> dict[UUID, str]:
    return {place.id: place.called(desk.language) for place in stores.locations()}
