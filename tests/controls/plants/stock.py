"""Bugs planted in stock: safety, counts, returns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts, count
from duken.inventory.models import StockCount, StockCountLine
from duken.kernel.actor import Actor
from duken.ledger import decide
from duken.ledger.reads import summed
from tests.controls.planting import dropped, instead, plant, saying

DATABASE = "tests/kernel/test_the_database_knows.py::test_the_database_itself_refuses"


@plant("tests/ledger/test_post.py::test_safety_stock_stays_free", because="NotEnough")
def safety_stock_sold() -> Iterator[None]:
    """A hold does not leave the safety stock free."""
    with instead(decide._leaving, lambda _: {}):
        yield


@plant("tests/inventory/test_stock.py::test_a_count_does_not_undo_a_sale_made_while_it_ran", because="assert ")
def count_undoes_sales() -> Iterator[None]:
    """A count is compared with the shelf when it is closed, not when it was counted."""
    close = count.close_count

    def late(count_id: UUID, *, by: Actor) -> Any:
        with transaction.atomic():
            place = StockCount.objects.get(pk=count_id).location_id
            for line in StockCountLine.objects.filter(count_id=count_id):
                line.expected = summed(accounts.on_hand(line.variant_id, place))
                line.save()
            return close(count_id, by=by)

    with instead(close, late):
        yield


@plant(
    "tests/orders/test_one_key_many_hands.py::test_two_files_that_set_a_new_shelf_at_once_do_not_add_up",
    because="assert ",
    runs=12,
)
def new_shelf_not_locked() -> Iterator[None]:
    """A shelf is read for setting it to a level without keeping it locked until it is set."""
    with saying(r"(FROM ledger_account\b[^;]*?floor IS NOT NULL[^;]*?) FOR UPDATE", r"\1"):
        yield


@plant("tests/orders/test_life.py::test_no_more_comes_back_of_a_line_than_was_sold", because="returned_within_sold")
def more_returned_than_sold() -> Iterator[None]:
    """A line is marked returned without testing that so many are still with the customer."""
    with saying(r" AND l\.returned_quantity \+ r\.quantity <= l\.quantity", ""):
        yield


@plant(f"{DATABASE}[orders_line_returned_within_sold]", because="DID NOT RAISE")
def returned_beyond_sold_in_the_database() -> Iterator[None]:
    """The CHECK that no more of a line is returned than was sold is gone."""
    dropped("constraint", "orders_line_returned_within_sold", "orders_line")
    yield


@plant("tests/returns/test_import_returns.py::test_the_same_return_again_moves_nothing", because="returns_return_key")
def return_imported_again() -> Iterator[None]:
    """Nobody looks whether a return was imported before."""
    with saying(r"(FROM returns_return r LEFT JOIN returns_line l .*?WHERE r\.key = ANY\(%s\))", r"\1 AND false"):
        yield
