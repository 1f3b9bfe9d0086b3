"""Return points: goods came back, so exactly what those lines earned goes back, and what was spent on them returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.ledger.reads import cached, is_known
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead, read_programme
from duken.loyalty.events import PointsReturned
from duken.loyalty.judge_tiers import judge_tiers
from duken.loyalty.models import LinePoints, Lot, Programme
from duken.loyalty.policies import months_later, part_back


@dataclass(frozen=True, slots=True)
class LineBack:
    """So many pieces of one order line came back."""

    order_line_id: UUID
    quantity: int


def return_points(lines: Sequence[LineBack], *, key: str, by: Actor) -> None:
    """Move the points of these lines back, once for each `key` (the return). Lines that earned nothing are passed over.

    Points that were spent meanwhile become a debt: a balance never sinks below zero.
    """
    by.require("loyalty.earn")
    with transaction.atomic():
        rows = LinePoints.objects.select_for_update().filter(order_line_id__in=[line.order_line_id for line in lines])
        found = {row.order_line_id: row for row in rows.order_by("order_line_id")}
        theirs: dict[tuple[UUID, UUID], list[tuple[LinePoints, int]]] = {}
        for line in lines:
            if row := found.get(line.order_line_id):
                theirs.setdefault((row.programme_id, row.customer_id), []).append((row, line.quantity))
        for (programme_id, customer_id), back in sorted(theirs.items()):
            programme = read_programme(Programme.objects.get(pk=programme_id))
            _give_and_take(programme, customer_id, back, key, by)


def _give_and_take(
    programme: ProgrammeRead, customer_id: UUID, back: Sequence[tuple[LinePoints, int]], key: str, by: Actor
) -> None:
    code, document = programme.code, f"return:{key}"
    balance, debt = accounts.balance(code, customer_id), accounts.debt(code, customer_id)
    lock_accounts([balance, debt], by=by.lend("ledger.post"))
    if is_known(f"points:{document}:{customer_id}"):
        return
    taken = given = 0
    for row, quantity in back:
        taken_here, given_here = _mark(row, quantity)
        taken, given = taken + taken_here, given + given_here
    moves = _moves(code, balance, debt, taken=taken, given=given)
    if moves:
        [answer] = post([Chain(f"points:{document}:{customer_id}", document, tuple(moves))], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), answer
        record(PointsReturned(customer_id, code, taken, given, document), by=by)
    if given:
        now = clock.now()
        ends_at = months_later(now, programme.months) if programme.months else None
        Lot.objects.create(
            programme_id=programme.id,
            customer_id=customer_id,
            amount=given,
            document=document,
            earned_at=now,
            ends_at=ends_at,
        )
    judge_tiers(programme, [customer_id], by=by)


def _mark(row: LinePoints, quantity: int) -> tuple[int, int]:
    """Points of a line to take and to give now that so many pieces more have come back."""
    back = min(row.quantity_back + quantity, row.quantity)
    earned, spent = part_back(row.earned, row.quantity, back), part_back(row.spent, row.quantity, back)
    taken, given = earned - row.earned_back, spent - row.spent_back
    row.quantity_back, row.earned_back, row.spent_back = back, earned, spent
    row.save(update_fields=["quantity_back", "earned_back", "spent_back"])
    return taken, given


def _moves(code: str, balance: Account, debt: Account, *, taken: int, given: int) -> list[Post]:
    """What was spent comes back first; of what is taken, as much as is free, the rest is owed."""
    moves = []
    if given:
        moves.append(Post(accounts.outside(code, "spent"), balance, given, "returned"))
    free = min(taken, cached([balance])[balance].free + given)
    if free > 0:
        moves.append(Post(balance, accounts.outside(code, "returned"), free, "returned"))
    if taken > max(free, 0):
        moves.append(Post(accounts.outside(code, "owed"), debt, taken - max(free, 0), "returned"))
    return moves
