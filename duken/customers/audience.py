"""Whom a message is for: people by group, by what and when they last bought. Batch by batch, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from duken.customers.card.tastes import SALES
from duken.kernel import sql
from duken.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class AudienceQuery:
    """`categories`: ids of which they bought at least one. Their last order was at or after `since`, before `until`."""

    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def audience(query: AudienceQuery, *, after: UUID | None = None, limit: int, by: Actor) -> list[UUID]:
    """The next people this is about, by id; people whose cards were merged come once. One statement."""
    by.require("customers.read")
    conditions, parameters = _narrow(query)
    rows = sql.rows(
        f"""SELECT c.id FROM customers_customer c
            WHERE (%s::uuid IS NULL OR c.id > %s)
              AND NOT EXISTS (SELECT FROM customers_alias a WHERE a.customer_id = c.id) {"".join(conditions)}
            ORDER BY c.id LIMIT %s""",  # noqa: S608
        [after, after, *parameters, limit],
    )
    return [one for (one,) in rows]


_SALES = """(SELECT {what} FROM customers_moment m WHERE m.kind = ANY(%s) AND m.customer_id IN (
    SELECT c.id UNION ALL SELECT a.customer_id FROM customers_alias a WHERE a.root_id = c.id){more})"""


def _narrow(query: AudienceQuery) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    if query.groups:
        conditions.append(' AND c."group" = ANY(%s)')
        parameters.append(list(query.groups))
    if query.categories:
        bought = _SALES.format(what="1", more=" AND m.facts->'categories' ?| %s")
        conditions.append(f" AND EXISTS {bought}")
        parameters += [list(SALES), list(query.categories)]
    for sign, moment in ((">=", query.since), ("<", query.until)):
        if moment:
            conditions.append(f" AND {_SALES.format(what='max(m.at)', more='')} {sign} %s")
            parameters += [list(SALES), moment]
    return conditions, parameters
