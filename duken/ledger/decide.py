"""Decide chains in memory: pure. Arrival order rules; a refused chain leaves the balances as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.ledger.entries import CAPTURE, HOLD, POST, RELEASE, Account, Capture, Chain, Hold, Post
from duken.ledger.errors import BadAmount, CaptureTooLarge, HoldOver, NotEnough


@dataclass(slots=True)
class Balance:
    """A floored account as it was locked, and as the batch leaves it."""

    book: str
    unit: str
    bucket: str
    place: str
    floor: int
    posted: int
    held: int
    was_posted: int = 0
    was_held: int = 0

    def __post_init__(self) -> None:
        self.was_posted, self.was_held = self.posted, self.held

    @classmethod
    def nothing(cls, account: Account) -> Balance:
        """Of an account that has no row yet."""
        return cls(account.book, account.unit, account.bucket, account.place, account.floor or 0, 0, 0)

    @property
    def changed(self) -> bool:
        return (self.posted, self.held) != (self.was_posted, self.was_held)


@dataclass(slots=True)
class Promise:
    """An open hold, as it was locked or as this batch makes it."""

    source: UUID
    target: UUID
    amount: int
    is_over: bool = False


class Row(NamedTuple):
    """One transfer to be written."""

    id: UUID
    kind: int
    source: UUID
    target: UUID
    amount: int
    hold: UUID | None
    expires_at: datetime | None
    reason: str


def decide(chain: Chain, balances: Mapping[UUID, Balance], promises: dict[UUID, Promise]) -> tuple[Row, ...] | Refusal:
    """The rows of one chain, its effect applied to `balances` and `promises`; or a refusal, nothing applied.

    Demand for one account is summed over the whole chain before it is judged, so a chain that takes and
    gives back is judged by its net effect.
    """
    rows = _rows(chain, promises)
    if isinstance(rows, Refusal):
        return rows
    posted, held = _effect(rows, promises)
    if refusal := _broken_floor(posted, held, _leaving(chain), balances):
        return refusal
    _apply(rows, posted, held, balances, promises)
    return rows


def _rows(chain: Chain, promises: Mapping[UUID, Promise]) -> tuple[Row, ...] | Refusal:
    rows, ended = [], set()
    for transfer in chain.transfers:
        if isinstance(transfer, (Post, Hold)):
            if transfer.amount <= 0:
                return BadAmount(transfer.amount)
            kind, expires_at = (POST, None) if isinstance(transfer, Post) else (HOLD, transfer.expires_at)
            ends = (transfer.source.id, transfer.target.id)
            rows.append(Row(transfer.id, kind, *ends, transfer.amount, None, expires_at, transfer.reason))
            continue
        promise = promises.get(transfer.hold)
        if promise is None or promise.is_over or transfer.hold in ended:
            return HoldOver(transfer.hold)
        ended.add(transfer.hold)
        kind, amount = RELEASE, promise.amount
        if isinstance(transfer, Capture):
            kind, amount = CAPTURE, promise.amount if transfer.amount is None else transfer.amount
            if amount <= 0:
                return BadAmount(amount)
            if amount > promise.amount:
                return CaptureTooLarge(transfer.hold, amount, promise.amount)
        rows.append(
            Row(
                transfer.id,
                kind,
                promise.source,
                promise.target,
                amount,
                transfer.hold,
                None,
                transfer.reason,
            )
        )
    return tuple(rows)


def _effect(rows: Sequence[Row], promises: Mapping[UUID, Promise]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """How much each account's posted and held change."""
    posted: dict[UUID, int] = defaultdict(int)
    held: dict[UUID, int] = defaultdict(int)
    for row in rows:
        if row.kind in (POST, CAPTURE):
            posted[row.source] -= row.amount
            posted[row.target] += row.amount
        if row.kind == HOLD:
            held[row.source] += row.amount
        if row.hold is not None:
            held[row.source] -= promises[row.hold].amount
    return posted, held


def _leaving(chain: Chain) -> dict[UUID, int]:
    """What has to stay free beyond the floor, account by account."""
    return {
        transfer.source.id: transfer.leaving
        for transfer in chain.transfers
        if isinstance(transfer, Hold) and transfer.leaving
    }


def _broken_floor(
    posted: Mapping[UUID, int],
    held: Mapping[UUID, int],
    leaving: Mapping[UUID, int],
    balances: Mapping[UUID, Balance],
) -> NotEnough | None:
    for account in _touched(posted, held):
        balance = balances.get(account)
        if balance is None:
            continue
        change = posted.get(account, 0) - held.get(account, 0)
        free = balance.posted - balance.held - balance.floor - leaving.get(account, 0)
        # An account may be below its floor only when the floor was raised later; it may still recover.
        if change < 0 and free + change < 0:
            return NotEnough(
                book=balance.book,
                unit=balance.unit,
                bucket=balance.bucket,
                place=balance.place,
                wanted=-change,
                free=free,
            )
    return None


def _apply(
    rows: Sequence[Row],
    posted: Mapping[UUID, int],
    held: Mapping[UUID, int],
    balances: Mapping[UUID, Balance],
    promises: dict[UUID, Promise],
) -> None:
    for account in _touched(posted, held):
        if balance := balances.get(account):
            balance.posted += posted.get(account, 0)
            balance.held += held.get(account, 0)
    for row in rows:
        if row.kind == HOLD:
            promises[row.id] = Promise(row.source, row.target, row.amount)
        if row.hold is not None:
            promises[row.hold].is_over = True


def _touched(posted: Mapping[UUID, int], held: Mapping[UUID, int]) -> Iterable[UUID]:
    return dict.fromkeys([*posted, *held])
