"""Add to somebody's timeline. Plural; the same key is never told twice, so telling it again is safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from duken.kernel import ids, sql


@dataclass(frozen=True, slots=True)
class NewMoment:
    """`key`: what it is, unique (the event's id does). `subject`: "order:<id>". `facts` hold nothing personal."""

    key: str
    customer_id: UUID
    at: datetime
    kind: str
    channel: str = ""
    subject: str = ""
    value_minor: int = 0
    currency: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def add_moments(moments: Sequence[NewMoment]) -> None:
    """One statement."""
    if not moments:
        return
    sql.insert(
        "customers_moment",
        {
            "id": ("uuid", [ids.new_id() for _ in moments]),
            "key": ("text", [one.key for one in moments]),
            "customer_id": ("uuid", [one.customer_id for one in moments]),
            "at": ("timestamptz", [one.at for one in moments]),
            "kind": ("text", [one.kind for one in moments]),
            "channel": ("text", [one.channel for one in moments]),
            "subject": ("text", [one.subject for one in moments]),
            "value_minor": ("bigint", [one.value_minor for one in moments]),
            "currency": ("text", [one.currency for one in moments]),
            "facts": ("jsonb", [orjson.dumps(one.facts, default=str).decode() for one in moments]),
        },
        "ON CONFLICT (key) DO NOTHING",
    )


def follow_subjects(subjects: Sequence[str], customer_id: UUID) -> None:
    """What these are about belongs to this card now: an order was claimed by who had placed it as a guest."""
    if subjects:
        sql.run(
            "UPDATE customers_moment SET customer_id = %s WHERE subject = ANY(%s) AND subject <> ''",
            [customer_id, list(subjects)],
        )
