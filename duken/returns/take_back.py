"""Take back: goods a customer has brought to a counter, bought anywhere, and the money they got. It has happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from duken.access import audit
from duken.inventory import accounts as stock
from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.orders.mark_returned import mark_returned
from duken.orders.returnable import locked_lines
from duken.payments import accounts as money
from duken.payments.own import pay_out
from duken.payments.provider import EXCHANGE
from duken.payments.reads import PaymentRead
from duken.payments.refund_at_till import Back, locked_payments, write_refunds
from duken.returns._taken import write_taken
from duken.returns._ways import ORIGINAL, Part, allot
from duken.returns._worth import Left, Split, left_of
from duken.returns.brought import Amiss, Brought, TakenBack
from duken.returns.events import GoodsTakenBack
from duken.returns.policies import most_for_goods


@dataclass(slots=True)
class Taking:
    """One return on its way into the books."""

    id: UUID
    brought: Brought
    split: Split
    parts: list[Part] = field(default_factory=list)

    @property
    def owed(self) -> Counter[UUID]:
        """What came back of each order, in money."""
        owed: Counter[UUID] = Counter()
        for row in self.split.rows:
            if row.sold:
                owed[row.sold.order_id] += row.amount_minor
        return owed

    @property
    def customer_id(self) -> UUID | None:
        known = (row.sold.customer_id for row in self.split.rows if row.sold and row.sold.customer_id)
        return self.brought.customer_id or next(known, None)


def take_back(brought: Sequence[Brought], *, by: Actor) -> list[TakenBack]:
    """Write each return, in order; answers what does not agree with its sale. Nothing is refused.

    Goods go to the shelf or to the damaged; of a sale never more comes back than was sold, and never more money: what
    is more came back without a receipt. The money is written on the payments it was for. A key that was written before
    moves nothing. A fixed number of statements for any number of returns.
    """
    for each in brought:
        by.require("tills.sell", store=each.location_id)
    with transaction.atomic():
        known = _written_before([each.key for each in brought])
        fresh = [each for each in {each.key: each for each in brought}.values() if each.key not in known]
        takings, payments = _split(fresh)
        _allot(takings, payments)
        write_taken([(one.id, one.brought, one.customer_id, one.split) for one in takings], by=by)
        _mark(takings, by)
        for answer in post(_chains(takings, by), by=by.lend("ledger.post")) if takings else ():
            assert not isinstance(answer, Refusal), answer  # nothing is taken that has a floor
        record(*(_event(taking) for taking in takings), by=by)
    made = known | {one.brought.key: TakenBack(one.id, (*one.split.amiss, *_lost(one))) for one in takings}
    return [made[each.key] for each in brought]


def _written_before(keys: Sequence[str]) -> dict[str, TakenBack]:
    rows = sql.rows("SELECT key, id FROM returns_return WHERE key = ANY(%s)", [list(keys)])
    return {key: TakenBack(return_id, repeated=True) for key, return_id in rows}


def _split(brought: Sequence[Brought]) -> tuple[list[Taking], list[PaymentRead]]:
    """And the payments of their orders, locked."""
    named = {line.order_line_id for each in brought for line in each.lines if line.order_line_id}
    sold = locked_lines(named)
    orders = {line.order_id for line in sold.values()}
    payments = locked_payments(orders) if orders else []
    paid_back = _paid_back(orders)
    most = _most(payments, paid_back)
    lefts: dict[UUID, Left] = {}
    takings = []
    for each in brought:
        split = Split()
        for line in each.lines:
            found = sold.get(line.order_line_id) if line.order_line_id else None
            if found and found.line_id not in lefts:
                left = left_of(found, paid_back.get((found.order_id, found.line_id), 0), line, each.currency)
                if left:
                    lefts[found.line_id] = left
            fits = found and found.variant_id == line.variant_id
            split.add(line, lefts.get(found.line_id) if found and fits else None, most)
        takings.append(Taking(ids.new_id(), each, split))
    return takings, payments


def _paid_back(orders: Collection[UUID]) -> dict[tuple[UUID, UUID], int]:
    """By order and line. The lines and payments are locked: nobody gives more back for them meanwhile."""
    rows = sql.rows(
        """SELECT order_id, order_line_id, sum(amount_minor)::bigint FROM returns_line
           WHERE order_id = ANY(%s) AND order_line_id IS NOT NULL GROUP BY order_id, order_line_id""",
        [list(orders)],
    )
    return {(order_id, line_id): minor for order_id, line_id, minor in rows}


def _most(payments: Sequence[PaymentRead], paid_back: Mapping[tuple[UUID, UUID], int]) -> dict[UUID, int]:
    """By order, where money of it was given back without goods."""
    theirs: dict[UUID, list[PaymentRead]] = {}
    for payment in payments:
        theirs.setdefault(payment.order_id, []).append(payment)
    for_goods: Counter[UUID] = Counter()
    for (order_id, _line), minor in paid_back.items():
        for_goods[order_id] += minor
    limits = {order_id: most_for_goods(each, for_goods[order_id]) for order_id, each in theirs.items()}
    return {order_id: most for order_id, most in limits.items() if most is not None}


def _allot(takings: Sequence[Taking], payments: Sequence[PaymentRead]) -> None:
    owed = [taking.owed for taking in takings]
    left = {payment.id: payment.captured_minor - payment.refunded_minor for payment in payments}
    for taking, mine in zip(takings, owed, strict=True):
        fitting = [one for one in payments if one.currency == taking.brought.currency]
        taking.parts = allot(taking.brought.ways, mine, fitting, left)


def _mark(takings: Sequence[Taking], by: Actor) -> None:
    pieces: Counter[UUID] = Counter()
    for row in (row for taking in takings for row in taking.split.rows if row.sold):
        assert row.sold
        pieces[row.sold.line_id] += row.quantity
    marked = mark_returned(sorted(pieces.items()), by=by.lend("returns.import")) if pieces else []
    assert all(marked), "the lines are locked, and no more is marked than they have left"


def _chains(takings: Sequence[Taking], by: Actor) -> list[Chain]:
    backs = [
        _back(taking, part, at)
        for taking in takings
        for at, part in enumerate(taking.parts)
        if part.payment is not None
    ]
    chains = write_refunds(backs, by=by)
    for taking in takings:
        moves = (*_goods(taking), *_money(taking))
        chains.append(Chain(f"return:{taking.brought.key}", f"return:{taking.id}", moves, taking.brought.at))
        facts = {"amount_minor": taking.brought.total_minor}
        audit.write("payments.refund", ids.show("ret", taking.id), facts=facts, by=by)
    return chains


def _back(taking: Taking, part: Part, at: int) -> Back:
    assert part.payment
    brought, source = taking.brought, None if part.is_way_it_came else part.way.source
    moves = _share_of(part) if source else ()
    if part.is_paid_out:
        moves = (*pay_out(part.payment, part.amount_minor, out_of=_source_of(part, brought)), *_share_of(part))
    return Back(part.payment, part.amount_minor, f"{brought.key}:{at}", "returned", brought.at, source, moves)


def _share_of(part: Part) -> tuple[Post, ...]:
    """Of what follows from a way, as much as this part of it."""
    return tuple(Post(move.source, move.target, part.amount_minor, move.reason) for move in part.way.moves)


def _goods(taking: Taking) -> list[Post]:
    place, moves = taking.brought.location_id, []
    for row in taking.split.rows:
        variant = row.line.variant_id
        target = stock.on_hand(variant, place) if row.line.is_for_sale else stock.damaged(variant, place)
        moves.append(Post(stock.customer(variant), target, row.quantity, "returned"))
    return moves


def _money(taking: Taking) -> list[Post]:
    """What the sale brought goes back out of sales; what was given beside the payments comes from where it lay."""
    brought, customer = taking.brought, money.customer(taking.brought.currency)
    sales: Counter[str] = Counter({brought.channel: taking.split.credit_minor})
    for row in taking.split.rows:
        sales[row.sold.channel if row.sold else brought.channel] += row.amount_minor
    moves = [Post(customer, money.sales(brought.currency, each), minor) for each, minor in sales.items() if minor]
    for part in taking.parts:
        if part.payment is None:
            moves.append(Post(_source_of(part, brought), customer, part.amount_minor, "given back"))
            moves += _share_of(part)
    given = sum(way.amount_minor for way in brought.ways)
    moves += _owed(brought.currency, money.rounding(brought.currency), -brought.rounding_minor, "rounding")
    rest = given + brought.rounding_minor - brought.total_minor
    return moves + _owed(brought.currency, money.shortfall(brought.currency, brought.till_id), rest, "unpaid")


def _source_of(part: Part, brought: Brought) -> Account:
    """What should have gone back through a payment, and could not, nobody has had yet."""
    return part.way.source or money.shortfall(brought.currency, brought.till_id)


def _owed(currency: str, other: Account, minor: int, reason: str) -> list[Post]:
    """The customer gives so much (above zero) or gets it."""
    customer = money.customer(currency)
    if minor > 0:
        return [Post(customer, other, minor, reason)]
    return [Post(other, customer, -minor, reason)] if minor else []


def _lost(taking: Taking) -> list[Amiss]:
    """Money that was to go back the way it came, and that way is closed; or that went another way than it had to."""
    closed = [
        Amiss("refund", part.amount_minor, {"payment": str(part.way.payment_id), "method": part.way.method})
        for part in taking.parts
        if part.payment is None and (part.way.method == ORIGINAL or part.way.source is None)
    ]
    paid_out = [
        Amiss("refund", part.amount_minor, {"why": "paid_out", "paid": part.payment.method, "method": part.way.method})
        for part in taking.parts
        if part.payment and part.is_paid_out and part.way.method != EXCHANGE
    ]
    return closed + paid_out


def _event(taking: Taking) -> GoodsTakenBack:
    brought = taking.brought
    return GoodsTakenBack(
        taking.id,
        brought.number,
        brought.channel,
        brought.location_id,
        Money(brought.total_minor, brought.currency),
        tuple(
            (row.line.sku, row.line.variant_id, row.quantity, row.sold.line_id if row.sold else None)
            for row in taking.split.rows
        ),
    )
