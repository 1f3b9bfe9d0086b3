"""The story of a customer, read: newest first, over every card that joined theirs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from duken.customers.identities.alias import aliases_of
from duken.kernel import sql
from duken.kernel.actor import Actor


class MomentRead(NamedTuple):
    """`subject`: "order:<id>", "return:<id>", "merge:<id>", "note:<id>" or empty."""

    id: UUID
    at: datetime
    kind: str
    channel: str
    subject: str
    value_minor: int
    currency: str
    facts: dict[str, Any]


def timeline(
    customer_id: UUID,
    *,
    kinds: Collection[str] = (),
    before: tuple[datetime, UUID] | None = None,
    limit: int = 50,
    by: Actor,
) -> list[MomentRead]:
    """`before` is (at, id) of the last moment of the page before. Two statements."""
    by.require("customers.read")
    rows = sql.rows(
        """SELECT id, at, kind, channel, subject, value_minor, currency, facts FROM customers_moment
           WHERE customer_id = ANY(%s) AND (%s OR kind = ANY(%s)) AND (%s OR (at, id) < (%s, %s))
           ORDER BY at DESC, id DESC LIMIT %s""",
        [aliases_of(customer_id), not kinds, list(kinds), before is None, *(before or (None, None)), limit],
    )
    return [MomentRead._make([*row[:-1], _json(row[-1])]) for row in rows]


def _json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value
