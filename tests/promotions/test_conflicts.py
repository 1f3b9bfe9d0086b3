"""Promotions on the same goods are shown to their author before shoppers meet them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from duken.promotions.conflicts import meetings
from duken.promotions.drafts import PromotionDraft
from duken.promotions.try_out import as_in_force
from tests.promotions.baskets import line, named

SHELF = [line("A", 100), line("B", 200), line("C", 300, category="mugs", brand="duken")]
PERCENT = {"type": "percent", "basis_points": 1000}


def tried(code, effect=None, *, when=None, goods=None, **rest):
    terms = {"effect": effect or PERCENT, "when": when or {}, "goods": goods or {}}
    draft = PromotionDraft(code, code.title(), "GBP", terms, **rest)
    return as_in_force(draft, named(f"promotion {code}"))


def met(ours, other):
    return [(one.code, one.relation, one.is_first, one.skus) for one in meetings(ours, [other], SHELF)]


def test_two_on_one_article_both_work_the_lower_priority_first():
    ours = tried("OURS", goods={"skus": ["A", "C"]}, priority=10)
    assert met(ours, tried("MUGS", goods={"brands": ["duken"]})) == [("MUGS", "both", True, ("C",))]
    assert met(tried("OURS", goods={"skus": ["A"]}), tried("MUGS", goods={"brands": ["duken"]})) == []


def test_of_one_group_the_better_works_and_one_that_stands_alone_works_with_none():
    spring = tried("SPRING", group="season")
    assert met(tried("EASTER", group="season"), spring)[0][1] == "best_of_group"
    assert met(tried("EASTER", group="other"), spring)[0][1] == "both"
    assert met(tried("EASTER", alone=True), spring)[0][1] == "never_together"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"when": {"channels": ["web"]}}, {"when": {"channels": ["till"]}}),
        ({"when": {"weekdays": ["mon", "tue"]}}, {"when": {"weekdays": ["sun"]}}),
        ({"when": {"to_minute": 600}}, {"when": {"from_minute": 600}}),
        ({"ends_at": datetime(2026, 5, 1, tzinfo=UTC)}, {"starts_at": datetime(2026, 5, 1, tzinfo=UTC)}),
    ],
)
def test_those_no_basket_can_fulfil_together_do_not_meet(one, two):
    assert met(tried("ONE", **one), tried("TWO", **two)) == []
    assert met(tried("TWO", **two), tried("ONE", **one)) == []
    assert met(tried("ONE"), tried("TWO", **two)) != []


def test_points_and_deliveries_meet_no_article_but_two_free_deliveries_meet():
    delivery = {"type": "free_delivery"}
    assert met(tried("POST", delivery), tried("TEN")) == []
    assert met(tried("DOUBLE", {"type": "points", "per_mille": 2000}), tried("TEN")) == []
    assert met(tried("POST", delivery), tried("PIGEON", delivery)) == [("PIGEON", "both", False, ())]


def test_a_bundle_and_a_gift_meet_what_lowers_their_parts():
    bundle = tried("SET", {"type": "bundle", "parts": [{"goods": {"skus": ["B"]}}], "price_minor": 50})
    gift = tried("GIFT", {"type": "gift", "sku": "B"}, goods={"skus": ["A"]})
    assert [one[3] for one in met(bundle, gift)] == [("B",)]
    assert met(gift, tried("ONLY-A", goods={"skus": ["A"]})) == []
