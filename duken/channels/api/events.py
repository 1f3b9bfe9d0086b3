"""The feed of events: everything that happened, in order, replayable from any position. Shaped as CloudEvents 1.0."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer, utc
from duken.channels.api.bodies import Query, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.may_be_old import may_be_old
from duken.kernel import events
from duken.kernel.actor import StoreForbidden

router = Router(tags=["events"])


class EventsQuery(Query):
    after: Annotated[int, Meta(ge=0, le=2**62, description="The position of the last event you have")] = 0
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100
    name: Annotated[list[str], Meta(description="Only these, as orders.OrderPlaced; repeat for more")] = []


class CloudEvent(Answer):
    """`position` grows without end and never changes; `subject` is whose story the event belongs to."""

    id: str
    type: str
    subject: str
    time: datetime | None
    data: msgspec.Raw
    position: int | None
    actor: str
    channel: str
    source: str = "/duken"
    specversion: str = "1.0"
    datacontenttype: str = "application/json"


class Feed(Answer):
    """`position` is where to go on from: the last event here, or where you were."""

    items: list[CloudEvent]
    position: int


@router.get("/events", summary="Read the feed", **operation("events.read", query=EventsQuery, gives=Feed))
@may_be_old
def list_events(request: HttpRequest) -> HttpResponse:
    """Only for keys of all stores: an event does not say whose store it was."""
    by = actor_of(request)
    if by.stores is not None:
        raise StoreForbidden("events.read")
    asked = read_query(request, EventsQuery)
    found = events.after(asked.after, limit=asked.limit, names=asked.name)
    items = [_shown(event) for event in found]
    return answer(Feed(items=items, position=found[-1].position or asked.after if found else asked.after))


def _shown(event: events.Recorded) -> CloudEvent:
    facts = event.facts if isinstance(event.facts, str) else msgspec.json.encode(event.facts).decode()
    return CloudEvent(
        id=str(event.id),
        type=event.name,
        subject=f"{event.aggregate}/{event.aggregate_id}",
        time=utc(event.happened_at),
        data=msgspec.Raw(facts.encode()),
        position=event.position,
        actor=event.actor,
        channel=event.channel,
    )
