"""Changes: what a till is told since it asked last, from the feed of events."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from duken.catalog.add_barcodes import add_barcodes
from duken.catalog.archive_products import archive_products
from duken.catalog.drafts import BarcodeDraft, CategoryDraft
from duken.catalog.save_categories import save_categories
from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.relay import relay
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices
from duken.tills import changes
from duken.tills.changes import Changes, changes_for
from duken.tills.reads import TillRead, till_of

pytestmark = pytest.mark.django_db

TEN = {"type": "percent", "basis_points": 1000}


@pytest.fixture
def by(make: Any) -> Actor:
    make.selling("TEA")
    return make.enrolled("A1")[1]  # type: ignore[no-any-return]


@pytest.fixture
def till(by: Actor) -> TillRead:
    return till_of(by)


@pytest.fixture
def since(till: TillRead) -> int:
    relay({})
    return events.last_position()


def told(till: TillRead, since: int, by: Actor) -> Changes:
    relay({})
    return changes_for(till, after=since, by=by)


def skus(found: Changes) -> list[str]:
    return [article.sku for article in found.articles]


def test_where_nothing_happened_nothing_is_told(
    till: TillRead, since: int, by: Actor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        assert changes_for(till, after=since, by=by) == Changes([], [], False, False, since)


def test_a_new_price_is_told_with_its_article(make: Any, till: TillRead, since: int, by: Actor) -> None:
    make.price("TEA", 777)

    found = told(till, since, by)

    assert [price.amount_minor for price in found.articles[0].prices] == [777]
    assert (skus(found), found.gone, found.settings, found.anew) == (["TEA"], [], False, False)
    assert told(till, found.position, by) == Changes([], [], False, False, found.position)


def test_a_price_of_a_list_that_is_no_tills_is_not_told(make: Any, till: TillRead, since: int, by: Actor) -> None:
    make.price_list("web", channel_code="web")
    [only_the_list] = [told(till, since, by)]

    make.price("TEA", 777, price_list="web")

    assert skus(told(till, only_the_list.position, by)) == []


def test_new_articles_new_codes_and_those_no_longer_sold_are_told(
    make: Any, till: TillRead, since: int, by: Actor
) -> None:
    milk = make.product("Milk")
    add_barcodes([BarcodeDraft("TEA", "4006381333931")], by=make.by)
    archive_products([milk.product_id], by=make.by)

    found = told(till, since, by)

    assert [(article.sku, article.barcodes) for article in found.articles] == [("TEA", [("4006381333931", 1)])]
    assert found.gone == [make.variant("MILK").id]


def test_a_shelf_that_moved_takes_its_articles_with_it(make: Any, till: TillRead, by: Actor) -> None:
    save_categories([CategoryDraft("food", name="Food"), CategoryDraft("soup", name="Soup")], by=make.by)
    make.product("Borscht", category="soup")
    relay({})
    since = events.last_position()

    save_categories([CategoryDraft("soup", parent="food")], by=make.by)

    assert [len(article.categories) for article in told(till, since, by).articles] == [2]


def test_a_promotion_is_a_matter_of_settings(make: Any, till: TillRead, since: int, by: Actor) -> None:
    make.promotion("TEN", TEN)

    assert told(till, since, by)[:4] == ([], [], True, False)


def test_a_list_that_becomes_a_groups_changes_what_is_on_it(make: Any, till: TillRead, by: Actor) -> None:
    make.price_list("friends")
    make.price("TEA", 300, price_list="friends")
    relay({})
    since = events.last_position()

    make.price_list("friends", customer_group="friends")

    [tea] = told(till, since, by).articles
    assert {price.list: price.group for price in tea.prices} == {"retail": "", "friends": "friends"}


def test_a_new_rate_of_tax_is_a_reason_to_fetch_everything(make: Any, till: TillRead, since: int, by: Actor) -> None:
    make.tax_rate("0.25")

    assert told(till, since, by).anew
    assert Decimal(changes.articles_of([make.variant("TEA").id], till=till, by=by).popitem()[1].tax_rate) > 0


def test_more_than_is_worth_telling_is_fetched_anew(
    make: Any, till: TillRead, since: int, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_ARTICLES", 1)
    make.product("Milk")
    set_prices([PriceDraft("retail", 100, variant_id=make.variant(sku).id) for sku in ("TEA", "MILK")], by=make.by)

    found = told(till, since, by)

    assert (found.articles, found.anew) == ([], True)


def test_many_events_are_told_in_parts(
    make: Any, till: TillRead, since: int, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_EVENTS", 1)
    make.product("Milk")
    make.product("Rice")

    first = told(till, since, by)
    second = told(till, first.position, by)

    assert (skus(first), skus(second)) == (["MILK"], ["RICE"])


def test_a_till_that_knows_more_than_the_server_starts_again(till: TillRead, since: int, by: Actor) -> None:
    assert changes_for(till, after=since + 100, by=by) == Changes([], [], True, True, since)
