"""Write a message to a customer about an order: in their language, by the way they can be reached."""

from __future__ import annotations

from collections.abc import Mapping
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


def write_message(order: OrderRead, kind: str, *, facts: Mapping[str, object], key: str, by: Actor) -> UUID | None:
    """Write it down to be sent; None when it was said before (the same key) or nobody can be reached.

    The text is the template messages/<kind>.txt: its first line is the subject. It is rendered here, once, so that
    what is sent is what was true.
    """
    by.require("conversations.write")
    via, recipient = _way(order)
    if not recipient:
        return None
    with transaction.atomic():
        if Message.objects.filter(key=key).exists():
            return None
        subject, body = text_of(order, kind, facts)
        message = Message.objects.create(
            id=ids.new_id(),
            key=key,
            order_id=order.id,
            kind=kind,
            via=via,
            recipient=recipient,
            language=language_of(order),
            subject=subject,
            body=body,
            status="written",
            written_at=clock.now(),
        )
        record(MessageWritten(order.id, message.pk, kind, via), by=by)
    return message.pk


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
