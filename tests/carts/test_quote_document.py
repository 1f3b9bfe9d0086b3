"""The written specification of the quote is true: each of its examples comes out as it says."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from duken.carts.basket import Adjustment, BasketLine, DeliveryTerms, Quote
from duken.carts.price_basket import price_basket
from duken.pricing.policies import ChosenPrice

DOCUMENT = Path(__file__).parents[2] / "docs/reference/quote.md"
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)]


def reckon(basket: dict[str, Any]) -> Quote:
    delivery = basket.get("delivery")
    return price_basket(
        [line(**told) for told in basket["lines"]],
        currency=basket["currency"],
        delivery=DeliveryTerms(**delivery | {"tax_rate": Decimal(delivery["tax_rate"])}) if delivery else None,
        adjustments=[adjustment(**told) for told in basket.get("adjustments", [])],
        cash_rounding_minor=basket.get("cash_rounding_minor", 1),
    )


def line(*, sku, quantity, unit_price_minor, tax_rate, per=1, includes_tax=True) -> BasketLine:
    price = ChosenPrice(unit_price_minor, "retail", includes_tax, 1, None)
    return BasketLine(UUID(int=0), sku, sku, quantity, price, Decimal(tax_rate), per)


def adjustment(*, line_positions=None, **told) -> Adjustment:
    return Adjustment(**told, line_positions=None if line_positions is None else tuple(line_positions))


def only_what_is_told(found: Any, told: Any) -> Any:
    if isinstance(told, list):
        return [only_what_is_told(*pair) for pair in zip(found, told, strict=True)]
    if isinstance(told, dict):
        return {name: only_what_is_told(getattr(found, name), value) for name, value in told.items()}
    return found


def test_the_specification_has_its_examples():
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"example {number}" for number in range(1, len(EXAMPLES) + 1)])
def test_an_example_of_the_specification_comes_out_as_it_says(example):
    assert only_what_is_told(reckon(example["basket"]), example["quote"]) == example["quote"]
