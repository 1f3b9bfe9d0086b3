"""How often a shopper finds what was meant: labelled questions over a made-up shop in five languages."""

from __future__ import annotations

import pytest

from duken.catalog.reads import search_products
from duken.catalog.save_categories import save_categories
from duken.catalog.save_products import save_products
from duken.kernel.actor import system
from tests.catalog.corner_shop import GOODS, QUESTIONS, SHELVES

pytestmark = pytest.mark.django_db
LEAST = {
    "as written": 1.0, "inflection": 0.95, "typo": 0.95, "other script": 0.95, "wrong layout": 0.95, "codes": 1.0,
}  # fmt: skip


@pytest.fixture
def corner_shop() -> None:
    save_categories(SHELVES, by=system("tests"))
    save_products(GOODS, by=system("tests"))


def missed(kind: str, first: int) -> list[str]:
    """The questions whose answer is not among the `first` hits, with what came instead."""
    found = {question: search_products(question, channel="web") for question, _ in QUESTIONS[kind]}
    return [
        f"{question}: wanted {sku}, got {[hit.sku for hit in found[question].hits[:first]]}"
        for question, sku in QUESTIONS[kind]
        if sku not in [hit.sku for hit in found[question].hits[:first]]
    ]


def test_the_table_is_long_enough_to_mean_something():
    assert sum(map(len, QUESTIONS.values())) >= 190


@pytest.mark.parametrize("kind", QUESTIONS)
def test_shoppers_find_what_they_mean_among_the_first_three(corner_shop, kind):
    lost = missed(kind, 3)

    assert 1 - len(lost) / len(QUESTIONS[kind]) >= LEAST[kind], lost
