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
    given = [sorted(set(_givers(entry.body))) for entry in entries]
    if not any(given):
        return
    managers = {str(one.id) for one in sellers_in(till.location_id) if one.is_manager}
    for outcome, givers in zip(outcomes, given, strict=True):
        outcome.differences.extend(
            Found("approval", facts={"approved_by": giver}) for giver in givers if giver not in managers
        )


def _givers(body: Mapping[str, Any]) -> Iterator[str]:
    """Of the whole entry, of what a person took off, of what came back."""
    for said in (body, *body.get("discounts", ()), *body.get("returned", ())):
        if (giver := said.get("approved_by")) is not None:
            yield giver
