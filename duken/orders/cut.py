"""Cut a line: fewer will come than were ordered. Stock, totals and money follow in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from duken.inventory import accounts
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.money import Money, share_minor
from duken.kernel.reasons import code_of
from duken.kernel.states import IllegalMove
from duken.ledger import reads as ledger
from duken.ledger.entries import Chain, Hold, HoldId, Posted, Release
from duken.ledger.post import post
from duken.orders._claims import brings_own
from duken.orders._write import changed
from duken.orders.errors import CutTooLarge, LineMissing
from duken.orders.events import OrderLineCut
from duken.orders.models import Line, Order
from duken.orders.order import LineRead, OrderRead
from duken.orders.reads import order
from duken.payments.own import still_paid_by_own
from duken.payments.provider import OWN_METHODS
from duken.payments.reads import payment
from duken.payments.refund import refund_payment
from duken.payments.settle import change_amount


@dataclass(frozen=True, slots=True)
class Lesser:
    """A line's numbers for the quantity that is left."""

    quantity: int
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    added_tax_minor: int
    total_minor: int


def cut_line(order_id: UUID, line_id: UUID, *, quantity: int, reason: str, by: Actor) -> Money:
    """Take `quantity` off a line; answers the order's new total. What was paid too much is given back.

    Raises OrderMissing, LineMissing, CutTooLarge (not that many left), IllegalMove (handed over or cancelled).
    Not idempotent by itself: callers guard it with their own state (a picker's line is short once).
    """
    refuse_card_number("reason", reason)
    said, reason = reason, code_of(reason)
    with transaction.atomic():
        Order.objects.select_for_update().filter(pk=order_id).first()
        found = order(order_id, by=by)
        if not by.may("fulfilment.work", store=found.location_id):
            by.require("orders.change", store=found.location_id)
        if found.status not in ("placed", "confirmed"):
            raise IllegalMove("order", found.status, "changed")
        line = _line(found, line_id)
        if not 0 < quantity <= line.quantity:
            raise CutTooLarge(quantity, line.quantity)
        lesser = prorated(line, line.quantity - quantity)
        holds = _hold_less(found, line, lesser.quantity, reason, by)
        total = _write(found, line, lesser, holds)
        _settle_difference(found, total, f"cut:{line.id}:{lesser.quantity}", by)
        changed(order_id, found.status, found.status, reason=said[:200], at=clock.now(), by=by)
        record(OrderLineCut(order_id, line.sku, line.variant_id, quantity, lesser.quantity, reason, total), by=by)
    return total


def prorated(line: LineRead, left: int) -> Lesser:
    """The part of each amount that belongs to `left` units: exact, the remainder stays with what is left. Pure."""
    weights = [left, line.quantity - left]

    def part(minor: int) -> int:
        return share_minor(minor, weights)[0]

    subtotal, total = part(line.subtotal_minor), part(line.total_minor)
    tax, added_tax = part(line.tax_minor), part(line.added_tax_minor)
    return Lesser(left, subtotal, subtotal - total, tax, added_tax, total)


def _line(found: OrderRead, line_id: UUID) -> LineRead:
    for line in found.lines:
        if line.id == line_id:
            return line
    raise LineMissing


def _hold_less(found: OrderRead, line: LineRead, left: int, reason: str, by: Actor) -> list[tuple[str, int]]:
    """End the line's holds and hold only what is left, in one chain: nobody can take it in between."""
    opened = ledger.holds_with_ids([UUID(hold) for hold, _ in line.holds])
    if not opened:
        return []
    ends = [Release(HoldId(hold), reason) for hold in opened]
    again: list[Hold] = []
    for hold in opened.values():
        amount = min(left - sum(made.amount for made in again), hold.amount)
        if amount:
            source = accounts.bucket(hold.bucket, line.variant_id, UUID(hold.place))
            again.append(Hold(source, accounts.customer(line.variant_id), amount, expires_at=hold.expires_at))
    chain = Chain(f"cut:{line.id}:{left}", f"order:{found.id}", (*ends, *again))
    [answer] = post([chain], by=by.lend("ledger.post"))
    if not isinstance(answer, Posted):
        raise answer
    return [(str(hold.id), hold.amount) for hold in again]


def _write(found: OrderRead, line: LineRead, lesser: Lesser, holds: list[tuple[str, int]]) -> Money:
    Line.objects.filter(pk=line.id).update(
        quantity=lesser.quantity,
        subtotal_minor=lesser.subtotal_minor,
        discount_minor=lesser.discount_minor,
        tax_minor=lesser.tax_minor,
        added_tax_minor=lesser.added_tax_minor,
        total_minor=lesser.total_minor,
        holds=holds,
    )
    added_tax_less = line.added_tax_minor - lesser.added_tax_minor
    total_less = line.total_minor - lesser.total_minor + added_tax_less
    Order.objects.filter(pk=found.id).update(
        subtotal_minor=F("subtotal_minor") - (line.subtotal_minor - lesser.subtotal_minor),
        discount_minor=F("discount_minor") - (line.discount_minor - lesser.discount_minor),
        tax_minor=F("tax_minor") - (line.tax_minor - lesser.tax_minor),
        added_tax_minor=F("added_tax_minor") - added_tax_less,
        total_minor=F("total_minor") - total_less,
    )
    return Money(found.total_minor - total_less, found.currency)


def _settle_difference(found: OrderRead, total: Money, key: str, by: Actor) -> None:
    """Less is to be paid, or what was paid for it goes back.

    On the gateway's page it is too late to ask for less: the surplus goes back when the money comes.
    """
    difference = found.total_minor - total.minor
    if found.payment_id is None or not difference:
        return
    paid = payment(found.payment_id)
    if paid and paid.method in OWN_METHODS:
        return  # what lies with us is taken at the hand-over, as far as it is due then
    if brings_own(found):
        total = Money(max(total.minor - still_paid_by_own(found.id), 0), found.currency)
    if paid and paid.status == "started" and not change_amount(paid.id, amount=total, by=by.lend("orders.change")):
        paid = payment(paid.id)  # the money may have come since we looked
    if paid is None or paid.status != "captured":
        return
    back = min(difference, paid.captured_minor - paid.refunded_minor)
    if back:
        refund_payment(
            paid.id,
            amount=Money(back, found.currency),
            reason="short",
            key=key,
            location_id=found.location_id,
            by=by.lend("payments.refund"),
        )
