"""Baskets and promotions to judge: written shortly, and made by Hypothesis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st

from duken.promotions.basket import PromotionBasket, PromotionLine
from duken.promotions.rule import Rule, read_terms

SPACE = UUID(int=7)


def named(name: str) -> UUID:
    return uuid5(SPACE, name)


def line(
    sku: str,
    price: int,
    quantity: int = 1,
    *,
    per: int = 1,
    category: str = "all",
    brand: str = "",
    reduced: bool = False,
) -> PromotionLine:
    subtotal = (2 * price * quantity + per) // (2 * per)
    rank = (sku, quantity, price, per, Decimal("0.2"), True)
    return PromotionLine(
        named(sku), sku, named(f"product {sku}"), frozenset([named(category)]), brand, quantity, per, price, subtotal,
        reduced, rank,
    )  # fmt: skip


def basket(*lines: PromotionLine, **circumstances: Any) -> PromotionBasket:
    return PromotionBasket(lines, **{"channel": "web", "weekday": "mon", "minute": 600} | circumstances)


def rule(code: str, effect: dict[str, Any], *, when: Any = None, goods: Any = None, **rest: Any) -> Rule:
    terms = read_terms({"effect": effect, "when": when or {}, "goods": goods or {}})
    return Rule(id=named(f"promotion {code}"), code=code, **{**_fields(terms), **rest})


def _fields(terms: Any) -> dict[str, Any]:
    return {"effect": terms.effect, "when": terms.when, "goods": terms.goods}


SKUS = "ABCD"
goods_named = st.one_of(
    st.just({}),
    st.lists(st.sampled_from(SKUS), min_size=1, max_size=2, unique=True).map(lambda skus: {"skus": skus}),
    st.sampled_from(SKUS).map(lambda sku: {"not_skus": [sku]}),
    st.just({"not_reduced": True}),
)
amounts = st.integers(1, 500)
effects = st.one_of(
    st.integers(1, 10_000).map(lambda share: {"type": "percent", "basis_points": share}),
    amounts.map(lambda amount: {"type": "amount", "amount_minor": amount}),
    amounts.map(lambda amount: {"type": "amount_each", "amount_minor": amount}),
    amounts.map(lambda price: {"type": "fixed_price", "price_minor": price}),
    st.tuples(st.integers(2, 4), st.integers(1, 2), st.integers(1, 10_000)).map(
        lambda given: {"type": "cheapest_free", "of": given[0], "free": given[1], "basis_points": given[2]}
    ),
    st.tuples(goods_named, goods_named, amounts).map(
        lambda given: {"type": "bundle", "parts": [{"goods": given[0]}, {"goods": given[1]}], "price_minor": given[2]}
    ),
    st.sampled_from(SKUS).map(lambda sku: {"type": "gift", "sku": sku}),
    st.just({"type": "free_delivery"}),
)
conditions = st.one_of(
    st.just({}),
    st.integers(0, 800).map(lambda least: {"min_sum_minor": least}),
    st.integers(0, 5).map(lambda least: {"min_quantity": least}),
)


@st.composite
def rules(draw: Any, most: int = 5) -> list[Rule]:
    count = draw(st.integers(0, most))
    return [
        rule(
            f"P{number}",
            draw(effects),
            when=draw(conditions),
            goods=draw(goods_named),
            priority=draw(st.integers(0, 2)),
            group=draw(st.sampled_from(["", "", "x", "y"])),
            alone=draw(st.integers(0, 5)) == 0,
            cap_minor=draw(st.one_of(st.none(), st.integers(1, 300))),
        )
        for number in range(count)
    ]


lines = st.lists(
    st.builds(
        lambda sku, price, quantity, reduced: line(sku, price, quantity, reduced=reduced),
        st.sampled_from(SKUS),
        st.integers(0, 400),
        st.integers(1, 5),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)
baskets = st.builds(lambda lines, delivery: basket(*lines, delivery_minor=delivery), lines, st.integers(0, 400))
