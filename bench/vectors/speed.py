"""`python -m bench.vectors.speed`: how long one basket of 50 lines takes among 1,000 promotions, in both engines."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from bench.vectors.many import NODE
from bench.vectors.reckon import delivery_terms, priced_lines, promotion_basket, rule_of
from duken.promotions.evaluate import evaluate

LINES, PROMOTIONS, TIMES = 50, 1000, 21
TIMED = Path(__file__).parents[2] / "frontend/tests/quote/timed.ts"


def shop(chance: Random) -> dict[str, Any]:
    """Like a supermarket's: promotions for some articles, a category or a brand; some for members, some by coupon."""
    skus = [f"{number:05}" for number in range(5000)]
    lines = [
        {
            "sku": sku,
            "quantity": chance.randint(1, 6),
            "prices": [{"amount_minor": chance.randint(50, 5000)}],
            "categories": [f"c{int(sku) % 60}", f"d{int(sku) % 8}"],
            "brand": f"b{int(sku) % 90}",
            "tax_rate": "0.2",
        }
        for sku in chance.sample(skus, LINES)
    ]
    promotions = [_promotion(f"P{number}", skus, chance) for number in range(PROMOTIONS)]
    basket = {"currency": "EUR", "lines": lines, "delivery": {"price_minor": 499}, "coupons": {"C": "P7"}}
    return {"basket": basket, "promotions": promotions}


def _promotion(code: str, skus: list[str], chance: Random) -> dict[str, Any]:
    effects = [
        {"type": "percent", "basis_points": 500},
        {"type": "amount_each", "amount_minor": 20},
        {"type": "fixed_price", "price_minor": 400},
        {"type": "cheapest_free", "of": 3},
        {"type": "amount", "amount_minor": 100},
    ]
    goods: list[dict[str, Any]] = [
        {"skus": chance.sample(skus, 40)},
        {"categories": [f"c{chance.randrange(60)}"]},
        {"brands": [f"b{chance.randrange(90)}"]},
        {"categories": [f"d{chance.randrange(8)}"], "not_brands": [f"b{chance.randrange(90)}"]},
    ]
    when: list[dict[str, Any]] = [{}, {}, {}, {"needs_coupon": True}, {"tiers": ["gold"]}, {"min_quantity": 3}]
    chosen = {"effect": chance.choice(effects), "goods": chance.choice(goods), "when": chance.choice(when)}
    return {"code": code, **chosen} | ({"group": chance.choice("abc")} if chance.random() < 0.01 else {})


def main() -> None:
    vector = shop(Random("speed"))  # noqa: S311 - the same again, not a secret
    lines = priced_lines(vector["basket"]["lines"])
    assert not isinstance(lines, str), "every line has a price"
    basket = promotion_basket(vector["basket"], lines, delivery_terms(vector["basket"]["delivery"]))
    rules = [rule_of(told) for told in vector["promotions"]]
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        outcome = evaluate(basket, rules)
        took.append((time.process_time() - began) * 1000)
    sys.stdout.write(f"python: {statistics.median(took):.1f} ms, {len(outcome.awards)} awards\n")
    asked = json.dumps(vector | {"times": TIMES}).encode()
    sys.stdout.write(subprocess.run([NODE, TIMED], input=asked, capture_output=True, check=True).stdout.decode())  # noqa: S603


if __name__ == "__main__":
    main()
