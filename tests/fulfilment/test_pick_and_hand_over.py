"""The path of a pick-up: on the screen, seen, picked, ready, handed over."""

from __future__ import annotations

from typing import Any

import pytest

from duken.conversations.reads import messages_of
from duken.fulfilment.acknowledge import acknowledge
from duken.fulfilment.arrive import announce_arrival
from duken.fulfilment.cancel import put_back
from duken.fulfilment.deliver import deliver
from duken.fulfilment.errors import (
    AllPicked,
    FulfilmentMissing,
    NotAllPicked,
    NothingPicked,
    NotPaid,
    TooManyWrongCodes,
    WrongCode,
    WrongItem,
    WrongMethod,
)
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready, reopen
from duken.fulfilment.pick import pick_by_scan, pick_line, unpick_line
from duken.fulfilment.reads import board, fulfilment, fulfilment_of_order, fulfilment_with_code
from duken.fulfilment.ship import ship
from duken.inventory.reads import availability
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.events import story_of
from duken.kernel.states import IllegalMove
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Delivery
from duken.orders.reads import order
from duken.payments.reads import payments_of
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")


def worker(*stores_of: Any, role: str = "cashier") -> Actor:
    from duken.access.scopes import ROLES

    return Actor("staff:1", "store", ROLES[role], frozenset(place.id for place in stores_of))


def test_an_order_paid_at_the_counter_walks_the_whole_path(make: Any) -> None:
    make.selling("TEA", "CUP", stock=5)
    placed = make.order("TEA", "CUP", quantity=2)
    shop = stores.location("high-street")
    cashier = worker(shop)

    work = make.fulfilment(placed.id)
    acknowledge(work.id, by=cashier)
    for sku in ("TEA", "CUP", "TEA", "CUP"):
        pick_by_scan(work.id, scan=sku, by=cashier)
    mark_ready(work.id, by=cashier)
    make.work_off()
    assert hand_over(work.id, code=placed.collect_code, tender="cash", by=cashier)
    make.work_off()

    assert order(placed.id, by=BY).status == "fulfilled"
    [payment] = payments_of([placed.id], by=BY)[placed.id]
    assert (payment.status, payment.tender, payment.captured_minor) == ("captured", "cash", 4 * 499)
    levels = availability([line.variant_id for line in placed.lines], channel="web")
    assert [(level.on_hand, level.held) for level in levels.values()] == [(3, 0), (3, 0)]
    assert [message.kind for message in messages_of(placed.id, by=BY)] == ["confirmed", "ready", "collected"]
    names = [event.name.split(".")[1] for event in story_of("order", placed.id)]
    assert [name for name in names if name not in ("MessageWritten", "MessageSent", "ItemPicked")] == [
        "OrderPlaced", "OrderConfirmed", "FulfilmentRequested", "FulfilmentAcknowledged", "PickingStarted",
        "FulfilmentReady", "OrderFulfilled", "PaymentCaptured", "OrderCollected",
    ]  # fmt: skip


def test_the_wrong_item_is_blocked_and_so_is_one_too_many(make: Any) -> None:
    make.selling("TEA", "CUP")
    work = make.fulfilment(make.order("TEA").id)

    with pytest.raises(WrongItem):
        pick_by_scan(work.id, scan="CUP", by=BY)
    pick_by_scan(work.id, scan="TEA", by=BY)
    with pytest.raises(AllPicked):
        pick_by_scan(work.id, scan="TEA", by=BY)

    assert fulfilment(work.id, by=BY).units_picked == 1


def test_the_first_pick_acknowledges_and_one_can_be_put_back(make: Any) -> None:
    make.selling("TEA")
    work = make.fulfilment(make.order("TEA", quantity=2).id)
    [line] = work.lines

    pick_line(work.id, line.id, quantity=2, by=BY)
    unpick_line(work.id, line.id, by=BY)

    found = fulfilment(work.id, by=BY)
    assert (found.status, found.units_picked, found.acknowledged_by) == ("picking", 1, BY.id)
    with pytest.raises(NothingPicked):
        unpick_line(work.id, line.id, quantity=2, by=BY)
    with pytest.raises(NotAllPicked):
        mark_ready(work.id, by=BY)


