"""Write accepted orders: five set-based statements, however many orders."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from duken.carts.basket import Quote
from duken.carts.company import Holding
from duken.carts.mark_ordered import Closing, close_baskets
from duken.inventory.errors import NotEnoughStock
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record_many
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.request_ids import working_for_each
from duken.ledger.claims import Claim
from duken.ledger.entries import Chain, Hold, HoldId, Release
from duken.ledger.errors import KeyReused, NotEnough
from duken.ledger.post import KeyTaken
from duken.orders._check import Asked, Promise
from duken.orders._claims import claims_for, grants_before, in_words, points_of_lines, remembered
from duken.orders._source import Sourced
from duken.orders._tenders import method_of, payments_for
from duken.orders.drafts import order_key
from duken.orders.errors import OrderKeyReused
from duken.orders.events import OrderPlaced
from duken.orders.order import LINE_COLUMNS, ORDER_COLUMNS, LineRead, OrderRead, columns_of
from duken.payments.claims import Tender
from duken.payments.start import PaymentDraft, start_payments
from duken.stores import reads as stores


class Accepted(msgspec.Struct, frozen=True):
    """One order ready to be written, and what it holds."""

    order: OrderRead
    fingerprint: bytes
    key: str
    channel: str  # of whoever asked: an order for the web may be taken on the phone
    sourced: Sourced
    request_id: str
    claims: tuple[Claim, ...]
    claimed: tuple[Hold, ...]
    grants: tuple[Chain, ...]
    ends: tuple[Release, ...]  # what was kept for the basket: the order takes its place
    tenders: tuple[Tender, ...]

    @classmethod
    def of(
        cls, asked: Asked, quote: Quote, sourced: Sourced, promise: Promise, number: int, kept: Holding | None
    ) -> Accepted:
        draft, by = asked.draft, asked.by
        order_id = ids.new_id()
        claims = [*claims_for(quote, asked.whose), *(tender.claim() for tender in asked.tenders)]
        claimed = tuple(claim.hold() for claim in claims)
        order = OrderRead(
            id=order_id,
            number=order_number(sourced.location_id, number),
            secret=secrets.token_urlsafe(16),
            channel=draft.channel,
            kind="order",
            external_reference="",
            status="placed",
            placed_at=clock.now(),
            actor=by.id,
            customer_id=asked.buyer,
            cart_id=draft.cart_id,
            contact_name=asked.contact.name,
            contact_phone=asked.contact.phone,
            contact_email=asked.contact.email,
            language=draft.language,
            method="delivery" if asked.zone else "pickup",
            location_id=sourced.location_id,
            zone_code=asked.zone.zone.code if asked.zone else "",
            address=asked.address,
            ready_by=promise.ready_by,
            delivery_from=promise.delivery_from,
            delivery_to=promise.delivery_to,
            collect_code=f"{secrets.randbelow(1_000_000):06d}",
            payment_method=method_of(asked, quote.total_minor),
            payment_id=ids.new_id(),
            currency=quote.currency,
            subtotal_minor=quote.subtotal_minor,
            discount_minor=quote.discount_minor,
            delivery_minor=quote.delivery_minor,
            tax_minor=quote.tax_minor,
            added_tax_minor=quote.added_tax_minor,
            includes_tax=quote.includes_tax,
            total_minor=quote.total_minor,
            note=asked.note,
            claims=remembered(claims, claimed),
            company_id=draft.company_id,
            lines=_lines(order_id, quote, sourced),
        )
        return cls(
            order,
            draft.fingerprint(),
            order_key(draft, by),
            by.channel,
            sourced,
            draft.request_id,
            tuple(claims),
            claimed,
            tuple(grants_before(quote, asked.whose)),
            tuple(Release(HoldId(one.hold_id), "ordered") for one in kept.held) if kept else (),
            asked.tenders,
        )

    def chain(self) -> Chain:
        holds = tuple(hold for line in self.sourced.holds for hold in line)
        transfers = self.ends + holds + self.claimed
        return Chain(f"order:{self.key}", f"order:{self.order.id}", transfers, actor=self.order.actor)

    def payments(self) -> list[PaymentDraft]:
        return payments_for(self.order, self.tenders, self.claimed[len(self.claimed) - len(self.tenders) :])


def write_orders(accepted: Sequence[Accepted], *, by: Actor) -> None:
    """Write the orders, their lines, payments and events, inside `sql.together`; KeyTaken is raised at its end."""
    if not accepted:
        return
    orders = [one.order for one in accepted]
    columns = columns_of(orders, ORDER_COLUMNS)
    columns["key"] = ("text", [one.key for one in accepted])
    columns["fingerprint"] = ("bytea", [one.fingerprint for one in accepted])
    sql.insert_new("orders_order", columns, by="key", otherwise=KeyTaken)
    sql.insert("orders_line", columns_of([line for order in orders for line in order.lines], LINE_COLUMNS))
    with working_for_each(_requests(accepted)):
        start_payments([payment for one in accepted for payment in one.payments()], by=by)
        record_many([(_placed(order), order.actor, order.channel) for order in orders])


def close_their_baskets(accepted: Sequence[Accepted], *, by: Actor) -> None:
    closing = [
        Closing(one.order.cart_id, one.order.id, one.order.actor, one.channel) for one in accepted if one.order.cart_id
    ]
    close_baskets(closing, by=by)


def in_words_of_orders(refusal: Refusal, quote: Quote, claims: Sequence[Claim]) -> Refusal:
    """A ledger refusal as the buyer hears it."""
    refusal = in_words(refusal, claims)
    if isinstance(refusal, NotEnough):
        skus = {str(line.variant_id): line.sku for line in quote.lines}
        return NotEnoughStock(skus[refusal.facts["unit"]], refusal.facts["wanted"], refusal.facts["free"])
    return OrderKeyReused() if isinstance(refusal, KeyReused) else refusal


def ask_for_numbers(count: int) -> sql.Asked:
    """Fresh order numbers from a sequence: never twice; gaps are allowed (fiscal numbers are another matter)."""
    return sql.ask("SELECT nextval('orders_number') FROM generate_series(1, %s::int)", [count])


def order_number(location_id: UUID, number: int) -> str:
    return f"{stores.location(location_id).legal_entity.order_prefix}{number}"


def _lines(order_id: UUID, quote: Quote, sourced: Sourced) -> tuple[LineRead, ...]:
    return tuple(
        LineRead(
            id=ids.new_id(),
            order_id=order_id,
            position=position,
            variant_id=line.variant_id,
            sku=line.sku,
            title=line.title,
            quantity=line.quantity,
            ordered_quantity=line.quantity,
            returned_quantity=0,
            unit_price_minor=line.unit_price_minor,
            subtotal_minor=line.subtotal_minor,
            discount_minor=line.discount_minor,
            tax_minor=line.tax_minor,
            added_tax_minor=0 if line.includes_tax else line.tax_minor,
            tax_rate=line.tax_rate,
            total_minor=line.total_minor,
            holds=[[str(hold.id), hold.amount] for hold in holds],
            points_spent=points_spent,
            points_per_mille=points_per_mille,
        )
        for position, (line, holds, (points_spent, points_per_mille)) in enumerate(
            zip(quote.lines, sourced.holds, points_of_lines(quote), strict=True), start=1
        )
    )


def _requests(accepted: Sequence[Accepted]) -> dict[str, str]:
    """Whose request an order and its payment began with: a batch has many."""
    return {str(id): one.request_id for one in accepted for id in (one.order.id, one.order.payment_id)}


def _placed(order: OrderRead) -> OrderPlaced:
    return OrderPlaced(
        order.id,
        order.number,
        order.channel,
        order.method,
        order.location_id,
        order.payment_method,
        Money(order.total_minor, order.currency),
        tuple((line.sku, line.variant_id, line.quantity) for line in order.lines),
    )


def changed(order_id: UUID, before: str, after: str, *, reason: str, at: datetime, by: Actor) -> None:
    """One row of the history of an order's states."""
    sql.run(
        "INSERT INTO orders_change (order_id, at, before, after, reason, actor) VALUES (%s, %s, %s, %s, %s, %s)",
        [order_id, at, before, after, reason, by.id],
    )
