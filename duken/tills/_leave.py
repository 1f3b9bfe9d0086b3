"""Leave that was given: the till checks a manager's PIN, and says who it was. By the books it may have been nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duken.access.sellers import sellers_in
from duken.tills._recording import Found, Outcome
from duken.tills.journal import JournalEntry
from duken.tills.models import Till


def check_leave(entries: Sequence[JournalEntry], outcomes: Sequence[Outcome], till: Till) -> None:
    """Adds to `outcomes` each leave given by somebody who manages nothing in this shop now; bodies have been read.

    Two statements where anybody gave leave, else none.
    """
    given = [sorted(set(_givers(entry))) for entry in entries]
    if not any(given):
        return
    managers = {str(one.id) for one in sellers_in(till.location_id) if one.is_manager}
    for outcome, givers in zip(outcomes, given, strict=True):
        outcome.differences.extend(
            Found("approval", facts={"approved_by": giver}) for giver in givers if giver not in managers
        )


def _givers(entry: JournalEntry) -> Iterator[str]:
    """Only where the recorder of its kind has read them: a field that is passed over may be anything."""
    for said in _allowed(entry.kind, entry.body):
        if (giver := said.get("approved_by")) is not None:
            yield giver


def _allowed(kind: str, body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    match kind:
        case "sold":
            return [*body["discounts"], *body["returned"]]
        case "cash_moved" | "shift_closed":
            return [body]
    return []
