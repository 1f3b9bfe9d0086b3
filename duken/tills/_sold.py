"""Record receipts: what was sold, what came back, or both. It has happened, so it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.orders.record_sales import record_sales
from duken.orders.returnable import placed_at_of_lines
from duken.orders.sold import Sale, SaleWritten, SoldLine
from duken.payments import accounts as money
from duken.payments.provider import EXCHANGE, OWN_METHODS
from duken.returns.brought import Brought, BroughtLine, TakenBack, Way
from duken.returns.take_back import take_back
from duken.tills._priced_again import Priced, price_again
from duken.tills._recording import Found, Outcome, Recording
from duken.tills._sold_body import SoldBody, read_sold
from duken.tills._tenders import Purses, read_purses
from duken.tills._unlike import sums_amiss, told_of_return, told_of_sale, too_late, without_leave


@dataclass(slots=True)
class Receipt:
    """One receipt on its way into the books."""

    entry: Recording
    body: SoldBody
    priced: Priced
    purses: Purses

    @property
    def key(self) -> str:
        return f"till:{self.entry.id}"

    @property
    def exact_minor(self) -> int:
        """What was sold costs so much, before cash is rounded."""
        return sum(line.total_minor + self.priced.added_tax(at, self.body) for at, line in enumerate(self.body.lines))

    @property
    def returned_minor(self) -> int:
        return sum(line.amount_minor for line in self.body.returned)

    @property
    def exchanged_minor(self) -> int:
        """What came back pays for what was sold, as far as no money did."""
        came = sum(max(tender.amount_minor, 0) for tender in self.body.tenders)
        left = self.exact_minor + self.body.rounding_minor - came
        return min(max(left, 0), self.returned_minor) if self.body.lines else 0


def record_sold(entries: Sequence[Recording], *, by: Actor) -> list[Outcome | Refusal]:
    """Write each receipt once, in the caller's transaction; answers in order.

    A Refusal only for a body that is none (InvalidField), and then nothing is written: everything that makes sense is,
    and what disagrees with the books is told in `differences`. The caller files them. Set-based, but for the price at
    each moment.
    """
    bodies = [_read(entry) for entry in entries]
    if any(isinstance(body, Refusal) for body in bodies):
        return [body if isinstance(body, Refusal) else Outcome() for body in bodies]
    read = [(entry, body) for entry, body in zip(entries, bodies, strict=True) if isinstance(body, SoldBody)]
    purses = read_purses([(body.tenders, body.customer) for _, body in read])
    outcomes: list[Outcome | Refusal] = []
    for run in _runs(read):
        priced = price_again(run, by=by)
        receipts = [Receipt(entry, body, each, purses) for (entry, body), each in zip(run, priced, strict=True)]
        outcomes += _write(receipts, by)
    return outcomes


def _read(entry: Recording) -> SoldBody | Refusal:
    try:
        return read_sold(entry.body)
    except InvalidField as unreadable:
        return unreadable


def _runs(read: Sequence[tuple[Recording, SoldBody]]) -> Iterator[list[tuple[Recording, SoldBody]]]:
    """A receipt with goods that come back begins a new run: what they were sold with is written before, and they lie on
    the shelf for what is sold after."""
    run: list[tuple[Recording, SoldBody]] = []
    for one in read:
        if run and one[1].returned:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _write(receipts: Sequence[Receipt], by: Actor) -> list[Outcome]:
    returns = [receipt for receipt in receipts if receipt.body.returned]
    sales = [receipt for receipt in receipts if receipt.body.lines]
    brought = {one.key: back for one, back in zip(returns, take_back(list(map(_brought, returns)), by=by), strict=True)}
    sold = {one.key: sale for one, sale in zip(sales, record_sales(list(map(_sale, sales)), by=by), strict=True)}
    _keep_loose_money(receipts, by)
    bought = _bought(returns)
    return [_outcome(receipt, sold.get(receipt.key), brought.get(receipt.key), bought) for receipt in receipts]


def _bought(returns: Sequence[Receipt]) -> dict[UUID, datetime]:
    """When what came back was bought, by order line."""
    named = {line.order_line for one in returns for line in one.body.returned if line.order_line}
    return placed_at_of_lines(named) if named else {}


def _outcome(
    receipt: Receipt, sold: SaleWritten | None, back: TakenBack | None, bought: Mapping[UUID, datetime]
) -> Outcome:
    found: list[Found] = [*receipt.priced.differences, *sums_amiss(receipt.body, receipt.exact_minor)]
    found += without_leave(receipt.body, receipt.entry.limits)
    found += too_late(receipt.body, receipt.entry.at, bought, receipt.entry.limits)
    found += told_of_sale(receipt.body, sold) if sold else []
    found += told_of_return(back, receipt.body) if back else []
    return Outcome(sold.number if sold else "", found)


def _sale(receipt: Receipt) -> Sale:
    entry, body, priced = receipt.entry, receipt.body, receipt.priced
    given = [tender for tender in body.tenders if tender.amount_minor > 0 or not body.returned]
    used = priced.quoted.promoted.used if priced.quoted and priced.quoted.promoted else ()
    return Sale(
        id=entry.id,
        key=receipt.key,
        number=body.number,
        channel=entry.channel,
        location_id=entry.location_id,
        till_id=entry.till_id,
        at=entry.at,
        currency=body.currency,
        lines=tuple(_line(receipt, at) for at in range(len(body.lines))),
        given=tuple(receipt.purses.given(one, entry, body.currency, body.customer) for one in given),
        language=body.language,
        customer_id=body.customer,
        cart_id=body.cart,
        includes_tax=body.includes_tax,
        exchanged_minor=receipt.exchanged_minor,
        rounding_minor=body.rounding_minor,
        points=body.points,
        used=tuple(one for one in used if one.promotion.rule.code in body.promotions),
    )


def _line(receipt: Receipt, at: int) -> SoldLine:
    line, priced = receipt.body.lines[at], receipt.priced
    return SoldLine(
        line.id,
        line.variant,
        line.sku,
        line.title,
        line.quantity,
        line.unit_price_minor,
        line.subtotal_minor,
        line.total_minor,
        line.tax_minor,
        priced.added_tax(at, receipt.body),
        Decimal(line.tax_rate),
        priced.by_points(at),
        priced.points_per_mille(at),
    )


def _brought(receipt: Receipt) -> Brought:
    entry, body = receipt.entry, receipt.body
    ways = [
        receipt.purses.way(tender, entry, body.currency, body.customer)
        for tender in body.tenders
        if tender.amount_minor < 0
    ]
    if goods := receipt.exchanged_minor:
        ways.append(Way(entry.id, EXCHANGE, goods, money.exchanged(body.currency)))
    return Brought(
        key=receipt.key,
        number=body.number,
        channel=entry.channel,
        location_id=entry.location_id,
        till_id=entry.till_id,
        at=entry.at,
        currency=body.currency,
        lines=tuple(
            BroughtLine(
                line.order_line,
                line.variant,
                line.sku,
                line.quantity,
                line.amount_minor,
                line.condition,
                line.restock,
                line.reason,
                line.approved_by or "",
            )
            for line in body.returned
        ),
        ways=tuple(ways),
        customer_id=body.customer,
        rounding_minor=0 if body.lines else body.rounding_minor,
    )


def _keep_loose_money(receipts: Sequence[Receipt], by: Actor) -> None:
    """Money for nothing that was sold, or back for nothing that came back: it lies where it was put, and a difference
    tells of it."""
    chains = []
    for receipt in receipts:
        entry, body = receipt.entry, receipt.body
        shortfall = money.shortfall(body.currency, entry.till_id)
        moves = [
            Post(shortfall, given.into, given.amount_minor) if given.amount_minor > 0
            else Post(given.into, shortfall, -given.amount_minor)
            for tender in body.tenders
            if not body.lines and (tender.amount_minor > 0 or not body.returned) and tender.amount_minor
            for given in [receipt.purses.given(tender, entry, body.currency, body.customer)]
            if given.into != shortfall and given.method not in OWN_METHODS
        ]  # fmt: skip
        if moves:
            chains.append(Chain(f"loose:{receipt.key}", f"receipt:{entry.id}", tuple(moves), entry.at))
    if chains:
        for answer in post(chains, by=by.lend("ledger.post")):
            assert not isinstance(answer, Refusal), answer
