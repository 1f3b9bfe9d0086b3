"""Members of the programme: found by phone, name or e-mail; their points, and points given or taken with a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import whole
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.loyalty.page import currency_asked
from duken.customers.card.short import short_card, short_card_by
from duken.customers.errors import CustomerMissing
from duken.kernel import ids
from duken.loyalty.correct_points import correct_points
from duken.loyalty.reads import corrections_of, points_of, statement
from duken.privacy.views.note import note_views

SHOWN = 20


@behind_door("loyalty.read")
def members(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who is meant: one leads to their page, several are shown."""
    desk.by.require("customers.read")
    asked = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    found = short_card_by(asked, limit=SHOWN, by=desk.by) if asked else []
    note_views([one.id for one in found], screen="loyalty", by=desk.by)
    currency = currency_asked(request)
    return show(request, desk, "office/loyalty_members.html", asked=asked, found=found, currency=currency, shown=SHOWN)


@behind_door("loyalty.read")
def member(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    desk.by.require("customers.read")
    found = short_card(customer_id, by=desk.by)
    if found is None:
        raise CustomerMissing
    currency = currency_asked(request)
    note_views([found.id], screen="loyalty", by=desk.by)
    corrections = corrections_of(found.id, currency=currency, by=desk.by)
    names = actor_names([one.actor for one in corrections])
    return show(
        request,
        desk,
        "office/loyalty_member.html",
        customer=found,
        currency=currency,
        points=points_of(found.id, currency=currency, by=desk.by),
        lines=statement(found.id, currency=currency, by=desk.by),
        corrections=[{"one": one, "who": names.get(one.actor, "")} for one in corrections],
        key=ids.new_id(),
        may_correct=desk.may("loyalty.correct"),
    )


@require_POST
@behind_door("loyalty.correct", labels={"reason": _("Why")})
def correct(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """Points given or taken, once for each page that was opened."""
    form, currency = request.POST, currency_asked(request)
    desk.by.require("customers.read")
    if short_card(customer_id, by=desk.by) is None:
        raise CustomerMissing
    points = whole("points", form.get("points", ""))
    correct_points(
        customer_id,
        currency=currency,
        points=-points if form.get("act") == "take" else points,
        reason=form.get("reason", ""),
        key=form.get("key", "")[:60],
        by=desk.by,
    )
    said = gettext("The points were taken.") if form.get("act") == "take" else gettext("The points were given.")
    return done(request, said, f"{reverse('office:loyalty_member', args=[customer_id])}?currency={currency}")
