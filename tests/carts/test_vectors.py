"""Every vector of the quote comes out of the engine as it is written: whoever computes it elsewhere gets the same."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench.vectors.__main__ import vector
from bench.vectors.hard import hard
from bench.vectors.make import kinds, make
from bench.vectors.reckon import reckon

FOLDER = Path(__file__).parents[1] / "vectors"
FILES = sorted(FOLDER.glob("*.json"))


def test_there_are_vectors_of_every_kind() -> None:
    assert {path.stem for path in FILES} == {"hard", *kinds()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_vectors_come_out_as_they_are_written(path: Path) -> None:
    vectors = json.loads(path.read_text())

    wrong = [one for one in vectors if reckon(one["basket"], one.get("promotions", ())) != one["quote"]]

    assert len(vectors) >= 40
    assert wrong == []


def test_what_is_written_by_hand_is_what_lies_there() -> None:
    written = json.loads((FOLDER / "hard.json").read_text())

    assert written == json.loads(json.dumps([vector(basket, promotions, why) for why, basket, promotions in hard()]))
    assert all(one["why"] for one in written)


def test_the_order_of_lines_and_promotions_changes_nothing() -> None:
    chance = Random("order")
    for basket, promotions in make("whole", 60, seed=2):
        places = chance.sample(range(len(basket["lines"])), len(basket["lines"]))
        turned = basket | {"lines": [basket["lines"][at] for at in places]}
        there, here = reckon(basket, promotions), reckon(turned, chance.sample(promotions, len(promotions)))

        assert _sums(here) == _sums(there)


def _sums(quote: dict[str, Any]) -> Any:
    lines = sorted((line["price"], line.get("sums")) for line in quote.get("lines", ()))
    return {name: value for name, value in quote.items() if name.endswith("_minor")}, lines
