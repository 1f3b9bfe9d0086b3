"""Quote: what baskets cost now. Many at once, a fixed number of statements, each answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from duken.carts._articles import Articles, check_lines, read_articles
from duken.carts._promoted import NOTHING, Asking, Offers, judge, points_off, read_offers
from duken.carts._terms import Terms, read_terms
from duken.carts.basket import Adjustment, BasketLine, DeliveryTerms, Quote
from duken.carts.errors import NoPrice, TotalTooLarge
from duken.carts.policies import MOST_LINES, is_too_large, priced_per
from duken.carts.price_basket import price_basket
from duken.carts.quote_request import DeliveryWant, LineWant, QuoteRequest
from duken.catalog.reads import VariantRead
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.pricing.policies import choose_price
from duken.pricing.reads import PriceStep, PriceWant, prices_for_each
from duken.tax.errors import TaxRateMissing
from duken.tax.reads import rates_for

__all__ = ["DeliveryWant", "LineWant", "Quote", "QuoteRequest", "quote"]


def quote(requests: Sequence[QuoteRequest], *, by: Actor, at: datetime | None = None) -> list[Quote | Refusal]:
    """Price each basket or refuse it, in order; one basket's refusal never disturbs its neighbours.

    At most three statements for any number of baskets: articles by SKU, articles by id, prices; three more where
    promotions are active, more where points are spent. A coupon or points that do not work are told in `promoted`
    (`refused`, `points_refused`) and refuse nothing here: an order is placed as wished or not at all.
    Refuses BasketEmpty, TooManyLines, ItemUnknown, ItemNotSold, BadQuantity, NoPrice, DeliveryImpossible,
    TaxRateMissing, TotalTooLarge, and what stores refuses of a channel or a location.
    """
    by.require("carts.quote")
    asked_at = at or clock.now()
    articles = read_articles(line for request in requests if len(request.lines) <= MOST_LINES for line in request.lines)
    understood = [_understand(request, articles, asked_at) for request in requests]
    wants = [
        PriceWant([variant.id for variant in basket.variants], basket.terms.buyer)
        for basket in understood
        if not isinstance(basket, Refusal)
    ]
    steps = iter(prices_for_each(wants, asked_at))
    offers = read_offers([basket for basket in understood if not isinstance(basket, Refusal)], asked_at)
    return [
        basket if isinstance(basket, Refusal) else _price(basket, next(steps), offers, asked_at)
        for basket in understood
    ]


def _understand(request: QuoteRequest, articles: Articles, at: datetime) -> Asking | Refusal:
    try:
        check_lines(request.lines)
        return Asking(request, read_terms(request, at), articles.named_in(request.lines))
    except Refusal as refusal:
        return refusal


def _price(basket: Asking, steps: Mapping[UUID, Sequence[PriceStep]], offers: Offers, at: datetime) -> Quote | Refusal:
    request, terms, variants = basket
    try:
        rates = _tax_rates(terms, variants)
        lines, delivery = _basket_lines(basket, steps, rates), _delivery_terms(terms, rates)
        judged = judge(basket, lines, delivery, offers)

        def priced(*points: Adjustment) -> Quote:
            return price_basket(
                lines,
                currency=terms.buyer.currency,
                delivery=delivery,
                adjustments=(*judged.adjustments, *request.adjustments, *points),
                cash_rounding_minor=request.cash_rounding_minor,
                priced_at=at,
            )

        quoted, points = priced(), None
        if request.points:
            points = points_off(request, quoted, offers)
            quoted = quoted if isinstance(points, Refusal) else priced(points)
    except Refusal as refusal:
        return refusal
    if is_too_large(quoted.subtotal_minor, quoted.total_minor):
        return TotalTooLarge()
    if judged is NOTHING:
        return quoted
    return quoted._replace(promoted=judged.told(quoted, points if isinstance(points, Refusal) else None))


def _tax_rates(terms: Terms, variants: Sequence[VariantRead]) -> Mapping[str, Decimal]:
    classes = {variant.tax_class for variant in variants}
    if terms.zone:
        classes.add(terms.zone.tax_class)
    rates = rates_for(terms.tax_country, classes, terms.tax_day)
    for missing in sorted(classes - rates.keys()):
        raise TaxRateMissing(terms.tax_country, missing)
    return rates


def _basket_lines(
    basket: Asking, steps: Mapping[UUID, Sequence[PriceStep]], rates: Mapping[str, Decimal]
) -> list[BasketLine]:
    """Each line with its price; an article on two lines reaches a quantity step by both together."""
    together: Counter[str] = Counter()
    for want, variant in zip(basket.request.lines, basket.variants, strict=True):
        together[variant.sku] += want.quantity
    lines = []
    for want, variant in zip(basket.request.lines, basket.variants, strict=True):
        per = priced_per(variant.unit)
        price = choose_price(steps.get(variant.id, ()), together[variant.sku])
        if price is None:
            raise NoPrice(variant.sku, basket.terms.buyer.currency)
        rate = rates[variant.tax_class]
        lines.append(BasketLine(variant.id, variant.sku, variant.title, want.quantity, price, rate, per))
    return lines


def _delivery_terms(terms: Terms, rates: Mapping[str, Decimal]) -> DeliveryTerms | None:
    if (zone := terms.zone) is None:
        return None
    return DeliveryTerms(zone.code, zone.price_minor, rates[zone.tax_class], zone.free_from_minor)
