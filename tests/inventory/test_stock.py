"""Stock: every unit is somewhere, and every bucket says whose it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.inventory.adjust import adjust_stock, set_aside_damaged, set_stock
from duken.inventory.allot import allot_stock, release_allotment
from duken.inventory.count import close_count, record_count, start_count
from duken.inventory.errors import (
    BadQuantity,
    CountClosed,
    EmptyDocument,
    NotEnoughStock,
    ReasonMissing,
    ReceivedTooMuch,
    SamePlace,
    StockKeyReused,
)
from duken.inventory.explain import Because, explain
from duken.inventory.levels import Level
from duken.inventory.reads import availability, sellable, totals
from duken.inventory.receive import receive_stock
from duken.inventory.safety import set_safety_stock
from duken.inventory.transfer import dispatch_transfer, receive_transfer
from duken.kernel import events, sql
from duken.kernel.actor import Actor, StoreForbidden
from duken.kernel.states import IllegalMove
from duken.orders.confirm import confirm_order
from duken.orders.drafts import Pickup
from duken.orders.fulfil import fulfil_order
from duken.orders.place import place_orders
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(make: Any) -> UUID:
    make.selling("TEA", stock=0)
    return make.variant("TEA").id  # type: ignore[no-any-return]


@pytest.fixture
def shop(tea: UUID) -> UUID:
    return stores.location("high-street").id


def level(tea: UUID, place: UUID, channel: str = "web") -> Level:
    """All of it; what only counts what may be sold must say the same."""
    none = Level(tea, place, 0, 0, 0, 0, 0, 0, 0)
    found = availability([tea], channel=channel).get((tea, place), none)
    assert sellable([tea], channel=channel).get(tea, {}).get(place, 0) == found.sellable
    assert totals([tea], channel=channel, locations=[place]) == {tea: found.sellable}
    return found


def test_received_goods_are_sellable_once(make: Any, tea: UUID, shop: UUID) -> None:
    done = [receive_stock([(tea, 5)], location_id=shop, key="delivery 1", by=make.by) for _ in range(2)]

    assert done == [True, False]
    assert level(tea, shop) == Level(tea, shop, 5, 0, 0, 0, 0, 0, 5)
    assert [event.name for event in _feed()] == ["inventory.StockReceived"]


def test_the_same_key_for_other_goods_is_refused(make: Any, tea: UUID, shop: UUID) -> None:
    receive_stock([(tea, 5)], location_id=shop, key="delivery 1", by=make.by)

    with pytest.raises(StockKeyReused):
        receive_stock([(tea, 6)], location_id=shop, key="delivery 1", by=make.by)

    assert level(tea, shop).on_hand == 5


@pytest.mark.parametrize("quantity", [0, -1, True, 1.5, "1", 10**12])
def test_a_quantity_is_a_positive_whole_number(make: Any, tea: UUID, shop: UUID, quantity: Any) -> None:
    with pytest.raises(BadQuantity):
        receive_stock([(tea, quantity)], location_id=shop, key="k", by=make.by)
    with pytest.raises(EmptyDocument):
        receive_stock([], location_id=shop, key="k", by=make.by)

    assert level(tea, shop).on_hand == 0


def test_goods_on_the_way_are_nowhere_sellable(make: Any, tea: UUID, shop: UUID) -> None:
    market = make.shop("market").id
    make.stock("TEA", 5)

    transfer = dispatch_transfer([(tea, 3)], from_location_id=shop, to_location_id=market, key="van", by=make.by)

    assert level(tea, shop).sellable == 2
    assert level(tea, market) == Level(tea, market, 0, 0, 0, 3, 0, 0, 0)

    assert receive_transfer(transfer, by=make.by) == {}
    assert level(tea, market) == Level(tea, market, 3, 0, 0, 0, 0, 0, 3)


def test_what_is_lost_on_the_way_is_booked_and_named(make: Any, tea: UUID, shop: UUID) -> None:
    market = make.shop("market").id
    make.stock("TEA", 5)
    transfer = dispatch_transfer([(tea, 3)], from_location_id=shop, to_location_id=market, key="van", by=make.by)

    with pytest.raises(ReceivedTooMuch):
        receive_transfer(transfer, arrived={tea: 4}, by=make.by)
    missing = receive_transfer(transfer, arrived={tea: 2}, by=make.by)

    assert missing == {tea: 1}
    assert level(tea, market) == Level(tea, market, 2, 0, 0, 0, 0, 0, 2)
    with pytest.raises(IllegalMove):
        receive_transfer(transfer, by=make.by)
    assert level(tea, market).on_hand == 2


def test_a_transfer_sent_twice_under_one_key_is_one_transfer(make: Any, tea: UUID, shop: UUID) -> None:
    market = make.shop("market").id
    make.stock("TEA", 5)

    sent = {
        dispatch_transfer([(tea, 3)], from_location_id=shop, to_location_id=market, key="van", by=make.by)
        for _ in range(2)
    }

    assert len(sent) == 1
    assert level(tea, shop).on_hand == 2


def test_what_is_not_there_is_not_sent(make: Any, tea: UUID, shop: UUID) -> None:
    market = make.shop("market").id

    with pytest.raises(NotEnoughStock):
        dispatch_transfer([(tea, 1)], from_location_id=shop, to_location_id=market, key="van", by=make.by)
    with pytest.raises(SamePlace):
        dispatch_transfer([(tea, 1)], from_location_id=shop, to_location_id=shop, key="van", by=make.by)


def test_a_count_does_not_undo_a_sale_made_while_it_ran(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    count = start_count(location_id=shop, by=make.by)
    record_count(count, variant_id=tea, counted=4, by=make.by)
    placed = make.order("TEA", quantity=2)
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)

    differences = close_count(count, by=make.by)

    assert differences == {tea: -1}
    assert level(tea, shop).on_hand == 2
    with pytest.raises(CountClosed):
        record_count(count, variant_id=tea, counted=9, by=make.by)


def test_a_line_counted_again_replaces_itself(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    count = start_count(location_id=shop, by=make.by)
    record_count(count, variant_id=tea, counted=1, by=make.by)
    record_count(count, variant_id=tea, counted=7, by=make.by)

    assert close_count(count, by=make.by) == {tea: 2}
    assert level(tea, shop).sellable == 7


def test_two_counts_of_one_shelf_book_what_is_missing_once(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 10)
    first, second = (start_count(location_id=shop, by=make.by) for _ in range(2))
    record_count(first, variant_id=tea, counted=8, by=make.by)
    record_count(second, variant_id=tea, counted=8, by=make.by)

    assert close_count(first, by=make.by) == {tea: -2}
    assert close_count(second, by=make.by) == {}
    assert level(tea, shop).on_hand == 8


def test_promised_units_cannot_be_counted_away(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    make.order("TEA", quantity=4)
    count = start_count(location_id=shop, by=make.by)
    record_count(count, variant_id=tea, counted=3, by=make.by)

    with pytest.raises(NotEnoughStock):
        close_count(count, by=make.by)

    assert level(tea, shop) == Level(tea, shop, 5, 4, 0, 0, 0, 0, 1)


def test_stock_is_corrected_with_a_reason(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)

    with pytest.raises(ReasonMissing):
        adjust_stock([(tea, -1)], location_id=shop, reason="because", key="a", by=make.by)
    adjust_stock([(tea, -2)], location_id=shop, reason="lost", key="a", by=make.by)
    adjust_stock([(tea, 1)], location_id=shop, reason="found", key="b", by=make.by)
    set_aside_damaged([(tea, 1)], location_id=shop, key="c", by=make.by)

    assert level(tea, shop) == Level(tea, shop, 3, 0, 0, 0, 1, 0, 3)


def test_a_shelf_is_set_to_what_a_file_says(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)

    changed = [set_stock({tea: 8}, location_id=shop, key=f"file {n}", by=make.by) for n in (1, 2)]

    assert changed == [True, False]
    assert level(tea, shop).on_hand == 8


def test_a_file_sent_again_does_not_bring_back_what_was_sold_since(make: Any, tea: UUID, shop: UUID) -> None:
    set_stock({tea: 8}, location_id=shop, key="file", by=make.by)
    adjust_stock([(tea, -3)], location_id=shop, reason="lost", key="a", by=make.by)

    assert not set_stock({tea: 8}, location_id=shop, key="file", by=make.by)
    assert level(tea, shop).on_hand == 5


def test_what_is_kept_for_one_channel_is_not_sold_in_another(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    make.channel("till")
    allot_stock([(tea, 4)], location_id=shop, channel="till", key="a", by=make.by)

    [refused] = place_orders([make.order_draft("TEA", quantity=2)], by=make.by)

    assert refused == NotEnoughStock("TEA", 2, 1)
    assert level(tea, shop) == Level(tea, shop, 5, 0, 4, 0, 0, 0, 1)
    assert level(tea, shop, "till").sellable == 5

    release_allotment([(tea, 4)], location_id=shop, channel="till", key="b", by=make.by)
    assert level(tea, shop).sellable == 5


def test_a_channel_sells_its_own_units_first_and_then_the_common_ones(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    allot_stock([(tea, 2)], location_id=shop, channel="web", key="a", by=make.by)

    placed = make.order("TEA", quantity=3, delivery=Pickup("high-street"))

    assert [quantity for _, quantity in placed.lines[0].holds] == [2, 1]
    assert level(tea, shop) == Level(tea, shop, 5, 3, 0, 0, 0, 0, 2)
    assert level(tea, shop, "till").sellable == 2


def test_safety_stock_is_never_promised(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 5)
    set_safety_stock({tea: 2}, location_id=shop, by=make.by)

    answers = place_orders([make.order_draft("TEA") for _ in range(5)], by=make.by)

    assert [answer.__class__.__name__ for answer in answers] == ["OrderRead"] * 3 + ["NotEnoughStock"] * 2
    assert level(tea, shop) == Level(tea, shop, 5, 3, 0, 0, 0, 2, 0)


def test_why_it_is_not_sellable_is_told_with_the_entries(make: Any, tea: UUID, shop: UUID) -> None:
    make.stock("TEA", 9)
    make.channel("till")
    allot_stock([(tea, 3)], location_id=shop, channel="till", key="a", by=make.by)
    set_safety_stock({tea: 2}, location_id=shop, by=make.by)
    placed = make.order("TEA", quantity=4)

    told = explain(tea, shop, channel="web", by=make.by)

    assert told.reasons == (
        Because("on_hand", 9),
        Because("held", -4),
        Because("kept_for_others", -3),
        Because("safety", -2),
    )
    assert told.level.sellable == 0
    assert [hold.document for hold in told.holds] == [f"order:{placed.id}"]
    assert {move.kind for move in told.movements} == {"post", "hold"}


def test_a_manager_of_one_shop_does_not_touch_another(make: Any, tea: UUID, shop: UUID) -> None:
    market = make.shop("market").id
    manager = Actor("staff:1", "backoffice", frozenset({"inventory.receive", "inventory.adjust"}), frozenset({market}))

    with pytest.raises(StoreForbidden):
        receive_stock([(tea, 5)], location_id=shop, key="k", by=manager)
    with pytest.raises(StoreForbidden):
        adjust_stock([(tea, 5)], location_id=shop, reason="found", key="k", by=manager)

    assert level(tea, shop).on_hand == 0


def test_availability_of_any_basket_is_one_statement(make: Any, tea: UUID, django_assert_num_queries: Any) -> None:
    make.stock("TEA", 5)
    variants = [tea, *(make.variant(f"V{n}").id for n in range(5))]

    with django_assert_num_queries(1):
        availability(variants, channel="web")


def _feed() -> list[events.Recorded]:
    sql.run("UPDATE kernel_event SET position = sequence WHERE position IS NULL")
    return [event for event in events.after(0) if event.name.startswith("inventory.")]
