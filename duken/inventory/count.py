"""Count shelves while the shop goes on selling: each counted line remembers what the books said at that moment."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.inventory._papers import LIMIT, post_movements
from duken.inventory.errors import BadQuantity, CountClosed, CountMissing
from duken.inventory.events import CountClosed as CountWasClosed
from duken.inventory.events import CountStarted
from duken.inventory.models import StockCount, StockCountLine
from duken.inventory.reads import locked_on_hand
from duken.inventory.states import COUNT_MOVES
from duken.kernel import clock, ids, sql, states
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.ledger.entries import Post
from duken.ledger.reads import summed_each


def start_count(*, location_id: UUID, is_blind: bool = True, note: str = "", by: Actor) -> UUID:
    """Begin a count. Blind: nobody who counts is shown what the books expect."""
    by.require("inventory.count", store=location_id)
    refuse_card_number("note", note)
    count_id = ids.new_id()
    with transaction.atomic():
        StockCount.objects.create(
            id=count_id,
            location_id=location_id,
            is_blind=is_blind,
            status="open",
            note=note,
            started_at=clock.now(),
            started_by=by.id,
        )
        record(CountStarted(count_id, location_id), by=by)
    return count_id


def record_count(count_id: UUID, *, variant_id: UUID, counted: int, by: Actor) -> None:
    """So many are on the shelf now. Counting a variant again replaces its line. Raises CountMissing, CountClosed."""
    if isinstance(counted, bool) or not isinstance(counted, int) or not 0 <= counted <= LIMIT:
        raise BadQuantity(counted)
    with transaction.atomic():
        count = _locked(count_id, by)
        expected = locked_on_hand([variant_id], count.location_id, by=by)[variant_id]
        StockCountLine.objects.update_or_create(
            count=count,
            variant_id=variant_id,
            defaults={
                "counted": counted,
                "expected": expected,
                "counted_at": clock.now(),
                "counted_by": by.id,
            },
        )


def close_count(count_id: UUID, *, by: Actor) -> dict[UUID, int]:
    """Book the differences between counted and expected; answers them by variant (minus: missing).

    Two counts of one shelf book what is missing once: the lines of other open counts expect what the books say now.
    A difference that would take away promised units is refused whole (NotEnoughStock): pick or cancel those first.
    """
    with transaction.atomic():
        count = _locked(count_id, by)
        states.move(StockCount, count_id, "closed", COUNT_MOVES, noun="count", closed_at=clock.now(), closed_by=by.id)
        locked_on_hand(list(count.lines.values_list("variant_id", flat=True)), count.location_id, by=by)
        differences = {
            line.variant_id: line.counted - line.expected for line in count.lines.all() if line.counted != line.expected
        }
        corrections = [_correction(variant, change, count.location_id) for variant, change in differences.items()]
        corrections += _explained(count)
        if corrections:
            post_movements(f"count:{count_id}", f"count:{count_id}", corrections, by=by)
            _tell_other_counts(count, differences)
        record(CountWasClosed(count_id, count.location_id, tuple(differences.items())), by=by)
    return differences


def abandon_count(count_id: UUID, *, by: Actor) -> None:
    """Throw a count away; nothing is booked."""
    with transaction.atomic():
        _locked(count_id, by)
        states.move(StockCount, count_id, "abandoned", COUNT_MOVES, noun="count", closed_at=clock.now())


def _locked(count_id: UUID, by: Actor) -> StockCount:
    count = StockCount.objects.select_for_update().filter(pk=count_id).first()
    if count is None:
        raise CountMissing(count_id)
    by.require("inventory.count", store=count.location_id)
    if count.status != "open":
        raise CountClosed(count_id)
    return count


def _explained(count: StockCount) -> list[Post]:
    """What tills sold though the books had none, of the counted shelves: now somebody has looked."""
    variants = count.lines.values_list("variant_id", flat=True)
    variances = {accounts.variance(variant, count.location_id): variant for variant in variants}
    sums = summed_each(list(variances))
    return [
        Post(accounts.shrinkage(variant, count.location_id), variance, -sums[variance], "counted")
        for variance, variant in variances.items()
        if sums[variance] < 0
    ]


def _tell_other_counts(count: StockCount, differences: Mapping[UUID, int]) -> None:
    """The shelves are locked, so nobody is writing down what these books say: each line hears of it once."""
    sql.run(
        """UPDATE inventory_stockcountline line SET expected = line.expected + booked.difference
           FROM unnest(%s::uuid[], %s::bigint[]) booked(variant_id, difference), inventory_stockcount other
           WHERE line.variant_id = booked.variant_id AND other.id = line.count_id
             AND other.location_id = %s AND other.status = 'open' AND other.id <> %s""",
        [list(differences), list(differences.values()), count.location_id, count.pk],
    )


def _correction(variant: UUID, difference: int, location_id: UUID) -> Post:
    shelf, shrinkage = accounts.on_hand(variant, location_id), accounts.shrinkage(variant, location_id)
    if difference > 0:
        return Post(shrinkage, shelf, difference, "counted")
    return Post(shelf, shrinkage, -difference, "counted")
