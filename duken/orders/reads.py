"""Questions about orders. Staff see those of their stores, customers their own and those of companies whose books they
see; everything else is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from msgspec.structs import replace

from duken.customers.companies.reads import books_seen_by
from duken.customers.identities.alias import aliases_of, is_same
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.orders.errors import OrderMissing
from duken.orders.order import LINE_COLUMNS, ORDER_COLUMNS, LineId, LineRead, OrderId, OrderRead

__all__ = [
    "HistoryRead",
    "LineId",
    "LineRead",
    "OrderFilter",
    "OrderId",
    "OrderRead",
    "earlier_orders",
    "history",
    "order",
    "order_by_secret",
    "orders",
    "orders_with_ids",
    "sees",
]

_ORDER = ", ".join(f"o.{column}" for column in ORDER_COLUMNS)
_LINE = ", ".join(LINE_COLUMNS)


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What a list of orders is narrowed to. `search` is a number, phone, e-mail or part of a name."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    location_id: UUID | None = None
    customer_id: UUID | None = None
    company_id: UUID | None = None
    method: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryRead:
    at: datetime
    before: str
    after: str
    reason: str
    actor: str


def order(order_id: UUID, *, by: Actor) -> OrderRead:
    """One order with its lines, two statements. Raises OrderMissing, also for one this actor may not see."""
    found = orders_with_ids([order_id])
    if not found or not sees(by, found[0]):
        raise OrderMissing
    return found[0]


def order_by_secret(secret: str) -> OrderRead:
    """The order behind its unguessable link: whoever has the link may see it. Raises OrderMissing."""
    found = _with_lines(sql.rows(f"SELECT {_ORDER} FROM orders_order o WHERE secret = %s", [secret]))  # noqa: S608
    if not found:
        raise OrderMissing
    return found[0]


def order_by_number(number: str, *, by: Actor) -> OrderRead:
    """The order people name. Raises OrderMissing."""
    found = _with_lines(
        sql.rows(f"SELECT {_ORDER} FROM orders_order o WHERE number = %s", [number.strip().upper()])  # noqa: S608
    )
    if not found or not sees(by, found[0]):
        raise OrderMissing
    return found[0]


def orders_with_ids(order_ids: Sequence[UUID]) -> list[OrderRead]:
    """Orders with lines by id, two statements; the caller has asked permission."""
    found = sql.ask(
        f"SELECT {_ORDER} FROM orders_order o WHERE id = ANY(ARRAY(SELECT unnest(%s::uuid[])))",  # noqa: S608
        [sql.array("uuid", order_ids)],
    )
    return _with_lines(found.rows())


def locations_of(order_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Which store each of these is of; one statement, none for none."""
    if not order_ids:
        return {}
    return dict(sql.rows("SELECT id, location_id FROM orders_order WHERE id = ANY(%s)", [list(order_ids)]))


def orders(
    only: OrderFilter | None = None, *, before: tuple[datetime, UUID] | None = None, limit: int = 50, by: Actor
) -> list[OrderRead]:
    """Newest first, without lines; `before` is (placed_at, id) of the last row of the page before. One statement."""
    conditions, parameters = _narrow(only or OrderFilter(), by)
    if before:
        conditions.append("(o.placed_at, o.id) < (%s, %s)")
        parameters += before
    where = " AND ".join(conditions) or "true"
    found = sql.rows(
        f"SELECT {_ORDER} FROM orders_order o WHERE {where} ORDER BY o.placed_at DESC, o.id DESC LIMIT %s",  # noqa: S608
        [*parameters, limit],
    )
    return [_order(row) for row in found]


def history(order_id: UUID, *, by: Actor) -> list[HistoryRead]:
    """Each move of one order, oldest first."""
    return [row for row in _changes(order_id, by) if row.before != row.after]


def cuts_said(order_id: UUID, *, by: Actor) -> list[HistoryRead]:
    """Each cut of a line, oldest first, with the reason as it was typed; cuts of before this was kept are absent."""
    return [row for row in _changes(order_id, by) if row.before == row.after]


def _changes(order_id: UUID, by: Actor) -> list[HistoryRead]:
    order(order_id, by=by)
    rows = sql.rows(
        "SELECT at, before, after, reason, actor FROM orders_change WHERE order_id = %s ORDER BY id", [order_id]
    )
    return [HistoryRead(*row) for row in rows]


