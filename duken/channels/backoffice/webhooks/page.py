"""Webhooks in the office: who is told of what, whether it arrives, a button to try it, one to send it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.field_words import Labels
from duken.channels.texts import sentence
from duken.kernel import secrets
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores
from duken.webhooks import change as verbs
from duken.webhooks.kinds import kinds
from duken.webhooks.reads import DeliveryRead, WebhookRead, deliveries_of, webhook, webhooks
from duken.webhooks.subscribe import WebhookDraft, subscribe

SCOPE, SHOWN, NEW_SECRET = "webhooks.manage", 50, "office_new_webhook"
PAUSED: dict[str, Promise] = {
    "by_hand": _("paused"),
    "failures": _("paused: nothing arrives there"),
    "gone": _("paused: nobody is there any more"),
}
_OUTCOMES: dict[str, tuple[str | Promise, str]] = {
    "waiting": (_("on its way"), "note"),
    "delivered": (_("arrived"), "good"),
    "given_up": (_("given up"), "bad"),
}
_LABELS: Labels = {"name": _("Who is told"), "contact": _("E-mail of who hears when it fails")}
_PROBLEMS: dict[str, str | Promise] = {
    "ConnectError": _("nobody answers there"),
    "ConnectTimeout": _("nobody answers there"),
    "ReadTimeout": _("no answer in time"),
    "kernel.address_refused": _("not called: it leads inside this network"),
}


@behind_door(SCOPE)
def hooks(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = [{"hook": one, "paused": PAUSED.get(one.paused_why, "")} for one in webhooks(by=desk.anywhere)]
    return show(request, desk, "office/webhooks.html", hooks=found)


@behind_door(SCOPE)
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _form(request, desk, _blank(desk))
    draft = _draft(request)
    try:
        made = subscribe(draft, by=desk.anywhere)
    except Refusal as refusal:
        return _form(request, desk, draft, problem=refusal)
    _remember(request, made.id, made.secret)
    return HttpResponseRedirect(_at(made.id), status=303)


@behind_door(SCOPE)
def edit(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    found = webhook(webhook_id, by=desk.anywhere)
    if request.method != "POST":
        draft = WebhookDraft(found.name, found.url, found.events, found.contact, found.stores, found.tells_customers)
        return _form(request, desk, draft, found)
    draft = _draft(request)
    try:
        verbs.change_webhook(webhook_id, draft=draft, by=desk.anywhere)
    except Refusal as refusal:
        return _form(request, desk, draft, found, refusal)
    return done(request, gettext("It is changed."), _at(webhook_id))


@behind_door(SCOPE)
def hook(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    found = webhook(webhook_id, by=desk.anywhere)
    log = [_line(one) for one in deliveries_of(webhook_id, limit=SHOWN, by=desk.anywhere)]
    names: dict[UUID, str] = {place.id: place.called(desk.language) for place in stores.locations()}
    return show(
        request,
        desk,
        "office/webhook.html",
        hook=found,
        paused=PAUSED.get(found.paused_why, ""),
        places=None if found.stores is None else [names.get(store, "") for store in found.stores],
        log=log,
        is_moving=any(one["delivery"].outcome == "waiting" for one in log) and not found.paused_at,
        shown=SHOWN,
        secret=_remembered(request, webhook_id),
    )


@require_POST
@behind_door(SCOPE)
def try_it(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    verbs.try_webhook(webhook_id, by=desk.anywhere)
    return done(request, gettext("It is on its way: look at the log in a moment."), _at(webhook_id))


@require_POST
@behind_door(SCOPE)
def pause(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    verbs.pause_webhook(webhook_id, by=desk.anywhere)
    return done(request, gettext("Nothing is sent there now."), _at(webhook_id))


@require_POST
@behind_door(SCOPE)
def resume(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    verbs.resume_webhook(webhook_id, by=desk.anywhere)
    return done(request, gettext("It is told again."), _at(webhook_id))


@require_POST
@behind_door(SCOPE)
def secret(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    _remember(request, webhook_id, verbs.change_secret(webhook_id, by=desk.anywhere))
    return HttpResponseRedirect(_at(webhook_id), status=303)


@require_POST
@behind_door(SCOPE)
def remove(request: HttpRequest, desk: Desk, webhook_id: UUID) -> HttpResponse:
    verbs.remove_webhook(webhook_id, by=desk.anywhere)
    return done(request, gettext("It is removed."), reverse("office:webhooks"))


@require_POST
@behind_door(SCOPE)
def again(request: HttpRequest, desk: Desk, webhook_id: UUID, delivery: int) -> HttpResponse:
    verbs.send_again(webhook_id, delivery=delivery, by=desk.anywhere)
    return done(request, gettext("It is on its way: look at the log in a moment."), _at(webhook_id))


def _form(
    request: HttpRequest,
    desk: Desk,
    draft: WebhookDraft,
    found: WebhookRead | None = None,
    problem: Refusal | None = None,
) -> HttpResponse:
    """What was typed stays where something is refused."""
    return show(
        request,
        desk,
        "office/webhook_edit.html",
        status=422 if problem else 200,
        draft=draft,
        hook=found,
        problem=sentence(problem, _LABELS) if problem else "",
        groups=_groups(desk.anywhere, draft),
        places=[(place, draft.stores is not None and place.id in draft.stores) for place in stores.locations()],
        may_customers=desk.anywhere.may("customers.read"),
    )


def _groups(by: Actor, draft: WebhookDraft) -> list[dict[str, Any]]:
    """Kinds of events this person may have told, by module."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for name, scopes in kinds().items():
        if all(by.may(scope) for scope in scopes):
            module, _dot, event = name.partition(".")
            found.setdefault(module, []).append((name, event, name in draft.events))
    return [
        {"module": module, "events": events, "is_open": any(chosen for *_names, chosen in events)}
        for module, events in found.items()
    ]


def _draft(request: HttpRequest) -> WebhookDraft:
    form = request.POST
    known = {str(place.id): place.id for place in stores.locations()}
    places = [known[one] for one in form.getlist("place") if one in known]
    return WebhookDraft(
        form.get("name", ""),
        form.get("url", "").strip(),
        form.getlist("event"),
        form.get("contact", "").strip(),
        places or None,
        form.get("customers") == "yes",
    )


def _blank(desk: Desk) -> WebhookDraft:
    return WebhookDraft("", "https://", ("orders.OrderPlaced",), str(desk.user.email or ""))


def _line(one: DeliveryRead) -> dict[str, Any]:
    words, colour = _OUTCOMES[one.outcome]
    return {"delivery": one, "words": words, "colour": colour, "problem": _PROBLEMS.get(one.problem, one.problem)}


def _at(webhook_id: UUID) -> str:
    return reverse("office:webhook", args=[webhook_id])


def _remember(request: HttpRequest, webhook_id: UUID, made: str) -> None:
    """For the next page alone; sessions lie in the database, so it waits there sealed."""
    request.session[NEW_SECRET] = [str(webhook_id), secrets.seal(made)]


def _remembered(request: HttpRequest, webhook_id: UUID) -> str:
    kept = request.session.pop(NEW_SECRET, None)
    return secrets.open_(kept[1]) if kept and kept[0] == str(webhook_id) else ""
