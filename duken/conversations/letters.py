"""Write a letter that is about no order yet: to an address, in a language, with its facts."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from duken.conversations.events import LetterWritten
from duken.conversations.models import Message
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record


def write_letter(kind: str, *, via: str, recipient: str, language: str, facts: Mapping[str, object], by: Actor) -> UUID:
    """Written down to be sent, each time anew. The text is the template messages/<kind>.txt, its first line the
    subject; somebody asked for it, so it is about their own business and needs no other consent."""
    by.require("conversations.write")
    with override(language):
        text = render_to_string(f"messages/{kind}.txt", {"shop_name": settings.SHOP_NAME, **facts})
    subject, _, body = text.strip().partition("\n")
    message_id = ids.new_id()
    with transaction.atomic():
        Message.objects.create(
            id=message_id,
            key=f"{kind}:{message_id}",
            kind=kind,
            via=via,
            recipient=recipient,
            language=language,
            subject=subject.strip(),
            body=body.strip() + "\n",
            status="written",
            written_at=clock.now(),
        )
        record(LetterWritten(message_id, kind, via), by=by)
    return message_id
