"""Bugs planted in baskets, prices, orders and the hand-over."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

from duken.carts import lock_for_order
from duken.fulfilment import hand_over
from duken.orders import _write, drafts
from duken.orders.drafts import OrderDraft
from duken.stores import _snapshot
from duken.tax import amounts
from tests.controls.planting import dropped, instead, plant, saying

PLACE = "tests/orders/test_place.py"
LIFE = "tests/orders/test_life.py"
DATABASE = "tests/kernel/test_the_database_knows.py::test_the_database_itself_refuses"


@plant(f"{PLACE}::test_keys_of_two_actors_never_meet", because="assert ")
def keys_of_strangers_meet() -> Iterator[None]:
    """The key of an order does not say whose key it is."""
    with instead(drafts.order_key, lambda draft, by: draft.key):
        yield


@plant(f"{PLACE}::test_another_body_under_the_same_key_is_refused", because="OrderKeyReused")
def other_order_under_the_same_key() -> Iterator[None]:
    """The fingerprint of an order says nothing: another order under the same key passes for a repeat."""
    with mock.patch.object(OrderDraft, "fingerprint", return_value=bytes(16)):
        yield


@plant(f"{DATABASE}[orders_order_key]", because="DID NOT RAISE")
def one_key_two_orders() -> Iterator[None]:
    """The database does not know that the key of an order is used once."""
    dropped("constraint", "orders_order_key", "orders_order")
    with saying(r"(INSERT INTO orders_order\b.*)ON CONFLICT \(key\) DO NOTHING", r"\1"):
        yield


@plant(f"{LIFE}::test_a_handed_over_order_leaves_the_shelf_and_enters_the_books", because="assert ")
def no_row_of_history() -> Iterator[None]:
    """A move of an order leaves no row in its history."""
    with instead(_write.changed, lambda *_, **__: None):
        yield


@plant(f"{LIFE}::test_a_cut_line_frees_what_will_not_come_and_lowers_the_total", because="assert ")
def total_does_not_follow_its_lines() -> Iterator[None]:
    """A line is cut and the order's total stays."""
    with saying(r'("total_minor" = \("orders_order"\."total_minor" - )(%s\))', r"\1 0 * \2"):
        yield


@plant(f"{PLACE}::test_a_basket_becomes_one_order_whatever_the_key", because="CartClosed")
def basket_ordered_twice() -> Iterator[None]:
    """Nobody looks whether a basket has become an order before the second order is placed."""
    with instead(lock_for_order.lock_for_order, lambda _: {}):
        yield


@plant("tests/carts/test_races.py::test_eight_units_added_at_once_are_eight", because="assert ", runs=12)
def basket_not_locked() -> Iterator[None]:
    """A basket is changed without being held: two hands write over each other."""
    with saying(r"(FROM carts_cart\b[^;]*?) FOR UPDATE", r"\1"):
        yield


@plant("tests/tax/test_tax.py::test_tax_inside_a_price", because="assert ")
def tax_rounded_down() -> Iterator[None]:
    """Tax is rounded down instead of to the nearest minor unit."""
    with instead(amounts.divide_half_up, lambda number, divisor: number // divisor):
        yield


@plant("tests/stores/test_places.py::test_a_promise_follows_the_opening_hours_at_once", because="assert ")
def promise_from_an_old_table() -> Iterator[None]:
    """What a process remembers of stores is not forgotten when a store changes: promises are made from old hours."""
    with instead(_snapshot.forget_after_commit, lambda: None):
        yield


@plant(
    "tests/fulfilment/test_pick_and_hand_over.py::test_five_wrong_codes_close_the_counter_for_a_while_even_to_the_right_one",
    because="DID NOT RAISE",
)
def any_code_opens_the_counter() -> Iterator[None]:
    """The code a customer shows is not compared with the order's."""
    with instead(hand_over._is_right, lambda *_: True):
        yield
