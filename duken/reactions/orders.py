"""When something happened to an order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.fulfilment.cancel import cancel_fulfilment
from duken.fulfilment.request import request_fulfilments
from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import IllegalMove
from duken.orders.confirm import confirm_orders
from duken.orders.events import OrderCancelled, OrderConfirmed, OrderPlaced
from duken.orders.reads import order
from duken.orders.recognise_buyers import recognise_buyers
from duken.payments.provider import COUNTER_METHODS, OWN_METHODS
from duken.payments.reads import payments_of
from duken.payments.refund import refund_payment
from duken.payments.settle import void_payment
from duken.reactions.messages import tell_customer
from duken.reactions.table import Reactions, plural, reaction, urgent
from duken.reactions.timeline import tell_of_orders


def confirm_when_paid_at_hand_over(events: Sequence[Recorded], by: Actor) -> None:
    """Nothing has to be waited for: the money comes when the goods change hands."""
    at_the_counter = [event for event in events if event.facts["payment_method"] in (*COUNTER_METHODS, *OWN_METHODS)]
    for answer in confirm_orders([UUID(event.aggregate_id) for event in at_the_counter], by=by):
        if isinstance(answer, Refusal) and not isinstance(answer, IllegalMove):
            raise answer  # cancelled meanwhile is no failure: there is nothing to confirm


def put_on_the_buyers_cards(events: Sequence[Recorded], by: Actor) -> None:
    """So that the next person who speaks to them knows of it."""
    recognise_buyers([UUID(event.aggregate_id) for event in events], by=by)
    tell_of_orders(events, by)


def request_fulfilment(events: Sequence[Recorded], by: Actor) -> None:
    request_fulfilments([UUID(event.aggregate_id) for event in events], by=by)


def cancel_work(event: Recorded, by: Actor) -> None:
    try:
        cancel_fulfilment(UUID(event.aggregate_id), by=by)
    except IllegalMove:
        return  # it has left the shop: that is a return


def give_money_back(event: Recorded, by: Actor) -> None:
    """What was not paid is not wanted any more; what was paid goes back, once."""
    cancelled = order(UUID(event.aggregate_id), by=by)
    for payment in payments_of([cancelled.id], by=by)[cancelled.id]:
        if payment.status == "started":
            void_payment(payment.id, by=by)
        kept = Money(payment.captured_minor - payment.refunded_minor, payment.currency)
        if payment.status == "captured" and kept:
            refund_payment(
                payment.id,
                amount=kept,
                reason="cancelled",
                key=f"cancelled:{payment.id}",
                location_id=cancelled.location_id,
                by=by,
            )


REACTIONS: Reactions = {
    OrderPlaced: [urgent(confirm_when_paid_at_hand_over), plural(put_on_the_buyers_cards)],
    OrderConfirmed: [urgent(request_fulfilment), plural(tell_customer)],
    OrderCancelled: [reaction(give_money_back), reaction(cancel_work), plural(tell_customer)],
}
