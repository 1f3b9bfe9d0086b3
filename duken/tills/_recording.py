"""What a recorder is given of an entry, and what it answers: the seam between the journal and the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.tills.limits import Limits


@dataclass(frozen=True, slots=True)
class Recording:
    """One entry of a journal whose hash and place in the chain are sound.

    `shift_id` is whose drawer the money goes through: where an entry came late, that of the drawer's next shift.
    """

    id: UUID
    till_id: UUID
    till_code: str
    location_id: UUID
    channel: str
    shift_id: UUID
    at: datetime
    cashier: str
    body: Mapping[str, Any]
    limits: Limits = field(default_factory=Limits)


class Found(NamedTuple):
    """A disagreement between what a till says and what the books say: filed as a difference, a task for a person.

    `amount_minor` is what the till said less what the server says, 0 where it is no matter of money.
    """

    kind: str
    amount_minor: int = 0
    facts: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written for an entry."""

    order_number: str = ""
    differences: list[Found] = field(default_factory=list)
