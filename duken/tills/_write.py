"""Write entries and differences, each in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record_many
from duken.tills._drawer import Drawer, Place
from duken.tills._recording import Outcome
from duken.tills.events import DifferenceFound
from duken.tills.journal import JournalEntry

_HIDDEN = "••••"


def write_entries(
    entries: Sequence[JournalEntry], places: Sequence[Place], outcomes: Sequence[Outcome], drawer: Drawer
) -> None:
    kept = [_without_codes(entry.body) for entry in entries]
    sql.insert(
        "tills_entry",
        {
            "id": ("uuid", [entry.id for entry in entries]),
            "till_id": ("uuid", sql.Same(drawer.till.pk)),
            "sequence": ("bigint", [entry.sequence for entry in entries]),
            "kind": ("text", [entry.kind for entry in entries]),
            "at": ("timestamptz", [entry.at for entry in entries]),
            "cashier": ("text", [entry.cashier for entry in entries]),
            "named_shift_id": ("uuid", [entry.shift for entry in entries]),
            "booked_shift_id": ("uuid", [place.shift_id for place in places]),
            "is_late": ("boolean", [place.is_late for place in places]),
            "previous": ("text", [entry.previous for entry in entries]),
            "hash": ("text", [entry.hash for entry in entries]),
            "body": ("jsonb", [orjson.dumps(body).decode() for body, _ in kept]),
            "is_whole": ("boolean", [is_whole for _, is_whole in kept]),
            "number": ("text", [_number(entry) for entry in entries]),
            "net_minor": ("bigint", [_net(entry) for entry in entries]),
            "order_number": ("text", [outcome.order_number for outcome in outcomes]),
            "recorded_at": ("timestamptz", sql.Same(clock.now())),
        },
    )


def file_differences(
    entries: Sequence[JournalEntry], places: Sequence[Place], outcomes: Sequence[Outcome], drawer: Drawer, *, by: Actor
) -> None:
    found = [
        (ids.new_id(), entry, place, one)
        for entry, place, outcome in zip(entries, places, outcomes, strict=True)
        for one in outcome.differences
    ]
    if not found:
        return
    sql.insert(
        "tills_difference",
        {
            "id": ("uuid", [identifier for identifier, *_ in found]),
            "till_id": ("uuid", sql.Same(drawer.till.pk)),
            "location_id": ("uuid", sql.Same(drawer.till.location_id)),
            "entry_id": ("uuid", [entry.id for _, entry, _, _ in found]),
            "shift_id": ("uuid", [place.shift_id for _, _, place, _ in found]),
            "kind": ("text", [one.kind for *_, one in found]),
            "amount_minor": ("bigint", [one.amount_minor for *_, one in found]),
            "currency": ("text", [_currency(entry, drawer) for _, entry, _, _ in found]),
            "facts": ("jsonb", [orjson.dumps(dict(one.facts), default=str).decode() for *_, one in found]),
            "found_at": ("timestamptz", sql.Same(clock.now())),
        },
    )
    told = [DifferenceFound(each, drawer.till.pk, drawer.till.location_id, one.kind) for each, _, _, one in found]
    record_many([(event, by.id, by.channel) for event in told])


def already_recorded(till_id: UUID, sequences: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Hash and order number of what lies in these places of a journal, by sequence."""
    found = sql.rows(
        "SELECT sequence, hash, order_number FROM tills_entry WHERE till_id = %s AND sequence = ANY(%s)",
        [till_id, list(sequences)],
    )
    return {sequence: (hashed, number) for sequence, hashed, number in found}


def last_written_at(till_id: UUID) -> datetime | None:
    """What the till's clock said when it wrote down the last entry that is recorded."""
    found = sql.rows("SELECT at FROM tills_entry WHERE till_id = %s ORDER BY sequence DESC LIMIT 1", [till_id])
    return found[0][0] if found else None


def known_elsewhere(till_id: UUID, entries: Sequence[JournalEntry]) -> set[UUID]:
    """Those of these ids that are an entry already: of another till, or in another place."""
    wanted = [entry.id for entry in entries]
    return (
        {found for (found,) in sql.rows("SELECT id FROM tills_entry WHERE id = ANY(%s)", [wanted])} if wanted else set()
    )


def _without_codes(body: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """A gift card's code is money: but its last four it is not kept, and the hash cannot be made again from what is."""
    tenders = body.get("tenders")
    if not isinstance(tenders, list) or not any(_is_code(tender) for tender in tenders):
        return dict(body), True
    hidden = [
        tender | {"reference": _HIDDEN + tender["reference"][-4:]} if _is_code(tender) else tender for tender in tenders
    ]
    return {**body, "tenders": hidden}, False


def _is_code(tender: Any) -> bool:
    if not isinstance(tender, dict) or tender.get("method") != "gift_card":
        return False
    reference = tender.get("reference")
    return isinstance(reference, str) and reference != ""


def _currency(entry: JournalEntry, drawer: Drawer) -> str:
    """As a receipt says it; elsewhere the field is none, and may say anything."""
    return str(entry.body["currency"]) if entry.kind in ("sold", "collected") else drawer.currency


def _number(entry: JournalEntry) -> str:
    return str(entry.body.get("number", ""))[:80] if entry.kind in ("sold", "collected") else ""


def _net(entry: JournalEntry) -> int:
    """What a receipt brought; what was paid at a hand-over; what was moved."""
    match entry.kind:
        case "sold":
            return int(entry.body["net_minor"])
        case "collected":
            return sum(tender["amount_minor"] for tender in entry.body["tenders"])
        case "cash_moved":
            return int(entry.body["amount_minor"])
    return 0
