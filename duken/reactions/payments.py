"""When money came, did not come, or is promised back."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.kernel.money import Money
from duken.kernel.states import IllegalMove
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.reads import order
from duken.payments.events import PaymentCaptured, PaymentFailed, RefundRequested
from duken.payments.reads import payment
from duken.payments.refund import ask_provider_to_refund, refund_payment
from duken.reactions.table import Reactions, outside, reaction


def confirm_when_paid(event: Recorded, by: Actor) -> None:
    """The one finaliser of an online order. Money that came after the order was cancelled goes back."""
    order_id = UUID(event.aggregate_id)
    try:
        confirm_order(order_id, by=by)
    except IllegalMove:
        captured = payment(UUID(event.facts["payment_id"]))
        assert captured is not None, "an event of a payment that does not exist"
        refund_payment(
            captured.id,
            amount=Money(captured.captured_minor - captured.refunded_minor, captured.currency),
            reason="cancelled",
            key=f"cancelled:{captured.id}",
            location_id=order(order_id, by=by).location_id,
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
    PaymentCaptured: [reaction(confirm_when_paid)],
    PaymentFailed: [reaction(cancel_when_unpaid)],
    RefundRequested: [outside(ask_provider)],
}
