"""Tickets for live updates: signed, short-lived, naming topics. Made by pages, read by `duken live`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.core import signing

from duken.kernel.actor import Actor

SALT = "duken.live"
GOOD_FOR_SECONDS = 60  # to connect; a connection once made lasts longer, and then asks for a new ticket
TOPICS_AT_MOST = 50


class Ticket(NamedTuple):
    holder: str
    topics: tuple[str, ...]


class TicketRefused(Exception):
    """Forged, too old, or not one of ours."""


def store_topic(location_id: UUID) -> str:
    return f"store:{location_id}"


def order_topic(order_id: UUID) -> str:
    return f"order:{order_id}"


def cart_topic(cart_id: UUID) -> str:
    return f"cart:{cart_id}"


def ticket_for(actor: Actor, topics: Sequence[str]) -> str:
    """A ticket to hear `topics`. A store's needs fulfilment.read there; of orders and baskets the caller has checked
    that the actor may see them (a link is a key to one order). Any other topic is refused: deny by default."""
    for topic in topics:
        kind, _, identifier = topic.partition(":")
        if kind == "store":
            actor.require("fulfilment.read", store=UUID(identifier))
        elif kind not in ("order", "cart"):
            raise ValueError(f"no such topic: {kind}")
    assert 0 < len(topics) <= TOPICS_AT_MOST
    return signing.dumps([actor.id, list(topics)], salt=SALT, compress=True)


def read_ticket(text: str) -> Ticket:
    """Raises TicketRefused."""
    try:
        holder, topics = signing.loads(text, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise TicketRefused from None
    return Ticket(str(holder), tuple(topics))
