"""Behind every guard of a verb stands one of the database: it refuses even what no verb would ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from duken.kernel import sql
from duken.kernel.relay import relay
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from duken.payments.settle import take_payment
from duken.reactions.all_reactions import TABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(make: Any) -> None:
    """One order, paid and handed over."""
    make.selling("TEA", stock=5)
    placed = make.order("TEA", quantity=2)
    confirm_order(placed.id, by=make.by)
    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)
    fulfil_order(placed.id, by=make.by)
    relay(TABLE.routes)


def twin(table: str, new: str, which: str = "true") -> str:
    """A second row like the first but for what is `new` (the inside of jsonb_build_object)."""
    return (
        f"INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object({new}))).*"
        f" FROM {table} AS t WHERE {which} LIMIT 1"
    )


ID = "'id', gen_random_uuid()"
TAMPERINGS = {
    "ledger_chain_key": twin("ledger_chain", ID),
    "ledger_hold_ends_once": twin("ledger_transfer", ID, "hold_id IS NOT NULL"),
    "ledger_account_once": twin("ledger_account", ID),
    "ledger_transfer_amount": twin("ledger_transfer", f"{ID}, 'amount', 0"),
    "ledger_transfer_hold": twin("ledger_transfer", f"{ID}, 'kind', 3", "hold_id IS NULL"),
    "orders_order_key": twin("orders_order", f"{ID}, 'number', 'X', 'secret', 'X'"),
    "orders_order_number": twin("orders_order", f"{ID}, 'key', 'X', 'secret', 'X'"),
    "orders_line_once": twin("orders_line", ID),
    "orders_line_returned_within_sold": "UPDATE orders_line SET returned_quantity = quantity + 1",
    "payments_refunded_within_captured": "UPDATE payments_payment SET refunded_minor = captured_minor + 1",
    "kernel_delivery_once": twin("kernel_delivery", "'id', 1000000"),
    "kernel_event_position_key": twin("kernel_event", f"{ID}, 'sequence', 1000000"),
}


@pytest.mark.parametrize("guard", TAMPERINGS)
def test_the_database_itself_refuses(sold: None, guard: str) -> None:
    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        sql.run(TAMPERINGS[guard])
