"""Write messages to customers about their orders: in their language, by the way they can be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from duken.conversations.events import MessageWritten
from duken.conversations.models import Message
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.orders.reads import OrderRead
from duken.stores import reads as stores


class MessageDraft(NamedTuple):
    """What is to be said about an order. `key`: what it is about; the same key is never said twice."""

    order: OrderRead
    kind: str
    facts: Mapping[str, object]
    key: str


def write_message(order: OrderRead, kind: str, *, facts: Mapping[str, object], key: str, by: Actor) -> UUID | None:
    """One of `write_messages`."""
    [written] = write_messages([MessageDraft(order, kind, facts, key)], by=by)
    return written


def write_messages(drafts: Sequence[MessageDraft], *, by: Actor) -> list[UUID | None]:
    """Write each down to be sent; None where it was said before (the same key) or nobody can be reached.

    The text is the template messages/<kind>.txt: its first line is the subject. It is rendered here, once, so that
    what is sent is what was true. Three statements, however many.
    """
    by.require("conversations.write")
    with transaction.atomic():
        said = set(Message.objects.filter(key__in=[one.key for one in drafts]).values_list("key", flat=True))
        written = {one.key: _written(one) for one in drafts if one.key not in said and _way(one.order)[1]}
        Message.objects.bulk_create(written.values())
        record(*[_told(message) for message in written.values()], by=by)
    return [written[one.key].pk if one.key in written else None for one in drafts]


def _written(draft: MessageDraft) -> Message:
    via, recipient = _way(draft.order)
    subject, body = text_of(draft.order, draft.kind, draft.facts)
    return Message(
        id=ids.new_id(),
        key=draft.key,
        order_id=draft.order.id,
        kind=draft.kind,
        via=via,
        recipient=recipient,
        language=language_of(draft.order),
        subject=subject,
        body=body,
        status="written",
        written_at=clock.now(),
    )


def _told(message: Message) -> MessageWritten:
    assert message.order_id is not None
    return MessageWritten(message.order_id, message.pk, message.kind, message.via)


def text_of(order: OrderRead, kind: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """(subject, body) in the customer's language."""
    language = language_of(order)
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    place = stores.location(order.location_id)
    with override(language):
        text = render_to_string(
            f"messages/{kind}.txt",
            {
                "order": order,
                "place": place,
                "place_name": place.called(language),
                "timezone": place.timezone,
                "shop_name": settings.SHOP_NAME,
                "link": f"{settings.PUBLIC_URL}{prefix}/order/{order.secret}/",
                "shop_url": f"{settings.PUBLIC_URL}{prefix}",
                **facts,
            },
        )
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), _tidy(body)


def language_of(order: OrderRead) -> str:
    known = dict(settings.LANGUAGES)
    return order.language if order.language in known else str(settings.LANGUAGE_CODE)


def _way(order: OrderRead) -> tuple[str, str]:
    if order.contact_email:
        return "email", order.contact_email
    return "sms", order.contact_phone


def _tidy(body: str) -> str:
    """Tags leave empty lines behind: one between paragraphs is enough."""
    lines = [line.strip() for line in body.strip().splitlines()]
    kept = [line for position, line in enumerate(lines) if line or (position and lines[position - 1])]
    return "\n".join(kept) + "\n"
