"""What privacy refuses."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel.refusals import Conflict


class StillNeeded(Conflict):
    """Something with this person is not finished: these orders, refunds or imports must end first."""

    code = "privacy.still_needed"

    def __init__(self, things: Sequence[str]) -> None:
        super().__init__(things=list(things))
