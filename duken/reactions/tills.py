"""When a shift is over, or a device is a till no longer: what it had set aside is everybody's again."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.reactions.table import Reactions, reaction
from duken.tills.events import ShiftClosed, TillRevoked
from duken.tills.return_leases import return_leases


def give_leases_back(event: Recorded, by: Actor) -> None:
    return_leases(UUID(event.facts["till_id"]), by=by)


REACTIONS: Reactions = {
    ShiftClosed: [reaction(give_leases_back)],
    TillRevoked: [reaction(give_leases_back)],
}
