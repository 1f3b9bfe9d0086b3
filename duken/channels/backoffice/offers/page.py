"""Offers to many: written down, counted before anybody gets them, tried on oneself, sent, and told how it went."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.lists.columns import Badge
from duken.channels.backoffice.offers.typed import LABELS, as_sent, as_typed, audience_typed, choices, words_typed
from duken.channels.texts import sentence
from duken.conversations.campaigns.audience import Audience, Counted, count_audience
from duken.conversations.campaigns.draft import discard_campaign, save_campaign, try_on_oneself
from duken.conversations.campaigns.reads import CampaignRead, campaign, campaigns, results_of
from duken.conversations.campaigns.sending import start_campaign, stop_campaign
from duken.kernel.refusals import Invalid, Refusal

_STATUS: dict[str, tuple[Promise, str]] = {
    "draft": (_("draft"), "note"),
    "sending": (_("being sent"), "warn"),
    "done": (_("sent"), "good"),
    "stopped": (_("stopped"), "bad"),
}
_WAYS: dict[str, Promise] = {"email": _("by e-mail"), "sms": _("by text message")}
_WHY: dict[str, Promise] = {
    "conversations.no_consent": _("have not agreed, took it back, or refuse this way"),
    "conversations.prefers_calls": _("want to be called, not written to"),
    "conversations.no_way_to_reach": _("have no phone and no e-mail, or were erased"),
    "customers.missing": _("went meanwhile"),
}


@behind_door("conversations.campaign")
def offers(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = campaigns(by=desk.anywhere)
    names = actor_names([one.created_by for one in found])
    rows = [
        {"one": one, "badge": _badge(one), "left_out": sum(one.left_out.values()), "who": names.get(one.created_by, "")}
        for one in found
    ]
    return show(request, desk, "office/offers.html", rows=rows)


@behind_door("conversations.campaign")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        return _save(request, desk, None)
    return _form(request, desk, None, as_typed(None, desk.timezone))


@behind_door("conversations.campaign")
def offer(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    found = campaign(offer_id, by=desk.anywhere)
    if request.method == "POST":
        return _save(request, desk, found)
    if found.status == "draft":
        return _form(request, desk, found, as_typed(found, desk.timezone))
    return show(request, desk, "office/offer_sent.html", letters=_letters(found), **_told(found, desk))


@behind_door("conversations.campaign")
def progress(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    """How far it is: a part of the page that asks for itself."""
    return show_part(request, desk, "office/offer_progress.html", **_told(campaign(offer_id, by=desk.anywhere), desk))


@require_POST
@behind_door("conversations.campaign")
def counted(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How many the form as it stands would reach, and whether what was saved can be sent; nobody is written to."""
    found = _saved(request, desk)
    try:
        asked = audience_typed(request.POST, desk.timezone)
        context = _counted(asked, desk)
        is_changed = found is not None and (asked, words_typed(request.POST)) != (found.audience, found.words)
        context["held_back"] = _held_back(context["counted"], is_changed=is_changed)
    except Refusal as refusal:
        context = {"problem": sentence(refusal, LABELS), "held_back": gettext("Mend what is wrong, and save it.")}
    return show_part(request, desk, "office/offer_counted.html", offer=found, **context)


def _saved(request: HttpRequest, desk: Desk) -> CampaignRead | None:
    """The offer whose page asks; None for one that was never saved."""
    asked = maybe_id(request.POST.get("offer", ""))
    return campaign(asked, by=desk.anywhere) if asked else None


def _held_back(counted: Counted, *, is_changed: bool) -> str:
    """Why it cannot be sent as it stands; nothing when it can."""
    if is_changed:
        return gettext("You have changed it since it was saved: save it first.")
    return gettext("Nobody would get it: choose others, or wait until somebody agrees.") if counted.is_nobody else ""


@require_POST
@behind_door("conversations.campaign")
def test(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    language = request.POST.get("language", "")
    try_on_oneself(offer_id, email=desk.user.email or "", language=language or desk.language, by=desk.anywhere)
    return done(request, gettext("It is on its way to %(email)s.") % {"email": desk.user.email}, _address(offer_id))


@require_POST
@behind_door("conversations.campaign")
def send(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    start_campaign(offer_id, by=desk.anywhere)
    return done(request, gettext("It is being sent."), _address(offer_id))


@require_POST
@behind_door("conversations.campaign")
def stop(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    stop_campaign(offer_id, by=desk.anywhere)
    return done(request, gettext("Nothing more is written. What was written is on its way."), _address(offer_id))


@require_POST
@behind_door("conversations.campaign")
def discard(request: HttpRequest, desk: Desk, offer_id: UUID) -> HttpResponse:
    discard_campaign(offer_id, by=desk.anywhere)
    return done(request, gettext("Thrown away."), reverse("office:offers"))


def _save(request: HttpRequest, desk: Desk, found: CampaignRead | None) -> HttpResponse:
    try:
        offer_id = save_campaign(
            found.id if found else None,
            name=" ".join(request.POST.get("name", "").split()),
            audience=audience_typed(request.POST, desk.timezone),
            words=words_typed(request.POST),
            by=desk.anywhere,
        )
    except Invalid as refusal:
        return _form(request, desk, found, as_sent(request.POST), said=sentence(refusal, LABELS), status=422)
    return done(request, gettext("Saved. Nobody has got it yet."), _address(offer_id))


def _form(
    request: HttpRequest,
    desk: Desk,
    found: CampaignRead | None,
    form: dict[str, Any],
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        desk,
        "office/offer.html",
        status=status,
        offer=found,
        form=form,
        said=said,
        letters=_letters(found) if found else [],
        **choices(form, desk),
    )


def _letters(found: CampaignRead) -> list[tuple[str, str, str, str]]:
    """(language's code, its name, subject, body)"""
    return [(code, name, *found.words[code]) for code, name in settings.LANGUAGES if code in found.words]


def _told(found: CampaignRead, desk: Desk) -> dict[str, Any]:
    return {
        "offer": found,
        "badge": _badge(found),
        "results": results_of(found.id, by=desk.anywhere),
        "left_out": [(count, _why(code)) for code, count in sorted(found.left_out.items())],
        "who": actor_names([found.started_by]).get(found.started_by, ""),
    }


def _counted(asked: Audience, desk: Desk) -> dict[str, Any]:
    counted = count_audience(asked, purpose="marketing", by=desk.anywhere)
    return {
        "counted": counted,
        "ways": [(count, str(_WAYS[way])) for way, count in sorted(counted.by_way.items())],
        "left_out": [(count, _why(code)) for code, count in sorted(counted.left_out.items())],
    }


def _why(code: str) -> str:
    return str(_WHY.get(code, code))


def _badge(found: CampaignRead) -> Badge:
    word, colour = _STATUS[found.status]
    return Badge(word, colour)


def _address(offer_id: UUID) -> str:
    return reverse("office:offer", args=[offer_id])
