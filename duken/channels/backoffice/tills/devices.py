"""Tills and their devices: how each is, a code for a new device, a key taken back, what the owner chooses, PINs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.tills.limits import WORDS, limit_fields, read_limit
from duken.channels.called_device import called_device
from duken.channels.texts import sentence
from duken.kernel import clock, secrets
from duken.kernel.refusals import InvalidField, Refusal
from duken.stores import reads as stores
from duken.stores.places import LocationRead
from duken.tills import browse_shifts, browse_tills, limits
from duken.tills.enrol_till import make_enrolment_code
from duken.tills.revoke_till import revoke_till
from duken.tills.save_till import TillDraft, change_till, create_till
from duken.tills.set_pin import sellers, set_pin, take_pin_away

READ, MANAGE, NEW_CODE = "tills.read", "tills.manage", "office_enrolment_code"
SILENT_SECONDS = 120  # a till that sells speaks every twenty seconds


@behind_door(READ)
def tills(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every till: is it there, does anything wait on it, has anybody to look at something."""
    names: dict[UUID, str] = {place.id: place.called(desk.language) for place in stores.locations()}
    found = browse_tills.tills(by=desk.by)
    rows = [{"till": one, "place": names.get(one.location_id, ""), "state": _state(one)} for one in found]
    return show(request, desk, "office/tills.html", rows=rows, sellers=_sellers(desk))


@behind_door(READ)
def till(request: HttpRequest, desk: Desk, till_id: UUID) -> HttpResponse:
    found = browse_tills.till_chosen(till_id, by=desk.by)
    return show(
        request,
        desk,
        "office/till.html",
        till=found.seen,
        device=called_device(found.seen.device_name) or found.seen.device_name,
        chosen=found,
        state=_state(found.seen),
        place=stores.location(found.seen.location_id).called(desk.language),
        shifts=browse_shifts.shifts(till_id=till_id, limit=15, by=desk.by),
        code=_remembered(request, till_id),
        address=request.build_absolute_uri("/till/"),
    )


@behind_door(MANAGE)
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    blank = TillDraft("")
    if request.method != "POST":
        return _form(request, desk, blank, code="")
    code = request.POST.get("code", "")
    try:
        draft = _draft(request)
        made = create_till(
            code,
            location_id=_place(request, desk).id,
            channel=request.POST.get("channel", ""),
            draft=draft,
            by=desk.by,
        )
    except Refusal as refusal:
        return _form(request, desk, _kept(request), code=code, problem=refusal)
    return done(request, gettext("The till is made. Now give a device its code."), _at(made))


@behind_door(MANAGE)
def edit(request: HttpRequest, desk: Desk, till_id: UUID) -> HttpResponse:
    found = browse_tills.till_chosen(till_id, by=desk.by)
    if request.method != "POST":
        return _form(request, desk, found.draft, found=found)
    try:
        change_till(till_id, draft=_draft(request), by=desk.by)
    except Refusal as refusal:
        return _form(request, desk, _kept(request), found=found, problem=refusal)
    return done(request, gettext("It is changed. The till knows within half a minute."), _at(till_id))


@require_POST
@behind_door(MANAGE)
def enrol(request: HttpRequest, desk: Desk, till_id: UUID) -> HttpResponse:
    made = make_enrolment_code(till_id, by=desk.by)
    request.session[NEW_CODE] = {"till": str(till_id), "code": secrets.seal(made.code)}
    return HttpResponseRedirect(_at(till_id), status=303)


@require_POST
@behind_door(MANAGE)
def revoke(request: HttpRequest, desk: Desk, till_id: UUID) -> HttpResponse:
    revoke_till(till_id, by=desk.by)
    return done(request, gettext("The device is this till no more."), _at(till_id))


