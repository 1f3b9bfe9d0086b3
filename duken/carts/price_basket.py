"""The price of a basket: one pure function, whole numbers only. Specified in docs/reference/quote.md.

The same function is written a second time for tills that work offline; both must agree to the minor unit, so
any change here is a change of the specification and of its examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from duken.carts.basket import (
    Adjustment,
    BasketLine,
    DeliveryLine,
    DeliveryTerms,
    Quote,
    QuoteLine,
    Step,
    TaxTotal,
)
from duken.pricing.take_off import take_off
from duken.tax.amounts import added_tax, divide_half_up, included_tax


def price_basket(
    lines: Sequence[BasketLine],
    *,
    currency: str,
    delivery: DeliveryTerms | None = None,
    adjustments: Sequence[Adjustment] = (),
    cash_rounding_minor: int = 1,
    priced_at: datetime | None = None,
) -> Quote:
    """Subtotals, then adjustments in the order given, then delivery, then tax, then rounding to what cash can pay.

    Every step is told. No adjustment loses or makes a minor unit, and the order of lines changes nothing.
    """
    steps: list[Step] = []
    subtotals = [line.subtotal_minor for line in lines]
    steps.append(Step("subtotal", {"lines": len(lines)}, sum(subtotals)))

    discounts = _discounts(lines, subtotals, adjustments, steps)
    includes_tax = all(line.price.includes_tax for line in lines)
    goods_minor = sum(subtotals) - sum(part for parts in discounts for _, part in parts)
    delivery_line = _deliver(delivery, goods_minor, includes_tax, adjustments, steps)

    quoted = tuple(map(_quote_line, lines, subtotals, discounts))
    taxes = _tax_totals(quoted, delivery_line, steps)
    delivery_minor = delivery_line.total_minor if delivery_line else 0
    added_tax_minor = sum(each.tax_minor for each in (*quoted, delivery_line) if each and not each.includes_tax)
    exact = goods_minor + delivery_minor + added_tax_minor
    total_minor = _round_for_cash(exact, cash_rounding_minor, steps)
    steps.append(Step("total", {}, total_minor))
    return Quote(
        currency=currency,
        lines=quoted,
        delivery=delivery_line,
        subtotal_minor=sum(subtotals),
        discount_minor=sum(subtotals) - goods_minor,
        delivery_minor=delivery_minor,
        tax_minor=sum(tax.tax_minor for tax in taxes),
        added_tax_minor=added_tax_minor,
        rounding_minor=total_minor - exact,
        total_minor=total_minor,
        includes_tax=includes_tax,
        taxes=taxes,
        steps=tuple(steps),
        priced_at=priced_at,
    )


Parts = list[tuple[Adjustment, int]]  # what each adjustment took off one line


def _discounts(
    lines: Sequence[BasketLine],
    subtotals: Sequence[int],
    adjustments: Sequence[Adjustment],
    steps: list[Step],
) -> list[Parts]:
    """What every adjustment takes off every line; each works on what the ones before it have left."""
    parts: list[Parts] = [[] for _ in lines]
    left = list(subtotals)
    ranks = [line.rank for line in lines] if adjustments else []
    for adjustment in adjustments:
        if adjustment.applies_to != "goods":
            continue
        given = take_off(adjustment.amount_minor, left, ranks, adjustment.line_positions)
        for at, share in given.items():
            parts[at].append((adjustment, share))
        steps.append(Step("discount", {"code": adjustment.code, **adjustment.facts}, -sum(given.values())))
    return parts


def _quote_line(line: BasketLine, subtotal_minor: int, parts: Parts) -> QuoteLine:
    price = line.price
    discount_minor = sum(share for _, share in parts)
    total_minor = subtotal_minor - discount_minor
    tax_minor = _tax(total_minor, line.tax_rate, price.includes_tax)
    return QuoteLine(
        line.variant_id,
        line.sku,
        line.title,
        line.quantity,
        line.per,
        price.amount_minor,
        price.compare_at_minor,
        subtotal_minor,
        discount_minor,
        total_minor,
        tax_minor,
        line.tax_rate,
        price.includes_tax,
        price.list_code,
        (
            Step(
                "price",
                {
                    "list": price.list_code,
                    "unit_price_minor": price.amount_minor,
                    "from_quantity": price.min_quantity,
                    "quantity": line.quantity,
                    "per": line.per,
                },
                subtotal_minor,
            ),
            *(Step("discount", {"code": adjustment.code, **adjustment.facts}, -share) for adjustment, share in parts),
            Step("tax", {"rate": line.tax_rate, "is_included": price.includes_tax}, tax_minor),
        ),
    )


def _deliver(
    terms: DeliveryTerms | None,
    goods_minor: int,
    includes_tax: bool,
    adjustments: Sequence[Adjustment],
    steps: list[Step],
) -> DeliveryLine | None:
    if terms is None:
        return None
    is_free = terms.free_from_minor is not None and goods_minor >= terms.free_from_minor
    price_minor = 0 if is_free else terms.price_minor
    steps.append(Step("delivery", {"zone": terms.zone, "free_from_minor": terms.free_from_minor}, price_minor))
    discount_minor = 0
    for adjustment in adjustments:
        if adjustment.applies_to == "delivery":
            share = max(0, min(adjustment.amount_minor, price_minor - discount_minor))
            discount_minor += share
            steps.append(Step("delivery_discount", {"code": adjustment.code, **adjustment.facts}, -share))
    total_minor = price_minor - discount_minor
    tax_minor = _tax(total_minor, terms.tax_rate, includes_tax)
    return DeliveryLine(terms.zone, price_minor, discount_minor, total_minor, tax_minor, terms.tax_rate, includes_tax)


def _tax(amount_minor: int, rate: Decimal, is_included: bool) -> int:
    return included_tax(amount_minor, rate) if is_included else added_tax(amount_minor, rate)


def _tax_totals(lines: Sequence[QuoteLine], delivery: DeliveryLine | None, steps: list[Step]) -> tuple[TaxTotal, ...]:
    """The sums of the lines' taxes by rate, highest rate first: rounded once a line, never again."""
    nets: dict[Decimal, int] = defaultdict(int)
    taxes: dict[Decimal, int] = defaultdict(int)
    taxed: list[QuoteLine | DeliveryLine] = [*lines, delivery] if delivery else [*lines]
    for each in taxed:
        nets[each.tax_rate] += each.total_minor - (each.tax_minor if each.includes_tax else 0)
        taxes[each.tax_rate] += each.tax_minor
    totals = tuple(
        TaxTotal(rate, nets[rate], taxes[rate], nets[rate] + taxes[rate]) for rate in sorted(nets, reverse=True)
    )
    steps.extend(Step("tax", {"rate": total.rate, "net_minor": total.net_minor}, total.tax_minor) for total in totals)
    return totals


def _round_for_cash(exact_minor: int, smallest_minor: int, steps: list[Step]) -> int:
    """The nearest amount the smallest coin can pay; a half goes up."""
    if smallest_minor <= 1:
        return exact_minor
    rounded = divide_half_up(exact_minor, smallest_minor) * smallest_minor
    if rounded != exact_minor:
        steps.append(Step("cash_rounding", {"smallest_minor": smallest_minor}, rounded - exact_minor))
    return rounded
