"""Which prices a buyer sees: channel, shops, group, currency, period; and what they were before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from duken.kernel import clock
from duken.pricing.reads import Buyer, PriceWant, display_prices, prices_for, prices_for_each, reductions

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def codes(steps) -> set[str]:
    return {step.list_code for step in steps}


def test_a_buyer_sees_the_lists_of_their_channel_shop_group_and_currency(make):
    shop, other = make.shop("north"), make.shop("south")
    make.store_group("northern", "north")
    tea = make.variant("TEA")
    make.price_list("web-only", channel_code="web")
    make.price_list("north-only", store_group="northern")
    make.price_list("club", customer_group="club")
    make.price_list("euro", currency="EUR")
    make.price_list("asleep", is_active=False)
    for code in ("retail", "web-only", "north-only", "club", "euro", "asleep"):
        make.price("TEA", 500, price_list=code)

    def seen(**facts) -> set[str]:
        return codes(prices_for([tea.id], Buyer(**({"channel": "till", "currency": "GBP"} | facts)))[tea.id])

    assert seen() == {"retail"}
    assert seen(channel="web") == {"retail", "web-only"}
    assert seen(location_id=shop.id) == {"retail", "north-only"}
    assert seen(location_id=other.id) == {"retail"}
    assert seen(customer_group="club") == {"retail", "club"}
    assert seen(currency="EUR") == {"euro"}


def test_a_sale_begins_and_ends_to_the_second(make):
    tea = make.variant("TEA")
    make.price("TEA", 500)
    make.price_list("sale", rank=1, starts_at=NEW_YEAR, ends_at=NEW_YEAR + timedelta(days=1))
    make.price("TEA", 400, price_list="sale")

    def price_at(at: datetime) -> int:
        return display_prices([tea.id], Buyer("web", "GBP"), at)[tea.id].amount_minor

    second = timedelta(seconds=1)
    assert price_at(NEW_YEAR - second) == 500
    assert price_at(NEW_YEAR) == 400
    assert price_at(NEW_YEAR + timedelta(days=1) - second) == 400
    assert price_at(NEW_YEAR + timedelta(days=1)) == 500


def test_many_articles_and_buyers_are_priced_in_one_statement(make, django_assert_num_queries):
    variants = [make.variant(f"TEA-{number}").id for number in range(5)]
    for number in range(4):
        make.price(f"TEA-{number}", 100 + number)
    make.price_list("club", customer_group="club")
    make.price("TEA-0", 50, price_list="club")
    anyone, member = Buyer("web", "GBP"), Buyer("web", "GBP", customer_group="club")
    prices_for(variants, anyone)

    with django_assert_num_queries(1):
        first, second, third = prices_for_each(
            [PriceWant(variants, anyone), PriceWant(variants[:1], member), PriceWant([], anyone)]
        )

    assert (len(first), len(second[variants[0]]), third) == (4, 2, {})


def test_without_any_list_there_is_no_price_and_no_statement(make, django_assert_num_queries):
    prices_for([], Buyer("web", "GBP"))
    with django_assert_num_queries(0):
        assert prices_for([make], Buyer("web", "KZT")) == {}


def test_a_reduction_is_measured_against_the_lowest_price_of_the_thirty_days_before_it(make, monkeypatch):
    tea = make.variant("TEA")

    def on(day: int, amount: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: NEW_YEAR + timedelta(days=day))
        make.price("TEA", amount)

    on(0, 300), on(5, 600), on(20, 550), on(40, 700), on(60, 500)

    found = reductions([tea.id], Buyer("web", "GBP"), NEW_YEAR + timedelta(days=70))[tea.id]

    assert (found.amount_minor, found.since) == (500, NEW_YEAR + timedelta(days=60))
    assert found.lowest_before_minor == 550


def test_raising_a_price_the_day_before_a_sale_does_not_make_a_reduction(make, monkeypatch):
    tea = make.variant("TEA")
    for day, amount in ((0, 500), (59, 900), (60, 490)):
        monkeypatch.setattr(clock, "now", lambda day=day: NEW_YEAR + timedelta(days=day))
        make.price("TEA", amount)

    assert reductions([tea.id], Buyer("web", "GBP"))[tea.id].lowest_before_minor == 500


def test_a_sale_list_counts_from_when_it_began_to_apply(make, monkeypatch):
    tea = make.variant("TEA")
    monkeypatch.setattr(clock, "now", lambda: NEW_YEAR)
    make.price("TEA", 500)
    make.price_list("sale", rank=1, starts_at=NEW_YEAR + timedelta(days=50), ends_at=NEW_YEAR + timedelta(days=60))
    make.price("TEA", 400, price_list="sale")
    buyer = Buyer("web", "GBP")

    during = reductions([tea.id], buyer, NEW_YEAR + timedelta(days=55))[tea.id]
    after = reductions([tea.id], buyer, NEW_YEAR + timedelta(days=65))[tea.id]

    assert (during.amount_minor, during.lowest_before_minor) == (400, 500)
    assert during.since == NEW_YEAR + timedelta(days=50)
    assert (after.amount_minor, after.lowest_before_minor) == (500, 400)


def test_a_new_article_has_no_price_before(make):
    tea = make.variant("TEA")
    make.price("TEA", 500)

    assert reductions([tea.id], Buyer("web", "GBP"))[tea.id].lowest_before_minor is None
