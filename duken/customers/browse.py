"""Long lists of customers for people who work here: searched in any spelling, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.customers.search import FEW, matching
from duken.kernel import pages, sql
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """`search` is a part of a name, a phone in any spelling or a part of it, an e-mail, a reference."""

    search: str = ""
    groups: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


class CustomerRow(NamedTuple):
    id: UUID
    name: str
    group: str
    language: str
    reference: str | None
    created_at: datetime
    created_in: str
    phones: list[str]
    emails: list[str]


class CustomerPage(NamedTuple):
    rows: list[CustomerRow]
    previous: str
    next: str


SORTS = {"created_at": Sort("c.created_at", "timestamptz"), "name": Sort("c.name")}
_CONTACTS = """ARRAY(SELECT i.value FROM customers_identity i WHERE i.kind = '{}' AND i.customer_id IN (
    SELECT c.id UNION ALL SELECT a.customer_id FROM customers_alias a WHERE a.root_id = c.id) ORDER BY i.id)"""
_COLUMNS = ", ".join(
    ['c.id, c.name, c."group", c.language, c.reference, c.created_at, c.created_in']
    + [_CONTACTS.format(kind) for kind in ("phone", "email")]
)


def browse_customers(query: CustomerQuery, *, page: Page, by: Actor) -> CustomerPage:
    """One page, one statement, two where something is sought. Raises SortUnknown, BadCursor."""
    by.require("customers.read")
    conditions, parameters, _ = _narrow(query)
    found = pages.cut(_COLUMNS, _SOURCE, conditions, parameters, page=page, sorts=SORTS, identity="c.id")
    return CustomerPage([CustomerRow(*row) for row in found.rows], found.previous, found.next)


def count_customers(query: CustomerQuery, *, by: Actor) -> Counted:
    """Of a search that means very many it is only said that there are more than so many."""
    by.require("customers.read")
    conditions, parameters, is_few = _narrow(query)
    if not is_few and query == CustomerQuery(query.search):
        return Counted(FEW, False)
    return pages.count(_SOURCE, conditions, parameters)


def customer_groups(*, by: Actor) -> list[str]:
    """Every group a card is in, by name."""
    by.require("customers.read")
    return [row[0] for row in sql.rows(_GROUPS)]


_SOURCE = "customers_customer c"
# A loose index scan: as many steps as there are groups, not as there are customers.
_GROUPS = """
WITH RECURSIVE found AS (
    (SELECT "group" FROM customers_customer WHERE "group" <> '' ORDER BY "group" LIMIT 1)
    UNION ALL
    SELECT (SELECT "group" FROM customers_customer WHERE "group" > found."group" ORDER BY "group" LIMIT 1)
    FROM found WHERE found."group" IS NOT NULL
)
SELECT "group" FROM found WHERE "group" IS NOT NULL
"""


def _narrow(query: CustomerQuery) -> tuple[list[str], list[Any], bool]:
    """Conditions, their parameters, and whether what is sought means few."""
    is_few = True
    conditions: list[str] = ["NOT EXISTS (SELECT FROM customers_alias a WHERE a.customer_id = c.id)"]
    parameters: list[Any] = []
    for condition, value in (
        ('c."group" = ANY(%s)', list(query.groups)),
        ("c.created_in = ANY(%s)", list(query.channels)),
        ("c.created_at >= %s", query.since),
        ("c.created_at < %s", query.until),
    ):
        if value:
            conditions.append(condition)
            parameters.append(value)
    if text := query.search.strip().replace("\x00", "")[:200]:
        condition, values, is_few = matching(text)
        conditions.append(condition)
        parameters += values
    return conditions, parameters, is_few
