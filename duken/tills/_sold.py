"""Record receipts: what was sold, what came back, or both. It has happened, so it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.orders.record_sales import record_sales
from duken.orders.returnable import placed_at_of_lines
from duken.orders.sold import SaleWritten
from duken.payments import accounts as money
from duken.payments.provider import OWN_METHODS
from duken.returns.brought import TakenBack
from duken.returns.take_back import take_back
from duken.tills._priced_again import price_again
from duken.tills._receipt import Receipt, brought_of, sale_of
from duken.tills._recording import Found, Outcome, Recording
from duken.tills._sold_body import SoldBody, read_sold
from duken.tills._tenders import read_purses
from duken.tills._unlike import sums_amiss, told_of_return, told_of_sale, too_late, without_leave


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
    backs = take_back([brought_of(receipt) for receipt in returns], by=by)
    written = record_sales([sale_of(receipt) for receipt in sales], by=by)
    brought = {receipt.key: back for receipt, back in zip(returns, backs, strict=True)}
    sold = {receipt.key: sale for receipt, sale in zip(sales, written, strict=True)}
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
