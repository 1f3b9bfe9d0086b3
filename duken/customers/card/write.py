"""Write down what was said: a note, or a consultation. Open the card, save: two actions."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.card._known import known
from duken.customers.events import ConsultationRecorded
from duken.customers.models import Note
from duken.customers.timeline.add import NewMoment, add_moments
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField

LONGEST = 2000


def write_note(customer_id: UUID, text: str, *, by: Actor) -> UUID:
    """A remark for colleagues. Raises CustomerMissing, InvalidField."""
    by.require("customers.write")
    return _write(customer_id, "note", text, by).pk


def record_consultation(customer_id: UUID, text: str, *, by: Actor) -> UUID:
    """What was talked about; it stands on the timeline, so nobody has to tell their story twice.

    Raises CustomerMissing, InvalidField.
    """
    by.require("customers.write")
    with transaction.atomic():
        note = _write(customer_id, "consultation", text, by)
        moment = NewMoment(f"note:{note.pk}", note.customer_id, note.at, "consultation", by.channel, f"note:{note.pk}")
        add_moments([moment])
        record(ConsultationRecorded(note.customer_id, note.pk), by=by)
    return note.pk


def _write(customer_id: UUID, kind: str, text: str, by: Actor) -> Note:
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise InvalidField("text", "too_long" if text else "required", LONGEST)
    refuse_card_number("text", text)
    return Note.objects.create(customer_id=known(customer_id), kind=kind, text=text, at=clock.now(), by=by.id)
