"""When money came, did not come, or is promised back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import IllegalMove
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_orders
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids
from duken.payments.events import PaymentCaptured, PaymentFailed, RefundRequested
from duken.payments.own import still_paid_by_own
from duken.payments.provider import OWN_METHODS
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.refund import ask_provider_to_refund, refund_payment
from duken.reactions.table import Reactions, outside, plural, reaction


def confirm_when_paid(events: Sequence[Recorded], by: Actor) -> None:
    """The one finaliser of online orders. Money for what was cancelled or cut meanwhile goes back."""
    order_ids = [UUID(event.aggregate_id) for event in events]
    for answer in confirm_orders(order_ids, by=by):
        if isinstance(answer, Refusal) and not isinstance(answer, IllegalMove):
            raise answer  # cancelled meanwhile is no failure
    orders = {order.id: order for order in orders_with_ids(order_ids)}
    payments = payments_of(order_ids, by=by)
    for event, order_id in zip(events, order_ids, strict=True):
        captured = next(one for one in payments[order_id] if str(one.id) == event.facts["payment_id"])
        _give_surplus_back(orders[order_id], captured, payments[order_id], by)


def _give_surplus_back(paid_for: OrderRead, captured: PaymentRead, every: Sequence[PaymentRead], by: Actor) -> None:
    """What is beyond the total, with all that was paid otherwise: at a till an order may be paid in several ways."""
    if captured.method in OWN_METHODS:
        return  # taken at the hand-over, and no more than was due
    is_wanted = paid_for.status != "cancelled"
    others = sum(
        one.captured_minor - one.refunded_minor
        for one in every
        if one.id != captured.id and one.method not in OWN_METHODS
    )
    due = paid_for.total_minor - still_paid_by_own(paid_for.id) - others if is_wanted else 0
    kept = Money(captured.captured_minor - captured.refunded_minor, captured.currency)
    surplus = kept - Money(max(due, 0), paid_for.currency)
    if surplus.minor > 0:
        refund_payment(
            captured.id,
            amount=surplus,
            reason="paid too much" if is_wanted else "cancelled",
            key=f"surplus:{captured.id}" if is_wanted else f"cancelled:{captured.id}",
            location_id=paid_for.location_id,
            by=by,
        )


def cancel_when_unpaid(event: Recorded, by: Actor) -> None:
    try:
        cancel_order(UUID(event.aggregate_id), reason="payment failed", by=by)
    except IllegalMove:
        return  # handed over already: the debt stays in the books, and a person decides


def ask_provider(event: Recorded, by: Actor) -> None:
    """Until the provider answers. Money of a counter was given back at once: then there is nobody to ask."""
    ask_provider_to_refund(UUID(event.facts["refund_id"]), by=by)


REACTIONS: Reactions = {
    PaymentCaptured: [plural(confirm_when_paid)],
    PaymentFailed: [reaction(cancel_when_unpaid)],
    RefundRequested: [outside(ask_provider)],
}
