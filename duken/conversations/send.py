"""Send a written message: outside any transaction, again until the provider takes it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from duken.conversations.errors import MessageMissing, MessengerUnreachable
from duken.conversations.events import LetterSent, MessageSent
from duken.conversations.messenger import MESSENGERS, Letter
from duken.conversations.models import Message
from duken.conversations.states import MESSAGE_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def send_message(message_id: UUID, *, by: Actor) -> bool:
    """True when sent now, False when it had been. Raises MessageMissing, MessengerUnreachable."""
    by.require("conversations.write")
    assert not connection.in_atomic_block, "no call across the network inside a transaction"
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        raise MessageMissing
    if message.status == "sent":
        return False
    messenger = MESSENGERS.get(message.via)
    if messenger is None:
        raise MessengerUnreachable(message.via)
    reference = messenger.send(Letter(message.pk, message.recipient, message.subject, message.body))
    with transaction.atomic():
        move(Message, message.pk, "sent", MESSAGE_MOVES, noun="message", sent_at=clock.now(), reference=reference[:200])
        told = (message.pk, message.kind, message.via)
        record(MessageSent(message.order_id, *told) if message.order_id else LetterSent(*told), by=by)
    return True
