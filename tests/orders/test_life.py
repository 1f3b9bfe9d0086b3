"""The life of an order after it was placed: stock, money and state follow each other."""

from __future__ import annotations

from typing import Any

import pytest

from duken.inventory.reads import availability
from duken.kernel import sql
from duken.kernel.actor import with_scopes
from duken.kernel.ids import new_id
from duken.kernel.money import Money
from duken.kernel.states import IllegalMove
from duken.ledger.reads import movements, summed
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order, confirm_orders
from duken.orders.cut import cut_line
from duken.orders.errors import CutTooLarge, OrderMissing
from duken.orders.fulfil import fulfil_order
from duken.orders.mark_returned import mark_returned
from duken.orders.reads import history, order
from duken.payments import accounts as money
from duken.payments.reads import payments_of
from duken.payments.settle import take_payment
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db


def level(make: Any, sku: str = "TEA") -> tuple[int, int, int]:
    variant, place = make.variant(sku).id, stores.location("high-street").id
    found = availability([variant], channel="web")[variant, place]
    return found.on_hand, found.held, found.sellable


def test_a_handed_over_order_leaves_the_shelf_and_enters_the_books(make: Any) -> None:
    make.selling("TEA", price_minor=499, stock=5)
    placed = make.order("TEA", quantity=2)
    confirm_order(placed.id, by=make.by)

    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)
    done = fulfil_order(placed.id, by=make.by)

    assert done
    assert level(make) == (3, 0, 3)
    assert summed(money.customer("GBP")) == 0
    assert summed(money.sales("GBP", "web")) == -998
    assert summed(money.drawer("GBP", placed.location_id)) == 998
    moves = [(move.before, move.after) for move in history(placed.id, by=make.by)]
    assert moves == [("placed", "confirmed"), ("confirmed", "fulfilled")]
    assert len(movements(document=f"order:{placed.id}")) == 4


def test_repeating_a_move_changes_nothing(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA")

    confirmed = [confirm_order(placed.id, by=make.by) for _ in range(2)]
    fulfilled = [fulfil_order(placed.id, by=make.by) for _ in range(2)]

    assert (confirmed, fulfilled) == ([True, False], [True, False])
    assert level(make) == (4, 0, 4)
    assert len(history(placed.id, by=make.by)) == 2


def test_a_cancelled_order_frees_its_stock_once(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA", quantity=3)

    cancelled = [cancel_order(placed.id, reason="changed my mind", by=make.by) for _ in range(2)]

    assert cancelled == [True, False]
    assert level(make) == (5, 0, 5)
    assert order(placed.id, by=make.by).status == "cancelled"


def test_what_was_handed_over_cannot_be_cancelled(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA")
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)

    with pytest.raises(IllegalMove):
        cancel_order(placed.id, reason="late", by=make.by)

    assert level(make) == (4, 0, 4)


def test_a_cancelled_order_is_not_handed_over(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA")
    cancel_order(placed.id, reason="no", by=make.by)

    with pytest.raises(IllegalMove):
        fulfil_order(placed.id, by=make.by)

    assert level(make) == (5, 0, 5)


def test_a_cut_line_frees_what_will_not_come_and_lowers_the_total(make: Any) -> None:
    make.selling("TEA", "CUP", price_minor=333, stock=5)
    placed = make.order("TEA", "CUP", quantity=3)

    total = cut_line(placed.id, placed.lines[0].id, quantity=2, reason="short", by=make.by)

    assert total == Money(333 * 4, "GBP")
    assert (level(make), level(make, "CUP")) == ((5, 1, 4), (5, 3, 2))
    left = order(placed.id, by=make.by)
    assert (left.total_minor, left.lines[0].quantity, left.lines[0].ordered_quantity) == (1332, 1, 3)
    assert sum(line.total_minor for line in left.lines) == left.total_minor
    assert payments_of([placed.id], by=make.by)[placed.id][0].amount_minor == 1332


def test_a_cut_order_is_handed_over_as_it_stands(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA", quantity=3)
    cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)
    confirm_order(placed.id, by=make.by)

    fulfil_order(placed.id, by=make.by)

    assert level(make) == (3, 0, 3)


def test_no_more_is_cut_than_there_is(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA", quantity=2)

    with pytest.raises(CutTooLarge):
        cut_line(placed.id, placed.lines[0].id, quantity=3, reason="short", by=make.by)

    assert level(make) == (5, 2, 3)


def test_no_more_comes_back_of_a_line_than_was_sold(make: Any) -> None:
    make.selling("TEA", "CUP", stock=5)
    placed = make.order("TEA", "CUP", quantity=2)
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)
    tea, cup = (line.id for line in placed.lines)

    assert mark_returned([(tea, 1), (cup, 3)], by=make.by) == [True, False]
    assert mark_returned([(tea, 2)], by=make.by) == [False]

    assert [line.returned_quantity for line in order(placed.id, by=make.by).lines] == [1, 0]


def test_staff_of_another_store_may_not_cancel(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    other = make.shop("market")
    manager = with_scopes("staff:1", "backoffice", {"orders.read", "orders.cancel"})
    manager = type(manager)(manager.id, manager.channel, manager.scopes, frozenset({other.id}))

    with pytest.raises(OrderMissing):
        cancel_order(placed.id, reason="mine", by=manager)

    assert level(make)[1] == 1


def test_many_orders_are_confirmed_in_as_many_statements_as_one(make: Any, django_assert_num_queries: Any) -> None:
    make.selling("TEA", stock=30)
    placed = [make.order("TEA").id for _ in range(21)]
    cancel_order(placed[-1], reason="changed their mind", by=make.by)

    with django_assert_num_queries(7):  # savepoint twice, lock, orders, lines, move with history, events
        assert confirm_orders(placed[:1], by=make.by) == [True]
    with django_assert_num_queries(7):
        answers = confirm_orders([*placed, placed[1], new_id()], by=make.by)

    assert answers == [False, *[True] * 19, IllegalMove("order", "cancelled", "confirmed"), False, OrderMissing()]
    assert sql.rows("SELECT status, count(*) FROM orders_order GROUP BY 1 ORDER BY 1") == [
        ("cancelled", 1),
        ("confirmed", 20),
    ]
    assert [move.after for move in history(placed[1], by=make.by)] == ["confirmed"]
