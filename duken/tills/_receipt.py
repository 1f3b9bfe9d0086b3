"""A receipt on its way into the books: as the sale that orders write, as the return that returns write. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duken.orders.sold import Sale, SoldLine
from duken.payments import accounts as money
from duken.payments.provider import EXCHANGE
from duken.returns.brought import Brought, BroughtLine, Way
from duken.tills._priced_again import Priced
from duken.tills._recording import Recording
from duken.tills._sold_body import SoldBody
from duken.tills._tenders import Purses


@dataclass(slots=True)
class Receipt:
    """One receipt, with the shop's own price of it."""

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


def sale_of(receipt: Receipt) -> Sale:
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


def brought_of(receipt: Receipt) -> Brought:
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
