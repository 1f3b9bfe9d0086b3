"""The year of sales and returns, imported as any shop would import its own past."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from duken.catalog.reads import VariantRead
from duken.customers.recognise import Contact, recognise_customers
from duken.demo.answers import accepted
from duken.demo.goods import Goods
from duken.demo.history import History
from duken.demo.past_sales import past_return, past_sale
from duken.demo.progress import Progress, in_batches
from duken.demo.sales import LeftOut, Sale, sales, weeks_to_shift
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.orders.import_orders import PastSale, import_orders
from duken.returns.drafts import ReturnDraft
from duken.returns.import_returns import import_returns

LINES_A_BATCH = 8_000


@dataclass(slots=True)
class Imported:
    """What came in, and what did not with its reasons."""

    customers: int = 0
    orders: int = 0
    lines: int = 0
    returns: int = 0
    matched: int = 0
    without_receipt: int = 0
    sold_minor: int = 0
    returned_minor: int = 0
    seconds: float = 0.0
    left_out: LeftOut = field(default_factory=LeftOut)


def load_history(
    history: History,
    goods: Sequence[Goods],
    variants: Mapping[str, VariantRead],
    *,
    one_in: int,
    progress: Progress,
    by: Actor,
) -> Imported:
    """Every sale and return of `variants`, of one customer in so many. Repeating moves nothing."""
    began = time.monotonic()
    imported = Imported()
    people = _load_customers(history, imported, one_in, progress=progress, by=by)
    expected = history.lines_count // one_in
    returned: list[Sale] = []
    past = _sampled(history, goods, variants, one_in, imported.left_out)
    for batch in _by_lines(_sold(past, returned)):
        accepted(import_orders([_past_sale(sale, variants, people) for sale in batch], by=by))
        imported.orders += len(batch)
        imported.lines += sum(len(sale.lines) for sale in batch)
        imported.sold_minor += sum(sale.total_minor for sale in batch)
        progress("Order lines of the past year", imported.lines, max(expected, imported.lines + 1))
    progress("Order lines of the past year", imported.lines, imported.lines)
    _load_returns(returned, people, imported, progress=progress, by=by)
    imported.seconds = time.monotonic() - began
    return imported


def _sampled(
    history: History, goods: Sequence[Goods], variants: Mapping[str, VariantRead], one_in: int, left_out: LeftOut
) -> Iterator[Sale]:
    invoices = (each for each in history.invoices() if is_sampled(each.customer or each.number, one_in))
    skus = {item.sku for each in goods for item in each.items}
    now = clock.now()
    for sale in sales(invoices, skus=skus, shift=weeks_to_shift(now.date()), left_out=left_out):
        if sale.at > now:
            continue  # the last days of the history have not come yet
        kept = sale.only(variants)
        if kept.lines or (kept.is_return and kept.total_minor):
            yield kept


def is_sampled(who: str, one_in: int) -> bool:
    """By customer, not by invoice: a return must find its sale."""
    return zlib.crc32(f"sample {who.lstrip('C')}".encode()) % one_in == 0


def _sold(past: Iterable[Sale], returned: list[Sale]) -> Iterator[Sale]:
    """Sales as they come; returns are put aside, since each must find its sale already there."""
    for sale in past:
        if sale.is_return:
            returned.append(sale)
        else:
            yield sale


def _by_lines(past: Iterable[Sale]) -> Iterator[list[Sale]]:
    """Batches of about equally many lines: an invoice may have one or a thousand."""
    batch: list[Sale] = []
    lines = 0
    for sale in past:
        batch.append(sale)
        lines += len(sale.lines)
        if lines >= LINES_A_BATCH:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch


def _load_customers(
    history: History, imported: Imported, one_in: int, *, progress: Progress, by: Actor
) -> dict[str, UUID]:
    """Cards of the numbered customers. The data set knows no names, and none are invented."""
    numbers = sorted(number for number in history.customers if number and is_sampled(number, one_in))
    cards: dict[str, UUID] = {}
    for batch in in_batches(numbers, 2000):
        contacts = [Contact(name_of(number), email=email_of(number), reference=f"demo:{number}") for number in batch]
        cards |= dict(zip(batch, recognise_customers(contacts, by=by), strict=True))
        progress("Customers", len(cards), len(numbers))
    imported.customers = len(cards)
    return cards


def name_of(number: str) -> str:
    return f"Customer {number}" if number else ""


def email_of(number: str) -> str:
    return f"customer-{number}@example.com" if number else ""  # RFC 2606: nobody's address


def _past_sale(sale: Sale, variants: Mapping[str, VariantRead], people: Mapping[str, UUID]) -> PastSale:
    whose = sale.customer
    return past_sale(sale, variants, people.get(whose), name=name_of(whose), email=email_of(whose))


def _load_returns(
    returned: Sequence[Sale], people: Mapping[str, UUID], imported: Imported, *, progress: Progress, by: Actor
) -> None:
    for batch in in_batches(returned, 500):
        for answer in accepted(import_returns([_return(sale, people) for sale in batch], by=by)):
            imported.returns += 1
            imported.matched += answer.matched
            imported.without_receipt += answer.without_receipt
            imported.returned_minor += answer.total_minor
        progress("Returns", imported.returns, len(returned))


def _return(sale: Sale, people: Mapping[str, UUID]) -> ReturnDraft:
    return past_return(sale, people.get(sale.customer), key=f"demo:{sale.number}")
