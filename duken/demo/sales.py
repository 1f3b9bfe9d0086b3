"""What each invoice of the history becomes: a sale, a return, or a line in the list of what was left out and why.

Invented here, and only here: through which channel and in which shop an invoice was sold. The source knows one channel;
the demo deals customers out over four by their number, so each always comes through the same door.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from duken.demo.codes import meaning_of, tidy_sku
from duken.demo.history import Invoice, InvoiceLine
from duken.demo.shops import SHOPS, TIMEZONE, WAREHOUSE

LAST_DAY = date(2011, 10, 31)  # of the history


class SaleLine(NamedTuple):
    sku: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class Sale:
    """An invoice as a shop keeps it. In a return the quantities are what came back, `credit_minor` a later discount."""

    number: str
    at: datetime
    customer: str  # "" when anonymous
    country: str
    channel: str
    location: str
    lines: tuple[SaleLine, ...]
    delivery_minor: int
    credit_minor: int
    is_return: bool

    @property
    def total_minor(self) -> int:
        goods = sum(line.quantity * line.unit_price_minor for line in self.lines)
        return goods + self.delivery_minor + self.credit_minor

    def only(self, skus: Container[str]) -> Sale:
        """The same sale with these goods alone; itself when it has no others."""
        lines = tuple(line for line in self.lines if line.sku in skus)
        return self if len(lines) == len(self.lines) else replace(self, lines=lines)


@dataclass(slots=True)
class LeftOut:
    """Lines that are not goods, postage or a discount: how many of each kind, and their money in pence."""

    lines: Counter[str] = field(default_factory=Counter)
    pence: Counter[str] = field(default_factory=Counter)

    def add(self, why: str, line: InvoiceLine) -> None:
        self.lines[why] += 1
        self.pence[why] += line.quantity * line.price_pence


def weeks_to_shift(today: date) -> timedelta:
    """Whole weeks, so that a Monday stays a Monday: the history then ends today or up to six days later."""
    return timedelta(weeks=-((LAST_DAY - today).days // 7))


def sales(invoices: Iterable[Invoice], *, skus: Collection[str], shift: timedelta, left_out: LeftOut) -> Iterator[Sale]:
    """Every invoice that holds anything a shop would record; the rest is counted in `left_out`."""
    for invoice in invoices:
        sale = _sale(invoice, skus, shift, left_out)
        if sale.lines or (sale.is_return and sale.total_minor):
            yield sale
        elif sale.delivery_minor:
            left_out.lines["delivery without goods"] += 1
            left_out.pence["delivery without goods"] += sale.delivery_minor


def _sale(invoice: Invoice, skus: Collection[str], shift: timedelta, left_out: LeftOut) -> Sale:
    lines: list[SaleLine] = []
    money = Counter[str]()
    for line in invoice.lines:
        sku = tidy_sku(line.sku)
        meaning = meaning_of(sku)
        if meaning == "goods" and (why := _not_sold(invoice, line, sku in skus)):
            left_out.add(why, line)
        elif meaning == "goods":
            lines.append(SaleLine(sku, abs(line.quantity), line.price_pence))
        elif meaning in ("delivery", "discount"):
            money[meaning] += abs(line.quantity * line.price_pence)
        else:
            left_out.add(meaning, line)
    channel, location = door_of(invoice.customer or invoice.number.lstrip("C"), invoice)
    return Sale(
        number=invoice.number,
        at=(invoice.at + shift).replace(tzinfo=ZoneInfo(TIMEZONE)),
        customer=invoice.customer,
        country=invoice.country,
        channel=channel,
        location=location,
        lines=tuple(lines),
        delivery_minor=money["delivery"],
        credit_minor=money["discount"],
        is_return=invoice.is_return,
    )


def _not_sold(invoice: Invoice, line: InvoiceLine, is_known: bool) -> str:
    """Why a line of goods is no sale and no return; "" if it is one."""
    if not is_known:
        return "goods never sold with a price"
    if not invoice.customer and not line.price_pence:
        return "remark of the warehouse"  # "damaged", "found", "check": stock was corrected, nobody bought
    return "" if (line.quantity < 0) == invoice.is_return else "quantity against its invoice"


def door_of(who: str, invoice: Invoice) -> tuple[str, str]:
    """(channel, location) of a customer; of an anonymous sale by its number. Postage means it was sent."""
    draw = zlib.crc32(who.encode())
    if invoice.country != "United Kingdom":
        return ("phone" if draw % 10 == 0 else "web"), WAREHOUSE
    was_sent = any(meaning_of(tidy_sku(line.sku)) == "delivery" for line in invoice.lines)
    if not invoice.customer:
        return ("web", WAREHOUSE) if was_sent else ("till", SHOPS[draw // 100 % len(SHOPS)])
    if draw % 100 < 50:
        return "web", WAREHOUSE
    if draw % 100 < 62:
        return "phone", WAREHOUSE
    return "till", SHOPS[draw // 100 % len(SHOPS)]
