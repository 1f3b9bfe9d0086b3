"""Lists for people who look after stock: what runs short, what is on the way, which counts are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.inventory import accounts
from duken.inventory.errors import CountMissing, TransferMissing
from duken.kernel import pages, sql
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort


class ShortLevel(NamedTuple):
    """Few are free at a place. `safety` is what must always stay there."""

    variant_id: UUID
    location_id: UUID
    on_hand: int
    held: int
    safety: int

    @property
    def free(self) -> int:
        return self.on_hand - self.held


class TransferRow(NamedTuple):
    id: UUID
    from_location_id: UUID
    to_location_id: UUID
    status: str
    note: str
    dispatched_at: datetime
    dispatched_by: str
    received_at: datetime | None
    sent: int
    received: int | None


class TransferLine(NamedTuple):
    variant_id: UUID
    sent: int
    received: int | None


class CountRow(NamedTuple):
    """`wanted`: variants it was opened for, because a counter sold what the books had not."""

    id: UUID
    location_id: UUID
    is_blind: bool
    status: str
    note: str
    started_at: datetime
    started_by: str
    closed_at: datetime | None
    lines: int
    difference: int
    wanted: list[UUID]


class CountLine(NamedTuple):
    variant_id: UUID
    counted: int
    expected: int
    counted_at: datetime
    counted_by: str


class TransferPage(NamedTuple):
    rows: list[TransferRow]
    previous: str
    next: str


class CountPage(NamedTuple):
    rows: list[CountRow]
    previous: str
    next: str


FEW = 2  # free beyond the safety stock: few enough to look at
_STATES = {
    "out": "a.posted - a.held <= 0",
    "low": "a.posted - a.held > 0 AND a.posted - a.held <= coalesce(s.quantity, 0) + %(few)s",
    "there": "a.posted > 0",
    "held": "a.held > 0",
}


def running_short(locations: Sequence[UUID] | None, *, limit: int = 20, by: Actor) -> list[ShortLevel]:
    """Fewest free first, of what has ever lain there; one statement."""
    by.require("inventory.read")
    return sql.named_rows(
        ShortLevel,
        f"""SELECT a.unit::uuid, a.place::uuid, a.posted, a.held, coalesce(s.quantity, 0)::int {_LEVELS}
            AND a.posted - a.held <= coalesce(s.quantity, 0) + %(few)s AND a.posted > 0
            ORDER BY a.posted - a.held, a.id LIMIT %(limit)s""",
        _asked(locations, by) | {"limit": limit},
    )


def variants_in_state(state: str, locations: Sequence[UUID] | None, *, limit: int = 5_000, by: Actor) -> list[UUID]:
    """Variants that are out, low, there or held at any of the places (None: all this actor may see)."""
    by.require("inventory.read")
    rows = sql.rows(
        f"SELECT DISTINCT a.unit::uuid {_LEVELS} AND {_STATES[state]} LIMIT %(limit)s",
        _asked(locations, by) | {"limit": limit},
    )
    return [variant for (variant,) in rows]


def kept_by_channel(variant_id: UUID, location_id: UUID, *, by: Actor) -> dict[str, int]:
    """Units kept for each channel, those its tills have set aside included."""
    by.require("inventory.read", store=location_id)
    rows = sql.rows(
        """SELECT split_part(bucket, ':', 2), sum(posted)::bigint FROM ledger_account
           WHERE book = 'stock' AND floor IS NOT NULL AND unit = %s AND place = %s
           AND starts_with(bucket, %s) AND posted > 0 GROUP BY 1 ORDER BY 1""",
        [str(variant_id), str(location_id), accounts.KEPT],
    )
    return dict(rows)


def browse_transfers(
    *, statuses: Sequence[str] = (), locations: Sequence[UUID] = (), page: Page, by: Actor
) -> TransferPage:
    """Transfers that leave or reach a place this actor works in."""
    by.require("inventory.read")
    conditions, parameters = _between(statuses, locations, by)
    columns = f"""t.id, t.from_location_id, t.to_location_id, t.status, t.note, t.dispatched_at, t.dispatched_by,
        t.received_at, ({_SUMMED.format("sent")}), ({_SUMMED.format("received")})"""
    found = pages.cut(
        columns, "inventory_stocktransfer t", conditions, parameters, page=page, sorts=_TRANSFER_SORTS, identity="t.id"
    )
    return TransferPage([TransferRow(*row) for row in found.rows], found.previous, found.next)


def count_transfers(*, statuses: Sequence[str] = (), locations: Sequence[UUID] = (), by: Actor) -> Counted:
    by.require("inventory.read")
    return pages.count("inventory_stocktransfer t", *_between(statuses, locations, by))


def transfer(transfer_id: UUID, *, by: Actor) -> tuple[TransferRow, list[TransferLine]]:
    """One transfer with its lines. Raises TransferMissing, also for one between other people's stores."""
    by.require("inventory.read")
    conditions, parameters = _between((), (), by)
    found = pages.cut(
        f"""t.id, t.from_location_id, t.to_location_id, t.status, t.note, t.dispatched_at, t.dispatched_by,
            t.received_at, ({_SUMMED.format("sent")}), ({_SUMMED.format("received")})""",
        "inventory_stocktransfer t",
        [*conditions, "t.id = %s"],
        [*parameters, transfer_id],
        page=Page("-dispatched_at", 1),
        sorts=_TRANSFER_SORTS,
        identity="t.id",
    )
    if not found.rows:
        raise TransferMissing(transfer_id)
    lines: list[TransferLine] = sql.named_rows(
        TransferLine,
        "SELECT variant_id, sent, received FROM inventory_stocktransferline WHERE transfer_id = %s ORDER BY id",
        [transfer_id],
    )
    return TransferRow(*found.rows[0]), lines


