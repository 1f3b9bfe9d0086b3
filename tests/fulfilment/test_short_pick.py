"""Stock that was promised and is not there: true at once everywhere, and the customer knows before anything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.conversations.reads import messages_of
from duken.fulfilment.answer_shortage import accept_rest, refuse_rest
from duken.fulfilment.errors import BadShortage, NothingToAnswer, ShortReasonUnknown
from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.models import Shortage
from duken.fulfilment.pick import pick_line
from duken.fulfilment.reads import fulfilment, fulfilment_of_order, shortages, wrong_stock
from duken.fulfilment.short_pick import short_pick
from duken.inventory.allot import allot_stock
from duken.inventory.reads import availability
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.relay import relay
from duken.kernel.states import IllegalMove
from duken.orders.reads import OrderRead, order
from duken.payments.reads import payments_of
from duken.reactions.all_reactions import TABLE
from duken.reactions.deliver import deliver_together
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")


def sellable(placed: OrderRead, shop: str = "high-street") -> tuple[int, int, int]:
    here = stores.location(shop).id
    variant = placed.lines[0].variant_id
    level = availability([variant], channel="web", locations=[here])[variant, here]
    return level.on_hand, level.held, level.sellable


def test_a_missing_unit_is_cut_written_off_and_no_channel_sells_it_again(make: Any) -> None:
    make.selling("TEA", stock=3)
    placed = make.order("TEA", quantity=2)
    work = make.fulfilment(placed.id)

    short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)

    assert sellable(placed) == (2, 1, 1)
    assert order(placed.id, by=BY).total_minor == 499
    assert payments_of([placed.id], by=BY)[placed.id][0].amount_minor == 499
    assert fulfilment(work.id, by=BY).units_left == 1


def test_a_picker_may_say_so_without_the_right_to_adjust_stock(make: Any) -> None:
    from duken.access.scopes import ROLES

    make.selling("TEA", stock=3)
    placed = make.order("TEA", quantity=2)
    work = make.fulfilment(placed.id)
    picker = Actor("staff:1", "store", ROLES["picker"], frozenset({stores.location("high-street").id}))

    short_pick(work.id, work.lines[0].id, quantity=1, reason="damaged", by=picker)

    assert sellable(placed) == (2, 1, 1)


def test_units_kept_for_the_channel_are_written_off_from_there(make: Any) -> None:
    make.selling("TEA", stock=3)
    here = stores.location("high-street").id
    allot_stock([(make.variant("TEA").id, 2)], location_id=here, channel="web", key="keep", by=BY)
    placed = make.order("TEA", quantity=3)
    work = make.fulfilment(placed.id)

    short_pick(work.id, work.lines[0].id, quantity=2, reason="not_found", by=BY)

    assert sellable(placed) == (1, 1, 0)


def test_the_customer_is_told_with_alternatives_before_the_ready_notice(make: Any) -> None:
    make.selling("TEA", "CUP", stock=2)
    make.shop("station")
    make.stock("TEA", 5, shop="station")
    placed = make.order("TEA", "CUP", delivery=_collect_at("high-street"))
    work = make.fulfilment(placed.id)
    tea, cup = work.lines

    short_pick(work.id, tea.id, quantity=1, reason="not_found", by=BY)
    pick_line(work.id, cup.id, by=BY)
    mark_ready(work.id, by=BY)
    make.work_off()

    told = messages_of(placed.id, by=BY)
    assert [message.kind for message in told] == ["confirmed", "short", "ready"]
    assert "Station, London" in told[1].body
    assert f"/order/{placed.secret}/" in told[1].body
    assert "Tea" in told[2].body
    assert [one.told_at is not None for one in shortages(placed.id, by=BY)] == [True]


def test_the_ready_notice_waits_while_the_shortage_is_untold(make: Any) -> None:
    make.selling("TEA", "CUP", stock=2)
    placed = make.order("TEA", "CUP")
    work = make.fulfilment(placed.id)
    short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)
    pick_line(work.id, work.lines[1].id, by=BY)
    mark_ready(work.id, by=BY)
    relay(TABLE.routes)
    ready = _delivery_of("fulfilment.FulfilmentReady")

    deliver_together(TABLE.by_name["messages.tell_customer"], [ready])  # as if the first notice had failed

    assert [message.kind for message in messages_of(placed.id, by=BY)] == ["confirmed"]


def test_when_nothing_is_left_the_order_is_cancelled_and_told_once(make: Any) -> None:
    make.selling("TEA", stock=1)
    placed = make.order("TEA")
    work = make.fulfilment(placed.id)

    short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)
    make.work_off()

    assert order(placed.id, by=BY).status == "cancelled"
    assert fulfilment(work.id, by=BY).status == "cancelled"
    told = messages_of(placed.id, by=BY)
    assert [message.kind for message in told] == ["confirmed", "short"]
    assert "please do not come" in told[1].body
    assert sellable(placed) == (0, 0, 0)


def test_the_customer_accepts_the_rest_or_refuses_it(make: Any) -> None:
    make.selling("TEA", "CUP", stock=4)
    kept, refused = make.order("TEA", "CUP"), make.order("TEA", "CUP")
    for placed in (kept, refused):
        work = make.fulfilment(placed.id)
        short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)
        assert fulfilment_of_order(placed.id, by=BY).awaits_answer

    accept_rest(kept.id, by=BY)
    refuse_rest(refused.id, by=BY)
    make.work_off()

    assert order(kept.id, by=BY).status == "confirmed"
    assert order(refused.id, by=BY).status == "cancelled"
    assert not fulfilment_of_order(kept.id, by=BY).awaits_answer
    with pytest.raises(NothingToAnswer):
        accept_rest(kept.id, by=BY)


@pytest.mark.parametrize(("quantity", "reason", "refusal"), [
    (0, "not_found", BadShortage), (3, "not_found", BadShortage), (-1, "damaged", BadShortage),
    (1, "bored", ShortReasonUnknown),
])  # fmt: skip
def test_a_senseless_shortage_changes_nothing(make: Any, quantity: int, reason: str, refusal: type[Exception]) -> None:
    make.selling("TEA", stock=3)
    placed = make.order("TEA", quantity=2)
    work = make.fulfilment(placed.id)

    with pytest.raises(refusal):
        short_pick(work.id, work.lines[0].id, quantity=quantity, reason=reason, by=BY)

    assert sellable(placed) == (3, 2, 1)
    assert not Shortage.objects.exists()


def test_what_is_ready_cannot_become_short(make: Any) -> None:
    make.selling("TEA")
    work = make.picked(make.order("TEA").id)
    mark_ready(work.id, by=BY)

    with pytest.raises(IllegalMove):
        short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)


def test_cases_of_wrong_stock_are_counted_and_none_is_untold(make: Any) -> None:
    make.selling("TEA", "CUP", stock=2)
    placed = make.order("TEA", "CUP", quantity=2)
    work = make.fulfilment(placed.id)
    short_pick(work.id, work.lines[0].id, quantity=2, reason="not_found", by=BY)
    now = clock.now()
    period = {"since": now - timedelta(hours=1), "until": now + timedelta(hours=1), "by": BY}
    assert wrong_stock(**period).untold == 1
    make.work_off()

    found = wrong_stock(**period)

    assert (found.shortages, found.units, found.orders, found.orders_cancelled) == (1, 2, 1, 0)
    assert (found.untold, found.told_after_ready) == (0, 0)


def _collect_at(shop: str) -> Any:
    from duken.orders.drafts import Pickup

    return Pickup(shop)


def _delivery_of(name: str) -> UUID:
    from duken.kernel.models import Event

    return Event.objects.get(name=name).id
