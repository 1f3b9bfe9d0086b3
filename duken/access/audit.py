"""The audit trail: one row for each privileged act, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duken.access.models import AuditEntry
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import Written, subject_of


def write(act: str, subject: str, *, facts: dict[str, Any] | None = None, by: Actor) -> None:
    """`act` is the scope that was used, `subject` a shown id; `facts` hold nothing personal."""
    AuditEntry.objects.create(
        at=clock.now(), actor=by.id, channel=by.channel, act=act, subject=subject, facts=facts or {}
    )


def of_events(privileged: Sequence[Written]) -> None:
    """The rows of acts that are events at the same time (kernel/events.py tells)."""
    now = clock.now()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=now,
            actor=actor,
            channel=channel,
            act=event.privileged,
            subject=subject_of(event),
            facts={"event": event.name()},
        )
        for event, actor, channel in privileged
    )
