"""When money came, did not come, or is promised back."""

from __future__ import annotations

from contextlib import suppress
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
    """The one finaliser of an online order. Money for what was cancelled or cut meanwhile goes back."""
    with suppress(IllegalMove):  # cancelled meanwhile
        confirm_order(UUID(event.aggregate_id), by=by)
    paid_for = order(UUID(event.aggregate_id), by=by)
    captured = payment(UUID(event.facts["payment_id"]))
    assert captured is not None, "an event of a payment that does not exist"
    is_wanted = paid_for.status != "cancelled"
    kept = Money(captured.captured_minor - captured.refunded_minor, captured.currency)
    surplus = kept - Money(paid_for.total_minor if is_wanted else 0, paid_for.currency)
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
    PaymentCaptured: [reaction(confirm_when_paid)],
    PaymentFailed: [reaction(cancel_when_unpaid)],
    RefundRequested: [outside(ask_provider)],
}
