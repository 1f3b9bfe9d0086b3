"""What machines read: products, stores, quotes, the feed, themselves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from duken.catalog.archive_products import archive_products
from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.reads import page_with
from duken.catalog.save_products import save_products
from duken.kernel.relay import relay
from tests.channels.api.test_orders import order


@pytest.fixture
def shop(make, call):
    make.selling("TEA", stock=3, price_minor=499)
    make.product("Porcelain mug", variants=[VariantDraft("MUG-R", "Red"), VariantDraft("MUG-B", "Blue")])
    make.price("MUG-R", 1250)
    return call


def test_products_are_listed_with_price_and_stock(shop):
    first = shop.get("/products?limit=1&channel=web").json()
    second = shop.get(first["next"].removeprefix("/api/v1")).json()

    [mug], [tea] = first["items"], second["items"]
    assert [(one["sku"], one["price"] and one["price"]["amount_minor"]) for one in mug["variants"]] == [
        ("MUG-R", 1250),
        ("MUG-B", None),
    ]
    assert (tea["variants"][0]["price"]["currency"], tea["variants"][0]["sellable"]) == ("GBP", 3)
    assert second["next"] is None


def test_products_are_found_with_a_typo(shop):
    found = shop.get("/products?q=porcelan&channel=web").json()

    assert [one["name"] for one in found["items"]] == ["Porcelain mug"]
    assert shop.get("/products?q=nothing-like-it").json()["items"] == []


def test_one_product_tells_where_it_is(shop):
    told = shop.get("/products/tea?channel=web").json()

    assert (told["sku"], told["price"]["amount_minor"], told["sellable"]) == ("TEA", 499, 3)
    assert [(one["store"], one["sellable"]) for one in told["stores"]] == [("high-street", 3)]
    assert shop.get("/products/NO-SUCH").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_has_been_told_before_is_told_anew_when_it_changes(make, call):
    """Outside a transaction the page is kept between answers; price and stock never are."""
    make.selling("TEA", stock=3, price_minor=499)

    def told() -> tuple[str, int, int]:
        one = call.get("/products/TEA?channel=web").json()
        return one["name"], one["price"]["amount_minor"], one["sellable"]

    assert told() == told() == ("Tea", 499, 3)
    make.price("TEA", 525)
    assert told() == ("Tea", 525, 3)
    make.stock("TEA", 7)
    assert told() == ("Tea", 525, 10)
    save_products([ProductDraft("Green tea", slug="tea", variants=[VariantDraft("TEA")])], by=make.by)
    assert told() == ("Green tea", 525, 10)
    archive_products([page_with("TEA", "web").page.id], by=make.by)
    assert call.get("/products/TEA?channel=web").status_code == 404


def test_who_has_read_a_product_a_while_ago_is_told_that_nothing_has_changed(shop, make):
    """The moment of the answer alone is no news; and what is promised is promised to the minute."""
    with travel("2026-11-02T12:00:10Z", tick=False):
        first = shop.get("/products/TEA?channel=web")
        where = shop.get("/availability?sku=TEA&channel=web")
    with travel("2026-11-02T12:00:30Z", tick=False):
        again = shop.get("/products/TEA?channel=web", If_None_Match=first["ETag"])
        there = shop.get("/availability?sku=TEA&channel=web", If_None_Match=where["ETag"])
        make.stock("TEA", 1)
        changed = shop.get("/products/TEA?channel=web", If_None_Match=first["ETag"])

    assert (first.json()["as_of"], first.json()["stores"][0]["ready_by"]) == (
        "2026-11-02T12:00:10Z",
        "2026-11-02T13:01:00Z",
    )
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (there.status_code, there.content) == (304, b"")
    assert (changed.status_code, changed.json()["sellable"]) == (200, 4)


def test_a_page_of_products_asks_a_fixed_number_of_questions(shop, make):
    shop.get("/products?channel=web")
    with CaptureQueriesContext(connection) as few:
        shop.get("/products?channel=web")
    for number in range(10):
        make.variant(f"MORE-{number}")
    with CaptureQueriesContext(connection) as many:
        shop.get("/products?channel=web")

    assert len(many) == len(few) <= 5


def test_an_unknown_category_is_missing(shop):
    assert shop.get("/products?category=moon").json()["code"] == "catalog.category_unknown"
    assert shop.get("/products?category=moon&q=tea").json()["code"] == "catalog.category_unknown"


def test_a_quote_explains_itself_and_writes_nothing(shop):
    told = shop.post("/quotes", {"lines": [{"sku": "TEA", "quantity": 2}], "channel": "web"}, key=None).json()

    assert (told["total_minor"], told["currency"], told["lines"][0]["tax_rate"]) == (998, "GBP", "0.20000")
    assert told["lines"][0]["steps"]
    assert shop.post("/quotes", {"lines": []}).json()["code"] == "carts.basket_empty"
    assert shop.post("/quotes", {"lines": [{"sku": "MUG-B", "quantity": 1}]}).json()["code"] == "carts.no_price"


def test_the_feed_tells_the_story_in_order_from_any_position(shop):
    placed = shop.post("/orders", order("TEA")).json()
    shop.post(f"/orders/{placed['id']}/cancel", {"reason": "test"})
    relay({})

    whole = shop.get("/events?limit=1000").json()
    orders = shop.get("/events?name=orders.OrderPlaced&name=orders.OrderCancelled").json()["items"]
    rest = shop.get(f"/events?after={orders[0]['position']}&limit=1000").json()

    assert [event["type"] for event in orders] == ["orders.OrderPlaced", "orders.OrderCancelled"]
    assert orders[0]["specversion"] == "1.0"
    assert orders[0]["subject"] == orders[1]["subject"]
    assert orders[0]["data"]["number"] == placed["number"]
    positions = [event["position"] for event in whole["items"]]
    assert positions == sorted(positions)
    assert rest["items"] == [event for event in whole["items"] if event["position"] > orders[0]["position"]]
    assert whole["position"] == positions[-1]
    assert shop.get(f"/events?after={whole['position']}").json() == {"items": [], "position": whole["position"]}


def test_the_feed_is_closed_to_keys_of_single_stores(shop, key_with):
    assert key_with("events.read", stores=["high-street"]).get("/events").status_code == 403


def test_stores_and_the_key_itself_are_told(shop, key_with):
    [store] = shop.get("/stores?kind=pickup_point").json()["items"]
    mine = key_with("stores.read", stores=["high-street"]).get("/me").json()

    assert (store["code"], store["timezone"]) == ("high-street", "Europe/London")
    assert (mine["scopes"], mine["stores"]) == (["stores.read"], ["high-street"])
    assert shop.get("/stores?kind=moon").status_code == 422
