"""The audit trail: one row for each privileged act, in the transaction of the act."""

from __future__ import annotations

from typing import Any

from duken.access.models import AuditEntry
from duken.kernel import clock
from duken.kernel.actor import Actor


def write(act: str, subject: str, *, facts: dict[str, Any] | None = None, by: Actor) -> None:
    """`act` is the scope that was used, `subject` a shown id; `facts` hold nothing personal."""
    AuditEntry.objects.create(
        at=clock.now(), actor=by.id, channel=by.channel, act=act, subject=subject, facts=facts or {}
    )
