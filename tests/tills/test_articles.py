"""Articles for tills: what the quote engine wants and a cashier sees, best sold first, page by page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from duken.catalog.add_barcodes import add_barcodes
from duken.catalog.archive_products import archive_products
from duken.catalog.drafts import BarcodeDraft, CategoryDraft, VariantDraft
from duken.catalog.reads import variants_by_sku
from duken.catalog.save_categories import save_categories
from duken.catalog.set_popularity import set_popularity
from duken.kernel.actor import Actor, ScopeMissing
from duken.tills import articles
from duken.tills._codes_and_prices import TimedPrice
from duken.tills.articles import Article, articles_of, articles_page
from duken.tills.reads import TillRead, till_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(make: Any) -> Actor:
    make.tax_rate()
    return make.enrolled("A1")[1]  # type: ignore[no-any-return]


@pytest.fixture
def till(by: Actor) -> TillRead:
    return till_of(by)


def every_page(till: TillRead, by: Actor) -> list[list[str]]:
    found, after = [], None
    while True:
        page = articles_page(after, till=till, by=by)
        found.append([article.sku for article in page.articles])
        after = page.next
        if after is None:
            return found


def test_an_article_says_everything_it_takes_to_sell_it(make: Any, by: Actor, till: TillRead) -> None:
    save_categories(
        [CategoryDraft("food", name="Food"), CategoryDraft("cheese", name="Cheese", parent="food")], by=make.by
    )
    cheese = make.product(
        "Cheese", brand="Alp", category="cheese", variants=[VariantDraft("GOUDA", title="mild", unit="g", step=5)]
    )
    add_barcodes([BarcodeDraft("GOUDA", "2012345")], by=make.by)
    make.price("GOUDA", 1299)
    starts = datetime(2026, 12, 1, tzinfo=UTC)
    make.price_list("friends", customer_group="friends", starts_at=starts, rank=7)
    make.price("GOUDA", 999, price_list="friends", min_quantity=500)

    [article] = articles_page(None, till=till, by=by).articles

    variant = variants_by_sku(["GOUDA"])["GOUDA"]
    assert article == Article(
        variant=str(variant.id),
        sku="GOUDA",
        title="Cheese, mild",
        product=str(cheese.product_id),
        categories=article.categories,
        brand="alp",
        unit="g",
        per=1000,
        step=5,
        tax_rate="0.2",
        barcodes=[("2012345", 1)],
        prices=[
            TimedPrice("retail", 1299, 1, 0, 100, True, "", None, None),
            TimedPrice("friends", 999, 500, 4, 7, True, "friends", starts, None),
        ],
        picture="",
        popularity=0,
    )
    assert len(article.categories) == 2
    assert articles_of([variant.id], till=till, by=by) == {variant.id: article}


def test_the_best_sold_come_first_and_every_one_comes_once(
    make: Any, by: Actor, till: TillRead, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "FIRST_PAGE", 1)
    monkeypatch.setattr(articles, "PAGE", 2)
    sold = {make.product(name).product_id: units for name, units in zip("ABCDE", (5, 0, 9, 0, 7), strict=True)}
    set_popularity(sold, by=make.by)

    assert every_page(till, by) == [["C"], ["E", "A"], ["D", "B"], []]
    assert articles_page(None, till=till, by=by).total == 5


def test_what_is_archived_or_has_no_rate_of_tax_is_not_among_them(make: Any, by: Actor, till: TillRead) -> None:
    make.product("A")
    gone = make.product("B")
    make.product("C", tax_class="books")
    archive_products([gone.product_id], by=make.by)

    assert every_page(till, by) == [["A"]]
    assert articles_of([make.variant("B").id], till=till, by=by) == {}


def test_prices_of_other_channels_shops_and_currencies_are_not_a_tills_business(
    make: Any, by: Actor, till: TillRead
) -> None:
    make.variant("TEA")
    make.price("TEA", 500)
    make.shop("low-street")
    make.store_group("south", "low-street")
    for code, facts in {
        "web": {"channel_code": "web"},
        "south": {"store_group": "south"},
        "euro": {"currency": "EUR"},
        "past": {"ends_at": datetime(2020, 1, 1, tzinfo=UTC)},
        "till": {"channel_code": "till"},
    }.items():
        make.price_list(code, **facts)
        make.price("TEA", 400, price_list=code)

    [article] = articles_page(None, till=till, by=by).articles

    assert {price.list for price in article.prices} == {"retail", "till"}


def test_a_page_costs_as_many_statements_as_an_empty_one(
    make: Any, by: Actor, till: TillRead, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        make.price(make.variant(f"SKU-{number}").sku, 100)
    articles_page(None, till=till, by=by)

    with django_assert_num_queries(5):
        assert len(articles_page(None, till=till, by=by).articles) == 20


def test_only_a_till_is_told(make: Any, till: TillRead) -> None:
    with pytest.raises(ScopeMissing):
        articles_page(None, till=till, by=make.buyer())
