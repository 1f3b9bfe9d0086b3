"""Whatever comes in wrong gets a clear answer and changes nothing."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.channels.api.test_orders import BUYER, count, order

TABLES = ("orders_order", "orders_line", "ledger_openhold", "payments_payment", "api_given_answer")


@pytest.fixture
def shop(make, call):
    make.selling("TEA", stock=5)
    return call


def without(body, *names):
    return {name: value for name, value in body.items() if name not in names}


WRONG = {
    "quantity is text": (order(lines=[{"sku": "TEA", "quantity": "2"}]), 422, "/lines/0/quantity"),
    "quantity is a fraction": (order(lines=[{"sku": "TEA", "quantity": 1.5}]), 422, "/lines/0/quantity"),
    "quantity is a truth": (order(lines=[{"sku": "TEA", "quantity": True}]), 422, "/lines/0/quantity"),
    "quantity is negative": (order("TEA", quantity=-1), 422, "/lines/0/quantity"),
    "quantity is nothing": (order("TEA", quantity=0), 422, "/lines/0/quantity"),
    "quantity is beyond counting": (order("TEA", quantity=10**30), 422, "/lines/0/quantity"),
    "sku is a number": (order(lines=[{"sku": 85123, "quantity": 1}]), 422, "/lines/0/sku"),
    "sku is empty": (order(""), 422, "/lines/0/sku"),
    "no lines at all": (without(order("TEA"), "lines"), 422, ""),
    "lines are no list": (order(lines="TEA"), 422, "/lines"),
    "an unknown field": (order("TEA", discount=100), 422, ""),
    "an unknown field inside": (order(lines=[{"sku": "TEA", "quantity": 1, "price": 1}]), 422, "/lines/0"),
    "delivery by stork": (order("TEA", delivery={"method": "stork"}), 422, "/delivery/method"),
    "delivery without an address": (order("TEA", delivery={"method": "delivery"}), 422, "/delivery"),
    "a list": ([], 422, ""),
    "a list of nothing": ([None], 422, ""),
    "a name longer than a book": (order("TEA", contact=BUYER | {"name": "x" * 10_000}), 422, "/contact/name"),
}


@pytest.mark.parametrize(("body", "status", "at"), WRONG.values(), ids=WRONG.keys())
def test_a_body_of_the_wrong_shape_is_refused_where_it_is_wrong(shop, body, status, at):
    before = [count(table) for table in TABLES]

    response = shop.post("/orders", body)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["code"] == "api.wrong_body"
    assert told["facts"]["at"] == at
    assert told["instance"] == "/api/v1/orders"
    assert [count(table) for table in TABLES] == before


REFUSED = {
    "an empty basket": (order(), 422, "orders.empty"),
    "an unknown SKU": (order("NO-SUCH"), 404, "carts.item_unknown"),
    "an unknown channel": (order("TEA", channel="moon"), 404, "stores.channel_unknown"),
    "an unknown shop": (
        order("TEA", delivery={"method": "pickup", "store": "moon"}),
        422,
        "orders.not_a_pickup_point",
    ),
    "nobody to tell": (order("TEA", contact={"name": "Buyer"}), 422, "customers.no_contact"),
    "no phone number": (order("TEA", contact={"phone": "call me"}), 422, "kernel.invalid_field"),
    "no e-mail": (order("TEA", contact={"email": "aigerim"}), 422, "kernel.invalid_field"),
    "a price of yesterday": (order("TEA", expected_total_minor=1), 409, "orders.total_changed"),
    "too many": (order("TEA", quantity=6), 409, "inventory.not_enough_stock"),
}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_in_the_shop_is_refused_by_name(shop, body, status, code):
    before = [count(table) for table in TABLES]

    response = shop.post("/orders", body)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["detail"]
    assert [count(table) for table in TABLES] == before


NOT_JSON = {
    "half of it": b'{"lines": [',
    "nothing": b"",
    "not UTF-8": b'{"note": "\xff\xfe"}',
    "half a surrogate": b'{"note": "\\ud800"}',
    "a picture": b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_400(shop, body):
    response = shop.post("/orders", body)

    assert (response.status_code, response.json()["code"]) == (400, "api.malformed_body")


def test_a_body_too_deep_or_with_nul_is_refused(shop):
    assert shop.post("/orders", b"[" * 200_000).status_code in (400, 422)
    assert shop.post("/orders", b'{"lines":' * 100_000).status_code in (400, 422)
    assert shop.post("/orders", order("TEA", note="a\x00b")).json()["code"] == "api.wrong_body"


def test_a_body_too_large_is_refused_unread(shop):
    response = shop.post("/orders", b'{"note": "' + b"x" * (60 * 1024 * 1024) + b'"}')

    assert (response.status_code, response.json()["code"]) == (413, "api.body_too_large")


def test_without_a_key_nothing_is_answered(shop):
    shop.secret = "duk_wrong"
    wrong = shop.get("/products")
    shop.secret = ""
    none = shop.get("/products")

    assert (wrong.status_code, wrong.json()["code"]) == (401, "access.key_refused")
    assert (none.status_code, none.json()["code"]) == (401, "api.key_needed")
    assert wrong["WWW-Authenticate"].startswith("Bearer")


def test_a_key_without_the_scope_is_forbidden(make, key_with):
    response = key_with("catalog.read").post("/orders", order("TEA"))

    assert (response.status_code, response.json()["code"]) == (403, "access.scope_missing")
    assert response.json()["facts"] == {"scope": "orders.place"}


def test_an_order_needs_an_idempotency_key(shop):
    assert shop.post("/orders", order("TEA"), key=None).json()["code"] == "api.idempotency_key_needed"
    assert shop.post("/orders", order("TEA"), key="x" * 201).json()["code"] == "api.bad_idempotency_key"
    assert shop.post("/orders", order("TEA"), key="ключ").status_code == 400


def test_a_refusal_speaks_the_language_of_the_reader(shop):
    told = shop.get("/nowhere", Accept_Language="ru").json()

    assert (told["status"], told["code"]) == (404, "api.no_such_address")


def test_addresses_and_methods_that_are_not_there(shop):
    assert shop.client.put("/api/v1/orders").status_code == 405
    assert shop.client.put("/api/v1/orders")["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert shop.client.options("/api/v1/orders").status_code == 204
    assert shop.get("/orders/%00").status_code == 404
    assert shop.get("/orders/%FF").status_code in (404, 422)
    assert shop.client.get("/api/").json()["code"] == "api.no_such_address"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?limit=0", 422),
        ("?limit=many", 422),
        ("?limit=1&limit=2", 422),
        ("?colour=red", 422),
        ("?cursor=%%%", 400),
        ("?cursor=W10", 400),
        ("?cursor=WyJub3QgYSBkYXRlIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0", 400),
        ("?search=%00", 422),
        ("?since=yesterday", 422),
        ("?store=moon", 404),
    ],
)
def test_a_wrong_query_is_refused(shop, query, status):
    assert shop.get(f"/orders{query}").status_code == status


def test_head_answers_without_a_body_and_an_etag_spares_the_second_reading(shop):
    full = shop.get("/products/TEA?channel=web")
    listed = shop.get("/orders")
    kept = shop.get("/orders", If_None_Match=listed["ETag"])
    head = shop.client.head("/api/v1/orders", headers={"Authorization": f"Bearer {shop.secret}"})

    assert full.status_code == 200
    assert (kept.status_code, kept.content) == (304, b"")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", listed["ETag"])


def test_too_many_requests_are_asked_to_wait(shop, settings):
    settings.API_REQUESTS_PER_SECOND = 1

    statuses = [shop.get("/me").status_code for _ in range(4)]

    assert statuses == [200, 200, 429, 429]
    assert shop.get("/me")["Retry-After"] == "1"


def test_a_fault_of_ours_tells_nothing_but_its_number(shop, monkeypatch):
    monkeypatch.setattr("duken.channels.api.me.answer", lambda *_: 1 / 0)

    response = shop.get("/me")

    assert response.status_code == 500
    assert response.json()["code"] == "api.fault"
    assert "division" not in response.content.decode()


def test_a_database_that_is_away_is_busy(shop, monkeypatch):
    from django.db import OperationalError

    def away(*_, **__):
        raise OperationalError("connection refused")

    monkeypatch.setattr("duken.channels.api.orders.browse_orders", away)

    response = shop.get("/orders")

    assert (response.status_code, response["Retry-After"]) == (503, "1")
    assert connection.is_usable()


def test_a_refusal_says_how_long_it_is(call):
    refused = call.post("/orders", {"channel": "web"})
    assert refused.status_code == 422
    assert int(refused.headers["Content-Length"]) == len(refused.content)
