"""What people who work here write on a card. Each is one form; the page it came from is shown again."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.customers.story import STAYS, word
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import an_id
from duken.customers.card.addresses import add_address, change_address, put_address_first, remove_address
from duken.customers.card.prefer import set_preferences
from duken.customers.card.tasks import add_task, finish_task, reopen_task
from duken.customers.card.write import record_consultation, write_note
from duken.customers.identities.merge import Parted, unmerge
from duken.kernel.refusals import InvalidField


@require_POST
@behind_door("customers.write", labels={"text": _("What was said")})
def write(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """A note, or a consultation."""
    verb = record_consultation if request.POST.get("kind") == "consultation" else write_note
    verb(customer_id, request.POST.get("text", ""), by=desk.by)
    return _back(request, gettext("Written down."), customer_id)


@require_POST
@behind_door("customers.write", labels={"text": _("What")})
def task(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """A new task, or one that is done (or not done after all)."""
    if ended := request.POST.get("done"):
        finish_task(an_id(ended), by=desk.by)
        return _back(request, gettext("Done."), customer_id)
    if again := request.POST.get("again"):
        reopen_task(an_id(again), by=desk.by)
        return _back(request, gettext("Open again."), customer_id)
    due = _day("due", request.POST.get("due", ""))
    due_at = datetime.combine(due, time(18), ZoneInfo(desk.timezone)) if due else None
    add_task(customer_id, request.POST.get("text", ""), due_at=due_at, by=desk.by)
    return _back(request, gettext("Added."), customer_id)


@require_POST
@behind_door("customers.write")
def prefer(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    sizes = [
        (name.strip(), value.strip())
        for name, value in zip(request.POST.getlist("size_name"), request.POST.getlist("size"), strict=False)
    ]
    if any(value and not name for name, value in sizes):
        raise InvalidField("size_name", "empty")
    set_preferences(
        customer_id,
        preferred_channel=request.POST.get("preferred_channel", ""),
        refuses=request.POST.getlist("refuses"),
        sizes={name: value for name, value in sizes if value},
        born_on=_day("born_on", request.POST.get("born_on", "")),
        by=desk.by,
    )
    return _back(request, gettext("Saved."), customer_id)


_ADDRESS = ("label", "country", "postcode", "city", "street", "note")


@require_POST
@behind_door("customers.write")
def address(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    if gone := request.POST.get("remove"):
        remove_address(an_id(gone), by=desk.by)
        return _back(request, gettext("Removed."), customer_id)
    if first := request.POST.get("first"):
        put_address_first(an_id(first), by=desk.by)
        return _back(request, gettext("It is the first one now."), customer_id)
    said = {name: request.POST[name] for name in _ADDRESS if name in request.POST}
    if changed := request.POST.get("address"):
        change_address(an_id(changed), by=desk.by, **said)
        return _back(request, gettext("Saved."), customer_id)
    add_address(customer_id, by=desk.by, **said)
    return _back(request, gettext("Added."), customer_id)


@require_POST
@behind_door("customers.merge")
def part(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """Undo a merge; what stays on the card is said."""
    parted = unmerge(an_id(request.POST.get("merge", "")), by=desk.by)
    return _back(request, said_of(parted), parted.kept_id)


def said_of(parted: Parted) -> str:
    """What a person must know after two cards were parted."""
    if not parted.stays:
        return gettext("They are two cards again, each as it was.")
    stays = ", ".join(f"{word(name, STAYS)} ({count})" for name, count in sorted(parted.stays.items()))
    return gettext("They are two cards again. What was written meanwhile stays on this one: %(what)s.") % {
        "what": stays
    }


def _back(request: HttpRequest, words: str, customer_id: UUID) -> HttpResponse:
    return done(request, words, reverse("office:customer", args=[customer_id]))


def _day(field: str, text: str) -> date | None:
    """Raises InvalidField."""
    try:
        found = parse_date(text) if text else None
    except ValueError:
        found = None
    if text and found is None:
        raise InvalidField(field, "not_a_date", text[:20])
    return found