def earlier_orders(keys: Sequence[str]) -> dict[str, tuple[bytes, OrderRead]]:
    """Orders placed before under these keys, with what was asked then; two statements at most."""
    return earlier_orders_of(ask_for_earlier_orders(keys))


def ask_for_earlier_orders(keys: Sequence[str]) -> sql.Asked:
    return sql.ask(
        f"SELECT o.key, o.fingerprint, {_ORDER} FROM orders_order o WHERE key = ANY(%s::text[])",  # noqa: S608
        [sql.array("text", keys)],
    )


def earlier_orders_of(asked: sql.Asked) -> dict[str, tuple[bytes, OrderRead]]:
    rows = asked.rows()
    if not rows:
        return {}
    found = _with_lines([row[2:] for row in rows])
    return {row[0]: (bytes(row[1]), replace(read, repeated=True)) for row, read in zip(rows, found, strict=True)}


def _with_lines(rows: Sequence[tuple[Any, ...]]) -> list[OrderRead]:
    if not rows:
        return []
    lines: dict[UUID, list[LineRead]] = {row[0]: [] for row in rows}
    asked = sql.ask(
        f"SELECT {_LINE} FROM orders_line WHERE order_id = ANY(ARRAY(SELECT unnest(%s::uuid[])))"  # noqa: S608
        " ORDER BY order_id, position",
        [sql.array("uuid", lines)],
    )
    for line in asked.rows():
        lines[line[1]].append(LineRead(*_read(line, LINE_COLUMNS)))
    return [_order(row, tuple(lines[row[0]])) for row in rows]


def _order(row: Sequence[Any], lines: tuple[LineRead, ...] = ()) -> OrderRead:
    return OrderRead(*[*_read(row, ORDER_COLUMNS), lines])


def _read(row: Sequence[Any], columns: Mapping[str, str]) -> list[Any]:
    return [_from_json(value) if kind == "jsonb" else value for value, kind in zip(row, columns.values(), strict=True)]


def _from_json(value: Any) -> Any:
    # Django's connection hands jsonb over as text: its own fields read it later.
    return orjson.loads(value) if isinstance(value, str) else value


def sees(by: Actor, found: OrderRead) -> bool:
    """Whether this order is there for this actor."""
    if is_same(by.customer, found.customer_id):
        return True
    if by.customer and found.company_id and found.company_id in books_seen_by(by):
        return True
    return by.may("orders.read", store=found.location_id) or (found.actor == by.id and by.id.startswith("key:"))


def _narrow(only: OrderFilter, by: Actor) -> tuple[list[str], list[Any]]:
    conditions, parameters = _visible_to(by)
    for column, value in (
        ("o.status = ANY(%s)", list(only.statuses)),
        ("o.channel = ANY(%s)", list(only.channels)),
        ("o.location_id = %s", only.location_id),
        ("o.customer_id = ANY(%s)", aliases_of(only.customer_id) if only.customer_id else None),
        ("o.company_id = %s", only.company_id),
        ("o.method = %s", only.method),
        ("o.placed_at >= %s", only.since),
        ("o.placed_at < %s", only.until),
    ):
        if value:
            conditions.append(column)
            parameters.append(value)
    if text := only.search.strip().replace("\x00", ""):
        digits = "".join(character for character in text if character.isdigit())
        conditions.append(
            "(o.number = upper(%s) OR o.contact_email = lower(%s) OR o.contact_phone = %s"
            " OR (%s AND o.contact_phone LIKE %s) OR lower(o.contact_name) LIKE %s OR o.external_reference = %s)"
        )
        name = f"%{_plain(text.lower())}%"
        parameters += [text, text, f"+{digits}", len(digits) >= 7, f"%{digits[-10:]}", name, text]
    return conditions, parameters


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _visible_to(by: Actor) -> tuple[list[str], list[Any]]:
    if by.may("orders.read"):
        return ([], []) if by.stores is None else (["o.location_id = ANY(%s)"], [list(by.stores)])
    if by.customer is not None:
        return ["(o.customer_id = ANY(%s) OR o.company_id = ANY(%s))"], [aliases_of(by.customer), books_seen_by(by)]
    return ["false"], []
