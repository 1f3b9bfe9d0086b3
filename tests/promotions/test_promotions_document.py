"""docs/reference/promotions.md says nothing that the engine does not do: its examples are run, its fields compared."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import orjson
import pytest

from duken.promotions.evaluate import evaluate
from duken.promotions.rule import Effect, Goods, Rule, Terms, When
from tests.promotions.baskets import basket, line, named, rule

PAGE = (Path(__file__).parents[2] / "docs/reference/promotions.md").read_text(encoding="utf-8")
EXAMPLES = [(at, orjson.loads(text)) for at, text in enumerate(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))]
IDS = ("categories", "not_categories", "products", "not_products", "stores", "customers")


def ids_named(value: Any) -> Any:
    """The words that stand for ids, as ids; everything else as it is."""
    if isinstance(value, list):
        return [ids_named(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [str(named(one)) for one in inner] if name in IDS else ids_named(inner) for name, inner in value.items()
    }


def rules(example: dict[str, Any]) -> list[Rule]:
    found = []
    for said in example["promotions"]:
        told = dict(said)
        terms = ids_named({name: told.pop(name, {}) for name in ("effect", "goods", "when")})
        found.append(rule(told.pop("code"), terms["effect"], goods=terms["goods"], when=terms["when"], **told))
    return found


def basket_of(example: dict[str, Any]) -> Any:
    told = dict(example["basket"])
    lines = []
    for one in told.pop("lines"):
        made = line(one["sku"], one["price"], one.get("quantity", 1), brand=one.get("brand", ""))
        categories = frozenset(named(word) for word in one.get("categories", []))
        lines.append(made._replace(categories=categories, is_reduced=one.get("is_reduced", False)))
    coupons = {code: named(f"promotion {called}") for code, called in told.pop("coupons", {}).items()}
    return basket(*lines, coupons=coupons, **told)


@pytest.mark.parametrize(("at", "example"), EXAMPLES, ids=str)
def test_an_example_of_the_page_does_what_the_page_says(at: int, example: dict[str, Any]) -> None:
    outcome = evaluate(basket_of(example), rules(example))

    assert outcome.amount_minor == example["taken_off"]
    if "awards" in example:
        assert [[one.code, one.amount_minor] for one in outcome.awards] == example["awards"]
    if "points" in example:
        told = [
            {"code": one.code, "per_mille": one.per_mille, "lines": list(one.line_positions)} for one in outcome.extras
        ]
        assert told == example["points"]


def test_every_field_and_effect_stands_on_the_page_and_in_an_example() -> None:
    fields = {
        one.name for kind in (Rule, Terms, Goods, When, *get_args(Effect)) for one in msgspec.structs.fields(kind)
    }
    effects = {str(kind.__struct_config__.tag) for kind in get_args(Effect)}

    assert {one for one in fields - {"id"} if f"`{one}`" not in PAGE} == set()
    assert {one for one in effects if f"### `{one}`" not in PAGE} == set()
    assert effects == {one["effect"]["type"] for _, example in EXAMPLES for one in example["promotions"]}


def test_a_field_the_page_does_not_name_is_refused() -> None:
    names = set(re.findall(r"`(\w+)`", PAGE))
    written = {name for _, example in EXAMPLES for one in example["promotions"] for name in one}

    assert written <= names
