"""Send a written message: outside any transaction, again until the provider takes it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from duken.conversations.errors import MessageMissing, MessengerUnreachable
from duken.conversations.events import LetterSent, LetterWithheld, MessageSent
from duken.conversations.messenger import MESSENGERS, Letter
from duken.conversations.models import Message
from duken.conversations.offers import ORDER, withdraw_url
from duken.conversations.states import MESSAGE_MOVES
from duken.customers.consents.live import may_send
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def send_message(message_id: UUID, *, by: Actor) -> bool:
    """True when sent now, False when it had been, or may not be. Raises MessageMissing, MessengerUnreachable.

    Whether somebody may be written to is asked here once more: between writing and sending they may have said no.
    """
    by.require("conversations.write")
    assert not connection.in_atomic_block, "no call across the network inside a transaction"
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        raise MessageMissing
    if message.status != "written":
        return False
    consent = _consent(message)
    if not message.recipient or (message.purpose != ORDER and consent is None):
        _withhold(message, by)
        return False
    messenger = MESSENGERS.get(message.via)
    if messenger is None:
        raise MessengerUnreachable(message.via)
    back = withdraw_url(message.customer_id, message.purpose, message.language) if message.customer_id else ""
    reference = messenger.send(Letter(message.pk, message.recipient, message.subject, message.body, back))
    with transaction.atomic():
        now = clock.now()
        told = {"sent_at": now, "reference": reference[:200], "consent_id": consent}
        move(Message, message.pk, "sent", MESSAGE_MOVES, noun="message", **told)
        said = (message.pk, message.kind, message.via)
        record(MessageSent(message.order_id, *said) if message.order_id else LetterSent(*said), by=by)
    return True


def _consent(message: Message) -> int | None:
    if message.purpose == ORDER or message.customer_id is None:
        return None
    return may_send([message.customer_id], purpose=message.purpose, via=message.via).get(message.customer_id)


def _withhold(message: Message, by: Actor) -> None:
    with transaction.atomic():
        move(Message, message.pk, "withheld", MESSAGE_MOVES, noun="message")
        record(LetterWithheld(message.pk, message.kind, message.via), by=by)
