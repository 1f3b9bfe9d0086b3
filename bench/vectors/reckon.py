"""From a vector to its quote: plain JSON in, plain JSON out, by the same pure functions that price every basket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from duken.carts.basket import Adjustment, BasketLine, DeliveryTerms, Quote
from duken.carts.errors import BadQuantity
from duken.carts.policies import MOST_LINES, check_quantity, is_too_large
from duken.carts.price_basket import price_basket
from duken.loyalty.policies import Earning, most_points, points_for
from duken.pricing.policies import PriceStep, choose_price
from duken.promotions.basket import Outcome, PromotionBasket, PromotionLine
from duken.promotions.evaluate import evaluate
from duken.promotions.rule import Rule, read_terms

_SPACE = UUID(int=7)
Json = Mapping[str, Any]


def reckon(basket: Json, promotions: Sequence[Json] = ()) -> dict[str, Any]:
    """What a basket costs, as a vector tells it, or `{"refused": …}`."""
    if refused := _not_sold_so(basket["lines"]):
        return refused
    lines = priced_lines(basket["lines"])
    if isinstance(lines, str):
        return {"refused": "no_price", "sku": lines}
    delivery = delivery_terms(basket.get("delivery"))
    rules = [rule_of(told) for told in promotions]
    outcome = evaluate(promotion_basket(basket, lines, delivery), rules)
    awards = [
        Adjustment(
            award.code, award.amount_minor, award.applies_to, award.line_positions if award.line_positions else None
        )
        for award in outcome.awards
    ]
    decided = [_decided(told) for told in basket.get("adjustments", ())]

    def priced(*points: Adjustment) -> Quote:
        return price_basket(
            lines,
            currency=basket["currency"],
            delivery=delivery,
            adjustments=(*awards, *decided, *points),
            cash_rounding_minor=basket.get("cash_rounding_minor", 1),
        )

    quote, points = priced(), basket.get("points")
    spent, why_no_points = _spend(points, sum(line.total_minor for line in quote.lines)) if points else (0, "")
    if points and spent:
        quote = priced(Adjustment("points", spent * points["value_minor"]))
    if is_too_large(quote.subtotal_minor, quote.total_minor):
        return {"refused": "total_too_large"}
    told = _told(quote, outcome) | _told_points(points, spent, why_no_points)
    told |= _earned(basket.get("earning"), quote, told["points_per_mille"])
    return _without_what_is_usual(told)


def _without_what_is_usual(told: dict[str, Any]) -> dict[str, Any]:
    """What is zero, empty, or counts once, need not be written."""
    if set(told["points_per_mille"]) == {1000}:
        del told["points_per_mille"]
    told["lines"] = [{name: value for name, value in line.items() if value} for line in told["lines"]]
    return {name: value for name, value in told.items() if value}


def identity(name: str) -> UUID:
    """The id a code stands for: products, categories, shops and customers are named by words in a vector."""
    return uuid5(_SPACE, name)


def _not_sold_so(lines: Sequence[Json]) -> dict[str, Any] | None:
    """What is refused before any price is looked for."""
    if not lines:
        return {"refused": "basket_empty"}
    if len(lines) > MOST_LINES:
        return {"refused": "too_many_lines"}
    for line in lines:
        try:
            check_quantity(line["sku"], line["quantity"], step=line.get("step", 1), per=line.get("per", 1))
        except BadQuantity:
            return {"refused": "bad_quantity", "sku": line["sku"]}
    return None


def _decided(told: Json) -> Adjustment:
    """What a person takes off."""
    positions = told.get("line_positions")
    applies_to = told.get("applies_to", "goods")
    return Adjustment(told["code"], told["amount_minor"], applies_to, None if positions is None else tuple(positions))


def priced_lines(wanted: Sequence[Json]) -> list[BasketLine] | str:
    together: Counter[str] = Counter()
    for line in wanted:
        together[line["sku"]] += line["quantity"]
    lines = []
    for line in wanted:
        steps = [_step(told) for told in line["prices"]]
        if (price := choose_price(steps, together[line["sku"]])) is None:
            return str(line["sku"])
        rate = Decimal(line.get("tax_rate", "0"))
        sku = line["sku"]
        lines.append(BasketLine(identity(sku), sku, sku, line["quantity"], price, rate, line.get("per", 1)))
    return lines


def _step(told: Json) -> PriceStep:
    return PriceStep(
        told.get("from_quantity", 1),
        told["amount_minor"],
        told.get("list", "retail"),
        told.get("includes_tax", True),
        told.get("specificity", 0),
        told.get("rank", 100),
    )


def delivery_terms(told: Json | None) -> DeliveryTerms | None:
    if told is None:
        return None
    rate = Decimal(told.get("tax_rate", "0"))
    return DeliveryTerms("delivery", told["price_minor"], rate, told.get("free_from_minor"))


def promotion_basket(told: Json, lines: Sequence[BasketLine], delivery: DeliveryTerms | None) -> PromotionBasket:
    customer, store = told.get("customer"), told.get("store")
    return PromotionBasket(
        [_promotion_line(line, written) for line, written in zip(lines, told["lines"], strict=True)],
        channel=told.get("channel", "web"),
        weekday=told.get("weekday", "mon"),
        minute=told.get("minute", 0),
        store_id=identity(store) if store else None,
        customer_id=identity(customer) if customer else None,
        customer_group=told.get("customer_group", ""),
        tier=told.get("tier", ""),
        is_first_order=told.get("is_first_order", False),
        delivery_minor=delivery.price_minor if delivery else 0,
        coupons={coupon: identity(code) for coupon, code in told.get("coupons", {}).items()},
    )


def _promotion_line(line: BasketLine, told: Json) -> PromotionLine:
    return PromotionLine(
        line.variant_id,
        line.sku,
        identity(told.get("product", line.sku)),
        frozenset(identity(name) for name in told.get("categories", ())),
        told.get("brand", ""),
        line.quantity,
        line.per,
        line.price.amount_minor,
        line.subtotal_minor,
        line.price.compare_at_minor is not None,
        line.rank,
    )


_NAMED = ("products", "categories", "not_products", "not_categories", "stores", "customers")


def rule_of(told: Json) -> Rule:
    parts = {name: _with_ids(told.get(name, {})) for name in ("effect", "when", "goods")}
    terms = read_terms(parts)
    return Rule(
        id=identity(told["code"]),
        code=told["code"],
        effect=terms.effect,
        when=terms.when,
        goods=terms.goods,
        priority=told.get("priority", 100),
        group=told.get("group", ""),
        alone=told.get("alone", False),
        cap_minor=told.get("cap_minor"),
    )


def _with_ids(told: Any) -> Any:
    """The same with ids where a rule asks for ids."""
    if isinstance(told, Mapping):
        return {
            name: [str(identity(word)) for word in value] if name in _NAMED else _with_ids(value)
            for name, value in told.items()
        }
    return [_with_ids(each) for each in told] if isinstance(told, list) else told


def _spend(points: Json, goods_minor: int) -> tuple[int, str]:
    """So many points are spent, or none and why."""
    wanted, limits = points["wanted"], (points["value_minor"], points["most_basis_points"])
    if wanted < points.get("least", 1):
        return 0, "too_few"
    if wanted > most_points(wanted, goods_minor, value_minor=limits[0], most_basis_points=limits[1]):
        return 0, "too_many"
    return (wanted, "") if wanted <= points["balance"] else (0, "not_enough")


def _told(quote: Quote, outcome: Outcome) -> dict[str, Any]:
    per_mille = [1000] * len(quote.lines)
    for extra in outcome.extras:
        for at in extra.line_positions:
            per_mille[at] += extra.per_mille - 1000
    return {
        "lines": [
            {
                "price": [line.price_list, line.unit_price_minor],
                "sums": [line.subtotal_minor, line.discount_minor, line.total_minor, line.tax_minor],
                "taken": [[step.facts["code"], -step.amount_minor] for step in line.steps if step.code == "discount"],
            }
            for line in quote.lines
        ],
        "subtotal_minor": quote.subtotal_minor,
        "discount_minor": quote.discount_minor,
        "delivery_minor": quote.delivery_minor,
        "tax_minor": quote.tax_minor,
        "added_tax_minor": quote.added_tax_minor,
        "rounding_minor": quote.rounding_minor,
        "total_minor": quote.total_minor,
        "awards": [[award.code, award.coupon, award.applies_to, award.amount_minor, list(award.line_positions)]
                   for award in outcome.awards],
        "gifts": [[gift.code, gift.sku, gift.quantity] for gift in outcome.gifts],
        "reasons": [[reason.code, reason.why, dict(reason.facts)] for reason in outcome.reasons],
        "points_per_mille": per_mille,
    }  # fmt: skip


def _told_points(points: Json | None, spent: int, why_not: str) -> dict[str, Any]:
    if points is None:
        return {}
    return {"points": spent, "points_minor": spent * points["value_minor"], "points_refused": why_not}


def _earned(earning: Json | None, quote: Quote, per_mille: Sequence[int]) -> dict[str, Any]:
    """Points of each line, were the order handed over as it stands."""
    if earning is None:
        return {}
    lines = [Earning(line.total_minor, count) for line, count in zip(quote.lines, per_mille, strict=True)]
    earned = points_for(
        lines,
        points=earning["points"],
        per_minor=earning["per_minor"],
        tier_per_mille=earning.get("tier_per_mille", 1000),
    )
    return {"earned": earned}