@require_POST
@behind_door(MANAGE)
def pin(request: HttpRequest, desk: Desk, place_id: UUID, user_id: UUID) -> HttpResponse:
    """A PIN given anew, or with an empty one taken away."""
    typed = request.POST.get("pin", "").strip()
    if typed:
        set_pin(user_id, location_id=place_id, pin=typed, by=desk.by)
        return done(request, gettext("The PIN is set. The tills know within half a minute."))
    take_pin_away(user_id, location_id=place_id, by=desk.by)
    return done(request, gettext("The PIN is taken away."))


def _sellers(desk: Desk) -> list[dict[str, Any]]:
    """Of each shop that has tills: who may sell there."""
    if not desk.may(MANAGE):
        return []
    with_tills = {one.location_id for one in browse_tills.tills(by=desk.by)}
    return [
        {"place": place, "name": place.called(desk.language), "people": sellers(place.id, by=desk.by)}
        for place in desk.places
        if place.id in with_tills
    ]


def _state(one: browse_tills.TillSeen) -> tuple[str, str]:
    """A colour and a word."""
    if not one.has_device:
        return "", gettext("no device yet")
    if one.seen_at is None:
        return "warn", gettext("never heard")
    if (clock.now() - one.seen_at).total_seconds() > SILENT_SECONDS:
        return "warn", gettext("silent")
    return "good", gettext("there")


def _form(
    request: HttpRequest,
    desk: Desk,
    draft: TillDraft,
    *,
    code: str = "",
    found: browse_tills.TillChosen | None = None,
    problem: Refusal | None = None,
) -> HttpResponse:
    """What was typed stays where something is refused."""
    said = limits.limits_of(draft.limits)
    channels = [channel for channel in stores.channels() if channel.kind == "till" and channel.is_active]
    if found:
        channels = [stores.channel(found.channel)]
    others = [one for one in browse_tills.tills(by=desk.by) if found is None or one.id != found.seen.id]
    return show(
        request,
        desk,
        "office/till_edit.html",
        status=422 if problem else 200,
        draft=draft,
        favourites="\n".join(draft.favourites),
        code=code,
        till=found.seen if found else None,
        problem=sentence(problem, WORDS) if problem else "",
        places=[place for place in desk.places if place.is_shop or place.is_pickup_point],
        channels=channels,
        others=others,
        limits=limit_fields(said, channels[0].currency if channels else ""),
    )


def _draft(request: HttpRequest) -> TillDraft:
    """Raises InvalidField for a limit that is no number."""
    kept, usual = _kept(request), limits.Limits()
    currency = stores.channel(request.POST.get("channel", "")).currency
    said = {
        name: read_limit(name, typed, currency)
        for name in limits.Limits._fields
        if (typed := request.POST.get(name, ""))
    }
    return replace(kept, limits={name: value for name, value in said.items() if value != getattr(usual, name)})


def _kept(request: HttpRequest) -> TillDraft:
    posted = request.POST
    return TillDraft(
        name=posted.get("name", ""),
        drawer_of=maybe_id(posted.get("drawer_of", "")),
        printer=posted.get("printer", "").strip(),
        terminal=posted.get("terminal", "").strip(),
        favourites=tuple(sku.strip() for sku in posted.get("favourites", "").splitlines() if sku.strip()),
        receipt_header=posted.get("receipt_header", "").strip(),
        receipt_footer=posted.get("receipt_footer", "").strip(),
    )


def _place(request: HttpRequest, desk: Desk) -> LocationRead:
    wanted = maybe_id(request.POST.get("place", ""))
    for place in desk.places:
        if place.id == wanted:
            return place
    raise InvalidField("place", "no_store_of_yours", request.POST.get("place", ""))


def _at(till_id: UUID) -> str:
    return reverse("office:till", args=[till_id])


def _remembered(request: HttpRequest, till_id: UUID) -> str:
    """The code, shown once on the page of its till."""
    kept = request.session.get(NEW_CODE)
    if not isinstance(kept, dict) or kept.get("till") != str(till_id):
        return ""
    del request.session[NEW_CODE]
    return secrets.open_(kept["code"])
