"""The list of promotions: by state, by any part of name or code, page by page."""

from __future__ import annotations

import pytest

from duken.kernel.actor import system
from duken.kernel.pages import Page
from duken.promotions.browse import PromotionQuery, browse_promotions, count_promotions
from duken.promotions.change_status import pause_promotion

pytestmark = pytest.mark.django_db
BY = system("tests")
TEN = {"type": "percent", "basis_points": 1000}


def codes(**query):
    return [one.code for one in browse_promotions(PromotionQuery(**query), page=Page("name"), by=BY).rows]


def test_promotions_are_found_by_state_and_by_any_part_of_their_name(make):
    make.promotion("SPRING", TEN), make.promotion("AUTUMN", TEN)
    pause_promotion(make.promotion("SUMMER", TEN).id, by=BY)

    assert codes() == ["AUTUMN", "SPRING", "SUMMER"]
    assert codes(statuses=("paused",)) == ["SUMMER"]
    assert codes(search="um") == ["AUTUMN", "SUMMER"]
    assert count_promotions(PromotionQuery(search="um"), by=BY) == (2, True)


def test_pages_follow_each_other(make):
    for code in ("A", "B", "C"):
        make.promotion(code, TEN)
    first = browse_promotions(PromotionQuery(), page=Page("name", 2), by=BY)
    second = browse_promotions(PromotionQuery(), page=Page("name", 2, after=first.next), by=BY)
    assert [[one.code for one in part.rows] for part in (first, second)] == [["A", "B"], ["C"]]
