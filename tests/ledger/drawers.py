"""The naive ledger that the real one is compared with: drawers with numbers in them, and promises on slips of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from duken.ledger.entries import Account, Capture, Hold, Post, Release, Transfer


@dataclass(frozen=True)
class Slip:
    """A promise."""

    source: UUID
    target: UUID
    amount: int
    expires_at: datetime | None = None


@dataclass
class Drawers:
    """What lies where, what is promised, and which promises there ever were."""

    accounts: Sequence[Account]
    posted: dict[UUID, int] = field(default_factory=dict)
    open: dict[UUID, Slip] = field(default_factory=dict)
    used: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.posted = self.posted or {account.id: 0 for account in self.accounts}

    def held(self, account: UUID) -> int:
        return sum(slip.amount for slip in self.open.values() if slip.source == account)

    def free(self, account: UUID) -> int:
        return self.posted[account] - self.held(account)

    def after(self, wanted: Sequence[Transfer]) -> Drawers | None:
        """The drawers when all of it is done, or None if any of it cannot be."""
        then = replace(self, posted=dict(self.posted), open=dict(self.open), used=set(self.used))
        leaving: dict[UUID, int] = {}
        ending = set(self.open)  # what this chain itself promises, it cannot end
        for transfer in wanted:
            if isinstance(transfer, (Post, Hold)):
                if transfer.amount <= 0:
                    return None
                then._begin(transfer, leaving)
                continue
            if transfer.hold not in ending:
                return None
            ending.remove(transfer.hold)
            if not then._end(transfer):
                return None
        return then if self._may_become(then, leaving) else None

    def _begin(self, transfer: Post | Hold, leaving: dict[UUID, int]) -> None:
        source, target = transfer.source.id, transfer.target.id
        if isinstance(transfer, Post):
            self._move(source, target, transfer.amount)
        else:
            self.open[transfer.id] = Slip(source, target, transfer.amount, transfer.expires_at)
            self.used.add(transfer.id)
            leaving[source] = max(transfer.leaving, leaving.get(source, 0))

    def _end(self, transfer: Capture | Release) -> bool:
        slip = self.open.pop(transfer.hold)
        if isinstance(transfer, Release):
            return True
        amount = slip.amount if transfer.amount is None else transfer.amount
        self._move(slip.source, slip.target, amount)
        return 0 < amount <= slip.amount

    def _move(self, source: UUID, target: UUID, amount: int) -> None:
        self.posted[source] -= amount
        self.posted[target] += amount

    def _may_become(self, then: Drawers, leaving: dict[UUID, int]) -> bool:
        return all(
            then.free(account.id) >= self.free(account.id) or then.free(account.id) >= leaving.get(account.id, 0)
            for account in self.accounts
            if account.floor is not None
        )
