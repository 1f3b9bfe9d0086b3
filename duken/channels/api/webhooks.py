"""Webhooks: have events told to an address of yours, see what was sent, send it again: docs/guides/webhooks.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer, utc
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.webhooks import change
from duken.webhooks.kinds import kinds
from duken.webhooks.reads import DeliveryRead, WebhookRead, deliveries_of, webhook, webhooks
from duken.webhooks.subscribe import WebhookDraft, subscribe

router = Router(tags=["webhooks"])
SCOPE = "webhooks.manage"
Name = Annotated[str, Meta(min_length=1, max_length=100)]


class WebhookBody(Body):
    """`events` as GET /webhooks/events lists them: your key must hold the scopes they take.

    `stores` are codes; null is all of them. With `tells_customers` the numbers of customers are in what is told; your
    key must hold `customers.read`. `contact` is an e-mail that hears of it when the webhook is paused.
    """

    name: Name
    url: Annotated[str, Meta(min_length=1, max_length=500)]
    events: Annotated[list[Annotated[str, Meta(max_length=100)]], Meta(min_length=1, max_length=200)]
    contact: Annotated[str, Meta(min_length=3, max_length=254)]
    stores: Annotated[list[Annotated[str, Meta(max_length=80)]], Meta(min_length=1, max_length=5000)] | None = None
    tells_customers: bool = False


class NothingBody(Body):
    """An empty object."""


class DeliveriesQuery(Query):
    before: Annotated[int, Meta(ge=0, le=2**62, description="Older than this delivery")] | None = None
    outcome: Literal["waiting", "delivered", "given_up", ""] = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class WebhookShown(Answer):
    """`paused`: empty while it is told; else by_hand, failures or gone. `failures` in a row; `waiting` to be sent."""

    id: str
    name: str
    url: str
    events: list[str]
    scopes: list[str]
    stores: list[str] | None
    contact: str
    created_at: datetime | None
    paused: str
    failures: int
    waiting: int


class WebhookMade(WebhookShown):
    """The secret is told here and nowhere else."""

    secret: str


class WebhooksShown(Answer):
    webhooks: list[WebhookShown]


class KindShown(Answer):
    name: str
    scopes: list[str]


class KindsShown(Answer):
    events: list[KindShown]


class SecretShown(Answer):
    """The one before signs beside it for a day."""

    id: str
    secret: str


class Removed(Answer):
    id: str


class DeliveryShown(Answer):
    """`id` is a number that grows; `status` and `milliseconds` of the last answer, `problem` where there was none."""

    id: int
    event_id: str
    event: str
    outcome: str
    attempts: int
    created_at: datetime | None
    next_try_at: datetime | None
    tried_at: datetime | None
    status: int | None
    milliseconds: int | None
    problem: str


class DeliveriesShown(Answer):
    deliveries: list[DeliveryShown]


class Sent(Answer):
    """The delivery that is on its way now."""

    delivery: int


@router.get("/webhooks/events", summary="List the kinds of events", **operation(SCOPE, gives=KindsShown))
def list_kinds(request: HttpRequest) -> HttpResponse:
    """With the scopes that each takes."""
    actor_of(request).require(SCOPE)
    return answer(KindsShown(events=[KindShown(name=name, scopes=sorted(takes)) for name, takes in kinds().items()]))


@router.get("/webhooks", summary="List webhooks", **operation(SCOPE, gives=WebhooksShown))
def list_webhooks(request: HttpRequest) -> HttpResponse:
    return answer(WebhooksShown(webhooks=[_shown(one) for one in webhooks(by=actor_of(request))]))


@router.post(
    "/webhooks",
    summary="Make a webhook",
    **operation(
        SCOPE,
        takes=WebhookBody,
        gives=WebhookMade,
        status=201,
        refuses=(404, 409, 413),
        leads_to={"webhooks.get_webhook": "webhook_id"},
    ),
)
def post_webhook(request: HttpRequest) -> HttpResponse:
    """Told of what happens from now on. The secret that signs is in this answer alone."""
    by = actor_of(request)
    made = subscribe(_draft(read_body(request, WebhookBody)), by=by)
    return answer(WebhookMade(**_facts(webhook(made.id, by=by)), secret=made.secret), 201)


@router.get(
    "/webhooks/{webhook_id}", summary="Show a webhook", **operation(SCOPE, gives=WebhookShown, refuses=(404, 422))
)
def get_webhook(request: HttpRequest, webhook_id: str) -> HttpResponse:
    return answer(_shown(webhook(ids.read("whk", webhook_id), by=actor_of(request))))


@router.post(
    "/webhooks/{webhook_id}",
    summary="Change a webhook",
    **operation(SCOPE, takes=WebhookBody, gives=WebhookShown, refuses=(404, 413)),
)
def post_change(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """All of it anew but the secret. With another address or other stores the log and what waited are gone."""
    draft = _draft(read_body(request, WebhookBody))
    return _act(request, webhook_id, lambda found, by: change.change_webhook(found, draft=draft, by=by))


@router.post(
    "/webhooks/{webhook_id}/pause",
    summary="Pause a webhook",
    **operation(SCOPE, takes=NothingBody, gives=WebhookShown, refuses=(404,)),
)
def post_pause(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """What happens meanwhile is not sent later: read the feed for it. Repeats are harmless."""
    read_body(request, NothingBody)
    return _act(request, webhook_id, lambda found, by: change.pause_webhook(found, by=by))


@router.post(
    "/webhooks/{webhook_id}/resume",
    summary="Resume a webhook",
    **operation(SCOPE, takes=NothingBody, gives=WebhookShown, refuses=(404,)),
)
def post_resume(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """What still waited is sent at once. Repeats are harmless."""
    read_body(request, NothingBody)
    return _act(request, webhook_id, lambda found, by: change.resume_webhook(found, by=by))


@router.post(
    "/webhooks/{webhook_id}/remove",
    summary="Remove a webhook and its log",
    **operation(SCOPE, takes=NothingBody, gives=Removed, refuses=(404,)),
)
def post_remove(request: HttpRequest, webhook_id: str) -> HttpResponse:
    read_body(request, NothingBody)
    found = ids.read("whk", webhook_id)
    change.remove_webhook(found, by=actor_of(request))
    return answer(Removed(id=ids.show("whk", found)))


@router.post(
    "/webhooks/{webhook_id}/secret",
    summary="Change the secret of a webhook",
    **operation(SCOPE, takes=NothingBody, gives=SecretShown, refuses=(404,)),
)
def post_secret(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """For a day both the new one and the one before sign."""
    read_body(request, NothingBody)
    found = ids.read("whk", webhook_id)
    secret = change.change_secret(found, by=actor_of(request))
    return answer(SecretShown(id=ids.show("whk", found), secret=secret))


@router.post(
    "/webhooks/{webhook_id}/test",
    summary="Send a webhook an event to try it",
    **operation(SCOPE, takes=NothingBody, gives=Sent, status=202, refuses=(404, 409)),
)
def post_test(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """`webhooks.WebhookTested`; what became of it stands in the log a moment later."""
    read_body(request, NothingBody)
    return answer(Sent(delivery=change.try_webhook(ids.read("whk", webhook_id), by=actor_of(request))), 202)


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    summary="What was sent, newest first",
    **operation(SCOPE, query=DeliveriesQuery, gives=DeliveriesShown, refuses=(404,)),
)
def list_deliveries(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """A month of it. What was said is the event itself; what was answered is not kept."""
    asked = read_query(request, DeliveriesQuery)
    found = deliveries_of(
        ids.read("whk", webhook_id),
        before=asked.before,
        outcome=asked.outcome,
        limit=asked.limit,
        by=actor_of(request),
    )
    return answer(DeliveriesShown(deliveries=[_delivery(one) for one in found]))


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery}/again",
    summary="Send it again",
    **operation(SCOPE, takes=NothingBody, gives=Sent, status=202, refuses=(404, 409)),
)
def post_again(request: HttpRequest, webhook_id: str, delivery: str) -> HttpResponse:
    """Whatever became of it before: with the same id, so that who has it drops it."""
    read_body(request, NothingBody)
    number = int(delivery) if delivery.isascii() and delivery.isdigit() and len(delivery) < 19 else 0  # there is no 0
    change.send_again(ids.read("whk", webhook_id), delivery=number, by=actor_of(request))
    return answer(Sent(delivery=number), 202)


def _act(request: HttpRequest, webhook_id: str, act: Callable[[UUID, Actor], None]) -> HttpResponse:
    """Do it, and show how the webhook is now."""
    by, found = actor_of(request), ids.read("whk", webhook_id)
    act(found, by)
    return answer(_shown(webhook(found, by=by)))


def _draft(body: WebhookBody) -> WebhookDraft:
    places = None if body.stores is None else [stores.location(code).id for code in body.stores]
    return WebhookDraft(body.name, body.url, body.events, body.contact, places, body.tells_customers)


def _shown(one: WebhookRead) -> WebhookShown:
    return WebhookShown(**_facts(one))


def _facts(one: WebhookRead) -> dict[str, Any]:
    codes: dict[UUID, str] = {place.id: place.code for place in stores.locations()} if one.stores is not None else {}
    return {
        "id": ids.show("whk", one.id),
        "name": one.name,
        "url": one.url,
        "events": list(one.events),
        "scopes": list(one.scopes),
        "stores": None if one.stores is None else sorted(codes.get(store, str(store)) for store in one.stores),
        "contact": one.contact,
        "created_at": utc(one.created_at),
        "paused": one.paused_why,
        "failures": one.failures,
        "waiting": one.waiting,
    }


def _delivery(one: DeliveryRead) -> DeliveryShown:
    return DeliveryShown(
        id=one.id,
        event_id=str(one.event_id),
        event=one.event,
        outcome=one.outcome,
        attempts=one.attempts,
        created_at=utc(one.created_at),
        next_try_at=utc(one.due_at) if one.outcome == "waiting" else None,
        tried_at=utc(one.tried_at),
        status=one.status,
        milliseconds=one.milliseconds,
        problem=one.problem,
    )
