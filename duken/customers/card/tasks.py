"""What was promised to somebody, until when, and that it was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from duken.customers.card._known import known
from duken.customers.errors import TaskMissing
from duken.customers.models import Task
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.refusals import InvalidField

LONGEST = 500


def add_task(customer_id: UUID, text: str, *, due_at: datetime | None = None, owner: str = "", by: Actor) -> UUID:
    """`owner`: who does it (an actor's id), who asks unless said. Raises CustomerMissing, InvalidField."""
    by.require("customers.write")
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise InvalidField("text", "too_long" if text else "required", LONGEST)
    refuse_card_number("text", text)
    task = Task.objects.create(
        customer_id=known(customer_id),
        text=text,
        due_at=due_at,
        owner=owner or by.id,
        added_at=clock.now(),
        added_by=by.id,
    )
    return task.pk


def finish_task(task_id: UUID, *, by: Actor) -> None:
    """Repeating changes nothing. Raises TaskMissing."""
    by.require("customers.write")
    if not Task.objects.filter(pk=task_id, done_at=None).update(done_at=clock.now(), done_by=by.id):
        _must_exist(task_id)


def reopen_task(task_id: UUID, *, by: Actor) -> None:
    """It was not done after all. Raises TaskMissing."""
    by.require("customers.write")
    Task.objects.filter(pk=task_id).update(done_at=None, done_by="")
    _must_exist(task_id)


def _must_exist(task_id: UUID) -> None:
    if not Task.objects.filter(pk=task_id).exists():
        raise TaskMissing
