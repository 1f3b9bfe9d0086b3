"""Baskets for vectors, from a seeded generator: the same seed makes the same baskets. One kind a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Made = tuple[dict[str, Any], list[dict[str, Any]]]

SKUS = ["CUP", "JAM", "MUG", "PEN", "TEA", "чай", "Übel"]
BRANDS = ["", "acme", "norda"]
CATEGORIES = ["drinks", "kitchen", "sale"]
RATES = ["0", "0.05", "0.07", "0.08875", "0.1", "0.12", "0.19", "0.2", "0.21"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MEASURES = [(1, 9), (1, 9), (1, 9), (1, 120), (100, 900), (1000, 4000)]  # per, most of it


def kinds() -> dict[str, Callable[[Random], Made]]:
    return {
        "prices": _prices,
        "tax": _tax,
        "effects": _effects,
        "stacking": _stacking,
        "many_choices": _many_choices,
        "conditions": _conditions,
        "points": _points,
        "whole": _whole,
        "decided": _decided,
        "large": _large,
    }


def make(kind: str, count: int, seed: int = 1) -> Iterator[Made]:
    chance = Random(f"{kind} {seed}")  # noqa: S311 - the same again, not a secret
    for _ in range(count):
        yield kinds()[kind](chance)


def _prices(chance: Random) -> Made:
    """Several lists with steps; an article on two lines reaches a step by both together."""
    return {"currency": "EUR", "lines": _lines(chance, 3, lists=4)}, []


def _tax(chance: Random) -> Made:
    basket = _basket(chance, 4, rates=RATES) | {"cash_rounding_minor": chance.choice([1, 1, 5, 10, 100])}
    return basket, [_promotion(chance, 0, "amount")] if chance.random() < 0.5 else []


def _effects(chance: Random) -> Made:
    """One promotion by itself, of every effect."""
    return _basket(chance, 4), [_promotion(chance, 0, cap=True)]


def _stacking(chance: Random) -> Made:
    """Some promotions, some of them in groups, some alone: what works is found by trying all."""
    promotions = [_promotion(chance, number, cap=True) for number in range(chance.randint(2, 6))]
    for each in promotions:
        each |= _some(chance, group=(["x", "y"], 0.4), alone=([True], 0.15), priority=([1, 2, 3], 0.8))
    return _basket(chance, 4), promotions


def _many_choices(chance: Random) -> Made:
    """More choices than are tried: the climb of single changes."""
    groups = chance.sample("abcdefg", chance.randint(3, 7))
    promotions = [_promotion(chance, number) for number in range(len(groups) * 3 + chance.randint(2, 9))]
    for number, each in enumerate(promotions):
        each |= {"group": groups[number % len(groups)], "priority": chance.randint(1, 4)}
    return _basket(chance, 4), promotions


def _conditions(chance: Random) -> Made:
    basket = _basket(chance, 3) | _circumstances(chance)
    promotions = [_promotion(chance, number) | {"when": _when(chance)} for number in range(chance.randint(1, 4))]
    wanted = [each["code"] for each in promotions if chance.random() < 0.5]
    return basket | {"coupons": {f"C{code}": code for code in wanted}}, promotions


def _points(chance: Random) -> Made:
    basket = _basket(chance, 3) | {
        "customer": "aru",
        "points": {
            "wanted": chance.randint(1, 900),
            "balance": chance.randint(0, 2000),
            "value_minor": chance.choice([1, 1, 5, 10]),
            "least": chance.choice([1, 50]),
            "most_basis_points": chance.choice([10_000, 5_000, 3_333]),
        },
        "earning": {
            "points": chance.randint(1, 10),
            "per_minor": chance.choice([1, 100, 333]),
            "tier_per_mille": chance.choice([1000, 1250, 2000]),
        },
    }
    promotions = [_promotion(chance, number) for number in range(chance.randint(0, 2))]
    if chance.random() < 0.5:
        double = {"type": "points", "per_mille": chance.choice([1500, 2000, 3000])}
        promotions.append({"code": "DOUBLE", "effect": double} | _some(chance, goods=([_goods(chance)], 0.7)))
    return basket, promotions


def _whole(chance: Random) -> Made:
    """Everything at once."""
    basket, promotions = _conditions(chance)
    points, more = _points(chance)
    stacked = _stacking(chance)[1]
    together = promotions + [each | {"code": f"S{each['code']}"} for each in stacked] + more[-1:]
    kept = {key: points[key] for key in ("customer", "points", "earning")} if chance.random() < 0.5 else {}
    basket["lines"] = _lines(chance, 6, lists=2, rates=RATES)
    return basket | kept | {"cash_rounding_minor": chance.choice([1, 1, 5])}, list(
        {each["code"]: each for each in together}.values()
    )


def _decided(chance: Random) -> Made:
    """What a person takes off; products of several articles; tax in one price and on top of another; odd texts."""
    basket = _basket(chance, 5, rates=RATES)
    products = {sku: chance.choice(["a", "b"]) for sku in SKUS if chance.random() < 0.7}
    odd = dict(zip(chance.sample(SKUS, 2), ["😀", "Ｚ"], strict=True))
    for line in basket["lines"]:
        line |= {"product": products[line["sku"]]} if line["sku"] in products else {}
        line |= {"prices": [price | _some(chance, includes_tax=([False], 0.3)) for price in line["prices"]]}
        line["sku"] = odd.get(line["sku"], line["sku"])
    places = range(len(basket["lines"]))
    basket["adjustments"] = [
        {"code": f"hand{number}", "amount_minor": chance.choice([chance.randint(0, 50), chance.randint(1, 9_999)])}
        | _some(
            chance,
            applies_to=(["delivery", "goods"], 0.4),
            line_positions=([chance.sample(places, chance.randint(0, len(places)))], 0.5),
        )
        for number in range(chance.randint(1, 3))
    ]
    promotions = [_promotion(chance, number, cap=True) for number in range(chance.randint(0, 3))]
    if promotions and chance.random() < 0.5:
        promotions[0]["goods"] = {chance.choice(["products", "not_products"]): [chance.choice(["a", "b"])]}
    return basket, promotions


def _large(chance: Random) -> Made:
    """Amounts up to the bounds, and now and then beyond."""
    points, promotions = _points(chance)
    basket = points | _basket(chance, 6, rates=[*RATES, "0.19999", "9.99999"])
    quantities: dict[str, int] = {}
    for line in basket["lines"]:
        most = quantities.setdefault(line["sku"], 10 ** chance.randint(0, 5) * line.get("per", 1))
        line["quantity"] = chance.randint(1, most)
        line["prices"] = [price | {"amount_minor": _amount(chance)} for price in line["prices"]]
    for each in promotions:
        effect = each["effect"]
        each["effect"] = effect | {name: _amount(chance) for name in effect if name.endswith("_minor")}
    basket["points"] |= {"wanted": _amount(chance), "balance": 10**15, "value_minor": chance.choice([1, 7, 10**9])}
    basket["earning"] |= {
        "points": chance.choice([1, 7, 10**6]),
        "tier_per_mille": chance.choice([1000, 1001, 100_000]),
    }
    return basket, promotions


def _amount(chance: Random) -> int:
    return chance.randint(1, 10 ** chance.randint(1, 12))


def _basket(chance: Random, lines: int, *, rates: list[str] | None = None) -> dict[str, Any]:
    basket: dict[str, Any] = {"currency": "EUR", "lines": _lines(chance, lines, rates=rates or ["0.2"])}
    if chance.random() < 0.5:
        basket["delivery"] = {"price_minor": chance.randint(0, 900), "tax_rate": chance.choice(rates or ["0.2"])}
        basket["delivery"] |= _some(chance, free_from_minor=(range(5000), 0.3))
    return basket


def _lines(chance: Random, most: int, *, lists: int = 1, rates: list[str] | None = None) -> list[dict[str, Any]]:
    added = chance.random() < 0.2 and rates is not None
    prices: dict[str, Any] = {}
    lines = []
    for _ in range(chance.randint(1, most)):
        sku = chance.choice(SKUS)
        if sku not in prices:
            per, quantity = chance.choice(MEASURES)
            about = {"prices": _lists(chance, lists, added), "per": per} | _about(chance)
            prices[sku] = ({name: value for name, value in about.items() if (name, value) != ("per", 1)}, quantity)
        about, quantity = prices[sku]
        rate = {"tax_rate": chance.choice(rates)} if rates else {}
        lines.append({"sku": sku, "quantity": chance.randint(1, quantity)} | about | rate)
    return lines


def _about(chance: Random) -> dict[str, Any]:
    about: dict[str, Any] = {}
    if categories := [name for name in CATEGORIES if chance.random() < 0.4]:
        about["categories"] = categories
    if brand := chance.choice(BRANDS):
        about["brand"] = brand
    return about


def _lists(chance: Random, most: int, added: bool) -> list[dict[str, Any]]:
    steps = []
    for number in range(chance.randint(1, most)):
        for from_quantity in sorted({1, *(chance.choices([2, 3, 5, 10]) if chance.random() < 0.4 else [])}):
            step: dict[str, Any] = {"amount_minor": chance.choice([chance.randint(0, 300), chance.randint(1, 99_999)])}
            step |= {} if from_quantity == 1 else {"from_quantity": from_quantity}
            step |= {"list": f"list{number}"} if most > 1 else {}
            step |= {"includes_tax": False} if added else {}
            steps.append(step)
        if most > 1:
            same = _some(chance, specificity=([1, 2, 3, 4, 5, 6, 7], 0.4), rank=([10, 20], 0.4))
            steps = [step | same if step.get("list") == f"list{number}" else step for step in steps]
    if most > 1 and chance.random() < 0.3:
        steps = [step | ({"from_quantity": 2} if step.get("from_quantity", 1) == 1 else {}) for step in steps]
    return steps


def _some(chance: Random, **wanted: tuple[Any, float]) -> dict[str, Any]:
    """Each name with one of its values, so often."""
    return {name: chance.choice(values) for name, (values, often) in wanted.items() if chance.random() < often}


def _promotion(chance: Random, number: int, effect: str = "", *, cap: bool = False) -> dict[str, Any]:
    promotion: dict[str, Any] = {"code": f"P{number}", "effect": _effect(chance, effect)}
    if chance.random() < 0.5:
        promotion["goods"] = _goods(chance)
    return promotion | (_some(chance, cap_minor=(range(1, 2000), 0.2)) if cap else {})


def _goods(chance: Random) -> dict[str, Any]:
    return chance.choice(
        [
            {"skus": chance.sample(SKUS, 2)},
            {"categories": [chance.choice(CATEGORIES)]},
            {"brands": [chance.choice(BRANDS[1:])]},
            {"products": chance.sample(SKUS, 2)},
            {"skus": chance.sample(SKUS, 3), "brands": ["acme"]},
            {"not_skus": [chance.choice(SKUS)]},
            {"not_categories": [chance.choice(CATEGORIES)], "not_brands": ["norda"]},
            {"categories": ["kitchen", "drinks"], "not_products": [chance.choice(SKUS)]},
            {"not_reduced": True},
        ]
    )


def _effect(chance: Random, wanted: str) -> dict[str, Any]:
    amount = chance.choice([chance.randint(1, 400), chance.randint(1, 20_000)])
    of = chance.randint(1, 5)
    bundle = [{"goods": _goods(chance)} | _some(chance, quantity=([2, 3], 0.3)) for _ in range(chance.randint(1, 3))]
    effects: dict[str, dict[str, Any]] = {
        "percent": {"basis_points": chance.choice([500, 1000, 1500, 3333, chance.randint(1, 10_000)])},
        "amount": {"amount_minor": amount},
        "amount_each": {"amount_minor": amount},
        "fixed_price": {"price_minor": amount},
        "cheapest_free": {"of": of, "free": chance.randint(1, of)}
        | _some(chance, basis_points=(range(1, 10_001), 0.4), times=([1, 2], 0.3)),
        "bundle": {"parts": bundle, "price_minor": amount} | _some(chance, times=([1, 2], 0.3)),
        "gift": {"sku": chance.choice(SKUS)} | _some(chance, quantity=([2, 3], 0.3)),
        "free_delivery": _some(chance, up_to_minor=(range(1, 900), 0.5)),
    }
    kind = wanted or chance.choice(list(effects))
    return {"type": kind} | effects[kind]


def _circumstances(chance: Random) -> dict[str, Any]:
    return {
        "channel": chance.choice(["web", "till"]),
        "weekday": chance.choice(DAYS),
        "minute": chance.randrange(1440),
    } | _some(
        chance,
        store=(["soho", "camden"], 0.5),
        customer=(["aru", "boris"], 0.5),
        customer_group=(["staff", "trade"], 0.4),
        tier=(["gold", "silver"], 0.4),
        is_first_order=([True], 0.3),
    )


def _when(chance: Random) -> dict[str, Any]:
    """One or two conditions."""
    begin = chance.randrange(0, 1200)
    conditions: list[dict[str, Any]] = [
        {"channels": [chance.choice(["web", "till"])]},
        {"stores": [chance.choice(["soho", "camden"])]},
        {"customer_groups": ["staff"]},
        {"tiers": ["gold"]},
        {"customers": ["aru"]},
        {"weekdays": chance.sample(DAYS, 4)},
        {"from_minute": begin, "to_minute": begin + chance.randint(1, 240)},
        {"is_first_order": True},
        {"needs_coupon": True},
        {"min_sum_minor": chance.randint(1, 60_000)},
        {"min_quantity": chance.randint(1, 12)},
        {"contains": [{"goods": _goods(chance)} | _some(chance, quantity=([2, 3], 0.5))]},
    ]
    first, second = chance.sample(conditions, 2)
    return first | (second if chance.random() < 0.4 else {})
