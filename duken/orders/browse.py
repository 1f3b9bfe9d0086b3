"""Long lists of orders for people who work here: filtered, sorted, page by page, fast at a million orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.customers.identities.alias import aliases_of
from duken.customers.search import phone_spellings
from duken.kernel import pages, sql
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort
from duken.orders.reads import _visible_to
from duken.orders.states import OPEN


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """What a list is narrowed to. `search` is a number, phone in any spelling, e-mail, reference or part of a name."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    locations: tuple[UUID, ...] = ()
    customer_id: UUID | None = None
    method: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    total_from_minor: int | None = None
    total_to_minor: int | None = None


class OrderRow(NamedTuple):
    """One order in a list. `units` are what is still to be had of all lines."""

    id: UUID
    number: str
    status: str
    kind: str
    channel: str
    placed_at: datetime
    customer_id: UUID | None
    contact_name: str
    contact_phone: str
    contact_email: str
    method: str
    location_id: UUID
    ready_by: datetime | None
    payment_method: str
    payment_id: UUID | None
    currency: str
    total_minor: int
    external_reference: str
    units: int


class OrderPage(NamedTuple):
    rows: list[OrderRow]
    previous: str
    next: str


class ChannelSales(NamedTuple):
    """What a channel sold on a day: orders that were not cancelled."""

    day: date
    channel: str
    currency: str
    orders: int
    total_minor: int


# By total there is no order: without an index of its own it would read every order, and each sale would pay for one.
SORTS = {"placed_at": Sort("o.placed_at", "timestamptz")}
COMMON_NAME = 2_000  # matches from which a name is looked for among the newest orders instead of by its index
_COLUMNS = ", ".join(f"o.{column}" for column in OrderRow._fields[:-1])
_UNITS = "(SELECT coalesce(sum(line.quantity), 0) FROM orders_line line WHERE line.order_id = o.id)::bigint"


def browse_orders(query: OrderQuery, *, page: Page, by: Actor) -> OrderPage:
    """One page, one statement; only orders this actor may see. Raises SortUnknown, BadCursor."""
    conditions, parameters = _narrow(query, by)
    found = pages.cut(
        f"{_COLUMNS}, {_UNITS}", "orders_order o", conditions, parameters, page=page, sorts=SORTS, identity="o.id"
    )
    return OrderPage([OrderRow(*row) for row in found.rows], found.previous, found.next)


def count_orders(query: OrderQuery, *, by: Actor) -> Counted:
    return pages.count("orders_order o", *_narrow(query, by))


def order_numbers(order_ids: list[UUID], *, by: Actor) -> dict[UUID, str]:
    """Numbers by id, of those this actor may see."""
    conditions, parameters = _visible_to(by)
    where = " AND ".join(["o.id = ANY(%s)", *conditions])
    return dict(sql.rows(f"SELECT o.id, o.number FROM orders_order o WHERE {where}", [order_ids, *parameters]))  # noqa: S608


def sales_by_day(since: datetime, until: datetime, *, timezone: str, by: Actor) -> list[ChannelSales]:
    """Sales by local day, channel and currency, oldest day first; one statement."""
    conditions, parameters = _visible_to(by)
    where = " AND ".join(["o.placed_at >= %s AND o.placed_at < %s AND o.status <> 'cancelled'", *conditions])
    return sql.named_rows(
        ChannelSales,
        f"""SELECT (o.placed_at AT TIME ZONE %s)::date, o.channel, o.currency, count(*), sum(o.total_minor)::bigint
            FROM orders_order o WHERE {where} GROUP BY 1, 2, 3 ORDER BY 1, 2""",  # noqa: S608
        [timezone, since, until, *parameters],
    )


def _narrow(query: OrderQuery, by: Actor) -> tuple[list[str], list[Any]]:
    conditions, parameters = _visible_to(by)
    for condition, value in (
        ("o.status = ANY(%s)", list(query.statuses)),
        ("o.channel = ANY(%s)", list(query.channels)),
        ("o.location_id = ANY(%s)", list(query.locations)),
        ("o.customer_id = ANY(%s)", aliases_of(query.customer_id) if query.customer_id else None),
        ("o.method = %s", query.method),
        ("o.kind = %s", query.kind),
        ("o.placed_at >= %s", query.since),
        ("o.placed_at < %s", query.until),
    ):
        if value:
            conditions.append(condition)
            parameters.append(value)
    for condition, bound in (
        ("o.total_minor >= %s", query.total_from_minor),
        ("o.total_minor <= %s", query.total_to_minor),
    ):
        if bound is not None:
            conditions.append(condition)
            parameters.append(bound)
    if query.statuses and set(query.statuses) <= set(OPEN):
        conditions.append("o.status IN ('placed', 'confirmed')")  # says the small index of unfinished orders will do
    if text := query.search.strip().replace("\x00", "")[:200]:
        condition, values = _search(text)
        conditions.append(condition)
        parameters += values
    return conditions, parameters


def _search(text: str) -> tuple[str, list[Any]]:
    """Each way to name an order by its own index; a wide OR would read every order."""
    number = text.upper()
    ways: list[tuple[str, list[Any]]] = [("external_reference <> '' AND external_reference = %s", [text])]
    if any(character.isdigit() for character in number) and number.isalnum():
        # The range is what the index understands; LIKE says it exactly.
        ways.append(("number >= %s AND number < %s AND number LIKE %s", [number, _next(number), f"{_plain(number)}%"]))
    elif any(character.isdigit() for character in number):
        ways.append(("number = %s", [number]))  # a prefix may have a hyphen
    if "@" in text:
        ways.append(("contact_email <> '' AND contact_email = %s", [text.lower()]))
    if phones := phone_spellings(text):
        ways.append(("contact_phone <> '' AND contact_phone = ANY(%s)", [phones]))
    if sum(character.isalpha() for character in text) >= 3 and "@" not in text:
        name = f"%{_plain(text.lower())}%"
        if _is_common(name):
            return "lower(o.contact_name || '') LIKE %s", [name]
        ways.append(("lower(contact_name) LIKE %s", [name]))
    found = " UNION ALL ".join(f"SELECT id FROM orders_order WHERE {condition}" for condition, _ in ways)  # noqa: S608
    return f"o.id IN ({found})", [value for _, values in ways for value in values]


def _is_common(name: str) -> bool:
    """Whether so many orders bear the name that the newest of them are found faster by walking back from today."""
    found = pages.count("orders_order o", ["lower(o.contact_name) LIKE %s"], [name], ceiling=COMMON_NAME)
    return not found.is_exact


def _next(prefix: str) -> str:
    """The first text after all that begin with `prefix`."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
