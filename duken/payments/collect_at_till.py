"""Money for an order of another channel, taken at a till: it may come in several ways, and in part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import move
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.payments import accounts
from duken.payments.claims import spent_by
from duken.payments.events import PaymentCaptured, PaymentVoided
from duken.payments.models import Payment
from duken.payments.provider import COUNTER_METHODS, OWN_METHODS
from duken.payments.start import PaymentDraft, start_payments
from duken.payments.states import PAYMENT_MOVES
from duken.payments.take_at_till import PaidAtTill, write_paid


class Came(NamedTuple):
    """Money that lies `into` now; of what the buyer has with us it was taken from `source`."""

    id: UUID
    method: str
    tender: str
    amount_minor: int
    into: Account
    source_id: UUID | None = None
    source: Account | None = None


def collect_at_till(order_id: UUID, came: Sequence[Came], *, at: datetime, by: Actor) -> int:
    """Write the money on what is due for an order, in the caller's transaction; answers how much of it was due.

    What is due beyond it stays due. A payment that was to come through a provider is not wanted any more. Whoever calls
    has seen that the sources have it, and keeps what was not due elsewhere.
    """
    by.require("tills.sell")
    assert connection.in_atomic_block, "an order is paid together with what happens to it"
    started = Payment.objects.select_for_update().filter(order_id=order_id, status="started").order_by("pk")
    due = next((one for one in started if one.method not in OWN_METHODS and one.amount_minor), None)
    parts = _parts(came, due.amount_minor) if due else []
    if due is None or not parts:
        return 0
    move(Payment, due.pk, "voided", PAYMENT_MOVES, noun="payment")
    record(PaymentVoided(order_id, due.pk), by=by)
    _write(due, parts, at, by)
    taken = sum(part for _, part in parts)
    if left := due.amount_minor - taken:
        rest = PaymentDraft(order_id, COUNTER_METHODS[0], Money(left, due.currency))
        start_payments([rest], by=by.lend("orders.place"))
    return taken


def _parts(came: Sequence[Came], due: int) -> list[tuple[Came, int]]:
    parts = []
    for one in came:
        if (part := min(one.amount_minor, due)) > 0:
            parts.append((one, part))
            due -= part
    return parts


def _write(due: Payment, parts: Sequence[tuple[Came, int]], at: datetime, by: Actor) -> None:
    customer = accounts.customer(due.currency)
    paid, chains = [], []
    for one, part in parts:
        method = one.method if one.method in OWN_METHODS else COUNTER_METHODS[0]
        paid.append(PaidAtTill(one.id, due.order_id, method, one.tender, due.currency, part, at, one.source_id))
        moves = [Post(customer, one.into, part, "payment")]
        if one.source:
            moves.append(Post(one.source, spent_by(one.method, due.currency), part))
        chains.append(Chain(f"payment:{one.id}", f"order:{due.order_id}", tuple(moves), at))
    write_paid(paid, by=by)
    for answer in post(chains, by=by.lend("ledger.post")):
        if isinstance(answer, Refusal):
            raise answer
    told = [PaymentCaptured(one.order_id, one.id, Money(one.amount_minor, one.currency), one.method) for one in paid]
    record(*told, by=by)