def test_saying_it_twice_changes_nothing(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    work = make.fulfilment(placed.id)

    assert [acknowledge(work.id, by=BY), acknowledge(work.id, by=BY)] == [True, False]
    pick_by_scan(work.id, scan="TEA", by=BY)
    assert [mark_ready(work.id, by=BY), mark_ready(work.id, by=BY)] == [True, False]
    given = [hand_over(work.id, code=placed.collect_code, tender="card", by=BY) for _ in range(2)]
    assert given == [True, False]


def test_what_was_called_ready_can_be_opened_again(make: Any) -> None:
    make.selling("TEA")
    work = make.picked(make.order("TEA").id)
    mark_ready(work.id, by=BY)

    assert reopen(work.id, by=BY)
    assert fulfilment(work.id, by=BY).status == "picking"
    mark_ready(work.id, by=BY)


def test_five_wrong_codes_close_the_counter_for_a_while_even_to_the_right_one(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)
    wrong = f"{(int(placed.collect_code) + 1) % 1_000_000:06d}"

    left = []
    for _ in range(5):
        with pytest.raises(WrongCode) as refused:
            hand_over(work.id, code=wrong, tender="cash", by=BY)
        left.append(refused.value.facts["tries_left"])
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(TooManyWrongCodes):
        hand_over(work.id, code=placed.collect_code, tender="cash", by=BY)
    assert order(placed.id, by=BY).status == "confirmed"


def test_nothing_leaves_the_counter_unpaid(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)

    with pytest.raises(NotPaid):
        hand_over(work.id, code=placed.collect_code, by=BY)

    assert fulfilment(work.id, by=BY).status == "ready"
    assert order(placed.id, by=BY).status == "confirmed"


def test_a_picker_picks_but_takes_no_money(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    picker = worker(stores.location("high-street"), role="picker")
    work = make.picked(placed.id, by=picker)
    mark_ready(work.id, by=picker)

    with pytest.raises(Exception, match="scope_missing"):
        hand_over(work.id, code=placed.collect_code, tender="cash", by=picker)
    assert fulfilment(work.id, by=BY).status == "ready"


def test_another_shop_sees_nothing_of_it(make: Any) -> None:
    make.selling("TEA")
    other = make.shop("station")
    placed = make.order("TEA", delivery=make.order_draft("TEA").delivery)
    work = make.fulfilment(placed.id)
    stranger = worker(other)

    for attempt in (
        lambda: fulfilment(work.id, by=stranger),
        lambda: acknowledge(work.id, by=stranger),
        lambda: pick_by_scan(work.id, scan="TEA", by=stranger),
        lambda: mark_ready(work.id, by=stranger),
        lambda: hand_over(work.id, code=placed.collect_code, by=stranger),
        lambda: fulfilment_with_code(placed.collect_code, location_id=other.id, by=stranger),
    ):
        with pytest.raises(FulfilmentMissing):
            attempt()
    assert board(other.id, since=clock.now(), by=stranger).new == []


def test_the_code_or_the_number_finds_the_order(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    work = make.fulfilment(placed.id)
    shop = stores.location("high-street").id

    spoken = f"{placed.collect_code[:3]} {placed.collect_code[3:]}"
    assert fulfilment_with_code(spoken, location_id=shop, by=BY) == work.id
    assert fulfilment_with_code(placed.number.lower(), location_id=shop, by=BY) == work.id
    with pytest.raises(FulfilmentMissing):
        fulfilment_with_code("", location_id=shop, by=BY)


def test_a_customer_who_waits_outside_is_shown_first_and_the_wait_is_measured(make: Any) -> None:
    make.selling("TEA")
    first, second = make.order("TEA"), make.order("TEA")
    for placed in (first, second):
        mark_ready(make.picked(placed.id).id, by=BY)
    announce_arrival(second.id, bay="3", by=BY)
    assert not announce_arrival(second.id, bay="3", by=BY)

    shop = stores.location("high-street").id
    assert [card.bay for card in board(shop, since=clock.now(), by=BY).ready] == ["3", ""]
    hand_over(make.fulfilment(second.id).id, code=second.collect_code, tender="cash", by=BY)
    collected = [event for event in story_of("order", second.id) if event.name.endswith("OrderCollected")]
    assert collected[0].facts["waited_seconds"] == 0


def test_nobody_is_there_before_it_is_ready(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    make.fulfilment(placed.id)

    with pytest.raises(IllegalMove):
        announce_arrival(placed.id, by=BY)


def test_a_cancelled_order_leaves_the_screen_and_its_goods_go_back_on_the_shelf(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    work = make.picked(placed.id)
    cancel_order(placed.id, reason="changed my mind", by=BY)
    make.work_off()

    shown = board(stores.location("high-street").id, since=clock.now(), by=BY)
    assert ([], [work.id]) == (shown.picking, [card.id for card in shown.to_put_back])
    assert put_back(work.id, by=BY)
    assert not put_back(work.id, by=BY)
    with pytest.raises(IllegalMove):
        pick_by_scan(work.id, scan="TEA", by=BY)
    assert [m.kind for m in messages_of(placed.id, by=BY)] == ["confirmed", "cancelled"]
    assert payments_of([placed.id], by=BY)[placed.id][0].status == "voided"


def test_a_delivery_is_shipped_and_paid_at_the_door(make: Any) -> None:
    make.selling("TEA", stock=0)
    zone = make.delivery_zone()
    make.stock("TEA", 5, shop="warehouse")
    placed = make.order("TEA", delivery=Delivery("GB", "London", "SW1A 1AA", "1 The Mall", zone=zone.code))
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)
    with pytest.raises(WrongMethod):
        hand_over(work.id, code=placed.collect_code, tender="cash", by=BY)

    assert ship(work.id, tracking="AB 123", by=BY)
    with pytest.raises(NotPaid):
        deliver(work.id, by=BY)
    assert deliver(work.id, tender="card", by=BY)
    make.work_off()

    assert payments_of([placed.id], by=BY)[placed.id][0].status == "captured"
    assert fulfilment_of_order(placed.id, by=BY).tracking == "AB 123"
    kinds = [message.kind for message in messages_of(placed.id, by=BY)]
    assert kinds == ["confirmed", "shipped", "delivered"]


def test_the_board_costs_two_statements_however_many_orders(make: Any, django_assert_num_queries: Any) -> None:
    make.selling("TEA", stock=20)
    for _ in range(6):
        make.order("TEA")
    make.work_off()
    shop = stores.location("high-street").id

    with django_assert_num_queries(2):
        shown = board(shop, since=clock.now(), by=BY)

    assert [card.customer for card in shown.new] == ["Buyer"] * 6


def test_many_confirmed_orders_reach_the_screen_in_a_fixed_number_of_statements(
    make: Any, django_assert_num_queries: Any
) -> None:
    from duken.fulfilment.request import request_fulfilments
    from duken.orders.confirm import confirm_order

    make.selling("TEA", stock=20)
    placed = [make.order("TEA").id for _ in range(10)]
    for order_id in placed:
        confirm_order(order_id, by=BY)

    with django_assert_num_queries(7):  # orders, lines, savepoint, work, lines, events, release
        assert request_fulfilments(placed, by=BY) == 10
    assert request_fulfilments(placed, by=BY) == 0
