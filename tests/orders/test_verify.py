"""The proof itself is tested: after a busy day everything holds; after tampering the right promise is named."""

from __future__ import annotations

from typing import Any

import pytest

from duken.inventory import verify as inventory
from duken.inventory.transfer import dispatch_transfer
from duken.kernel import clock, sql
from duken.kernel.money import Money
from duken.ledger import verify as ledger
from duken.orders import verify as orders
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.fulfil import fulfil_order
from duken.orders.place import place_orders
from duken.payments import verify as payments
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.on_account.record_payments import CompanyPaymentDraft, record_company_payments
from duken.payments.settle import take_payment
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
CHECKS = [*ledger.checks(), *inventory.checks(), *payments.checks(), *orders.checks()]


def broken() -> set[str]:
    return {check.claim for check in CHECKS if check.look().breaches}


@pytest.fixture
def busy_day(make: Any) -> Any:
    make.selling("TEA", "CUP", stock=20)
    market = make.shop("market")
    make.stock("TEA", 5, shop="market")
    tea = make.variant("TEA").id
    dispatch_transfer(
        [(tea, 2)],
        from_location_id=stores.location("high-street").id,
        to_location_id=market.id,
        key="van",
        by=make.by,
    )
    cards = issue_gift_cards(4, each=Money(300, "GBP"), batch="busy day", by=make.by)
    done, cut, cancelled, waiting = place_orders(
        [make.order_draft("TEA", "CUP", quantity=3, gift_cards=(card.code,)) for card in cards], by=make.by
    )
    confirm_order(done.id, by=make.by)
    take_payment(done.payment_id, tender="cash", location_id=done.location_id, by=make.by)
    fulfil_order(done.id, by=make.by)
    cut_line(cut.id, cut.lines[0].id, quantity=1, reason="short", by=make.by)
    cancel_order(cancelled.id, reason="no", by=make.by)
    _wholesale(make)
    return waiting


def _wholesale(make: Any) -> None:
    """One order on account handed over and paid in part, one under way."""
    company = make.company(limit_minor=5000, terms_days=14)
    sold, _ = place_orders(
        [make.order_draft("TEA", company_id=company, payment_method="on_account") for _ in range(2)], by=make.by
    )
    confirm_order(sold.id, by=make.by)
    fulfil_order(sold.id, by=make.by)
    payment = CompanyPaymentDraft(company, Money(100, "GBP"), clock.now().date(), "1")
    record_company_payments([payment], by=make.by)


def test_after_a_busy_day_everything_holds(busy_day: Any) -> None:
    assert broken() == set()
    assert all(check.look().count for check in CHECKS if "refund" not in check.claim.lower())


@pytest.mark.parametrize(
    ("tampering", "promise"),
    [
        ("UPDATE ledger_account SET posted = posted + 1 WHERE bucket = 'on_hand'", "Cached balances"),
        ("UPDATE ledger_account SET held = held - 1 WHERE held > 0", "What is held"),
        ("DELETE FROM ledger_openhold", "The open holds"),
        ("UPDATE orders_order SET total_minor = total_minor + 1", "Each order's total"),
        ("UPDATE orders_line SET discount_minor = 1", "Each line is"),
        ("UPDATE orders_order SET status = 'cancelled' WHERE status = 'placed'", "An unfinished order"),
        ("UPDATE orders_order SET status = 'fulfilled' WHERE status = 'placed'", "What was handed over"),
        ("UPDATE orders_change SET after = 'closed' WHERE after = 'confirmed'", "Orders made only listed moves"),
        ("DELETE FROM kernel_event WHERE name = 'orders.OrderPlaced'", "Every order told"),
        ("UPDATE payments_payment SET captured_minor = captured_minor + 1", "Captured is refunded"),
        ("UPDATE payments_companypayment SET amount_minor = amount_minor + 1", "What a company owes"),
        ("UPDATE payments_payment SET due_on = NULL WHERE due_on IS NOT NULL", "Whatever was taken on account"),
        ("UPDATE payments_payment SET amount_minor = 5000 WHERE method = 'on_account'", "No company owes"),
        ("UPDATE inventory_stocktransferline SET sent = sent + 1", "What is on the way"),
    ],
)
def test_tampering_is_found_and_named(busy_day: Any, tampering: str, promise: str) -> None:
    sql.run("SET LOCAL session_replication_role = replica")  # who tampers puts the guards to sleep first
    assert sql.run(tampering) > 0

    assert any(claim.startswith(promise) for claim in broken()), broken()