def browse_counts(*, statuses: Sequence[str] = (), locations: Sequence[UUID] = (), page: Page, by: Actor) -> CountPage:
    by.require("inventory.count")
    conditions, parameters = _counts(statuses, locations, by)
    found = pages.cut(
        _COUNT_COLUMNS, "inventory_stockcount c", conditions, parameters, page=page, sorts=_COUNT_SORTS, identity="c.id"
    )
    return CountPage([CountRow(*row) for row in found.rows], found.previous, found.next)


def count_counts(*, statuses: Sequence[str] = (), locations: Sequence[UUID] = (), by: Actor) -> Counted:
    by.require("inventory.count")
    return pages.count("inventory_stockcount c", *_counts(statuses, locations, by))


def stock_count(count_id: UUID, *, by: Actor) -> tuple[CountRow, list[CountLine]]:
    """One count with its lines, last counted first. Raises CountMissing."""
    by.require("inventory.count")
    conditions, parameters = _counts((), (), by)
    found = pages.cut(
        _COUNT_COLUMNS,
        "inventory_stockcount c",
        [*conditions, "c.id = %s"],
        [*parameters, count_id],
        page=Page("-started_at", 1),
        sorts=_COUNT_SORTS,
        identity="c.id",
    )
    if not found.rows:
        raise CountMissing(count_id)
    lines: list[CountLine] = sql.named_rows(
        CountLine,
        """SELECT variant_id, counted, expected, counted_at, counted_by FROM inventory_stockcountline
           WHERE count_id = %s ORDER BY counted_at DESC""",
        [count_id],
    )
    return CountRow(*found.rows[0]), lines


_LEVELS = """
FROM ledger_account a
LEFT JOIN inventory_safetystock s ON s.variant_id = a.unit::uuid AND s.location_id = a.place::uuid
WHERE a.book = 'stock' AND a.bucket = 'on_hand' AND a.floor IS NOT NULL
  AND (%(everywhere)s OR a.place = ANY(%(places)s))
"""
_SUMMED = "SELECT sum({}) FROM inventory_stocktransferline l WHERE l.transfer_id = t.id"
_TRANSFER_SORTS = {"dispatched_at": Sort("t.dispatched_at", "timestamptz")}
_COUNT_SORTS = {"started_at": Sort("c.started_at", "timestamptz")}
_COUNT_COLUMNS = """c.id, c.location_id, c.is_blind, c.status, c.note, c.started_at, c.started_by, c.closed_at,
    (SELECT count(*) FROM inventory_stockcountline l WHERE l.count_id = c.id),
    (SELECT coalesce(sum(l.counted - l.expected), 0) FROM inventory_stockcountline l WHERE l.count_id = c.id)::bigint,
    ARRAY(SELECT jsonb_array_elements_text(c.wanted)::uuid)"""


def _asked(locations: Sequence[UUID] | None, by: Actor) -> dict[str, object]:
    if locations is None and by.stores is not None:
        locations = list(by.stores)
    places = [str(place) for place in locations or () if by.stores is None or place in by.stores]
    return {"everywhere": locations is None, "places": places, "few": FEW}


def _between(statuses: Sequence[str], locations: Sequence[UUID], by: Actor) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []
    for places in (list(by.stores) if by.stores is not None else None, list(locations) or None):
        if places is not None:
            conditions.append("(t.from_location_id = ANY(%s) OR t.to_location_id = ANY(%s))")
            parameters += [places, places]
    if statuses:
        conditions.append("t.status = ANY(%s)")
        parameters.append(list(statuses))
    return conditions, parameters


def _counts(statuses: Sequence[str], locations: Sequence[UUID], by: Actor) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []
    for places in (list(by.stores) if by.stores is not None else None, list(locations) or None):
        if places is not None:
            conditions.append("c.location_id = ANY(%s)")
            parameters.append(places)
    if statuses:
        conditions.append("c.status = ANY(%s)")
        parameters.append(list(statuses))
    return conditions, parameters
