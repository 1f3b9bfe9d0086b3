"""Bugs planted in stock: safety, counts, returns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import SimpleNamespace
from typing import Any
from unittest import mock
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts, count
from duken.inventory.models import StockCount, StockCountLine
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.ledger import _accounts, decide, lock
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
    "tests/orders/test_one_key_many_hands.py::test_two_files_that_set_a_shelf_at_once_do_not_add_up[3]",
    because="assert ",
    runs=12,
)
def shelf_not_locked_while_it_is_set() -> Iterator[None]:
    """A shelf is read for setting it to a level and not kept locked until it is set."""

    def look(accounts: Collection[UUID]) -> dict[UUID, Any]:
        found = sql.rows(
            "SELECT id, posted FROM ledger_account WHERE id = ANY(%s::uuid[])", [sql.array("uuid", accounts)]
        )
        return {account: SimpleNamespace(posted=posted) for account, posted in found}

    with mock.patch.object(lock, "lock_floored", look):
        yield


@plant(
    "tests/orders/test_one_key_many_hands.py::test_two_files_that_set_a_shelf_at_once_do_not_add_up[0]",
    because="assert ",
    runs=12,
)
def new_shelf_cannot_be_locked() -> Iterator[None]:
    """A shelf that was never used is not made before it is locked: what has no row cannot be locked."""

    def nothing_there(accounts: Collection[UUID]) -> dict[UUID, Any]:
        return {account: SimpleNamespace(posted=0) for account in accounts} | _accounts.lock_floored(accounts)

    with mock.patch.object(lock, "make_accounts"), mock.patch.object(lock, "lock_floored", nothing_there):
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
