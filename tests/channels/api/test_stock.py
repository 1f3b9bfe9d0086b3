"""Stock over HTTP: received, sent, counted, corrected, explained; each write once under its key."""

from __future__ import annotations

import pytest

from duken.kernel import sql
from tests.channels.api.test_orders import order


@pytest.fixture
def shop(make, call):
    make.selling("TEA", "MUG", stock=10)
    make.shop("soho")
    return call


def level(call, sku, store):
    [found] = call.get(f"/stock?sku={sku}&store={store}").json()["items"]
    return (found["on_hand"], found["held"], found["sellable"])


def lines(**quantities):
    return [{"sku": sku, "quantity": quantity} for sku, quantity in quantities.items()]


def test_goods_are_received_once_under_one_key(shop):
    body = {"store": "high-street", "lines": lines(TEA=5), "reference": "DN 1"}

    answers = [shop.post("/stock/receipts", body, key="dn-1") for _ in range(3)]
    other = shop.post("/stock/receipts", body | {"lines": lines(TEA=6)}, key="dn-1")

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert {answer.content for answer in answers} == {b'{"store":"high-street","repeated":false}'}
    assert (other.status_code, other.json()["code"]) == (409, "api.idempotency_key_reused")
    assert level(shop, "TEA", "high-street") == (15, 0, 15)


def test_a_refused_write_may_try_its_key_again(shop):
    sent = {"from_store": "soho", "to_store": "high-street", "lines": lines(TEA=1)}
    refused = shop.post("/stock/transfers", sent, key="t")
    shop.post("/stock/receipts", {"store": "soho", "lines": lines(TEA=1)})

    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.not_enough_stock")
    assert shop.post("/stock/transfers", sent, key="t").status_code == 201


def test_a_transfer_is_sent_received_and_its_difference_told(shop):
    sent = shop.post(
        "/stock/transfers", {"from_store": "high-street", "to_store": "soho", "lines": lines(TEA=4)}
    ).json()

    arrived = shop.post(f"/stock/transfers/{sent['id']}/receive", {"lines": lines(TEA=3)})

    assert sent["id"].startswith("trf_")
    assert arrived.json() == {"id": sent["id"], "status": "received", "missing": [{"sku": "TEA", "quantity": 1}]}
    assert (level(shop, "TEA", "high-street"), level(shop, "TEA", "soho")) == ((6, 0, 6), (3, 0, 3))
    assert shop.post(f"/stock/transfers/{sent['id']}/receive", {}).json()["code"] == "kernel.illegal_move"


def test_a_count_books_its_differences(shop):
    count = shop.post("/stock/counts", {"store": "high-street"}).json()["id"]
    body = {"lines": [{"sku": "TEA", "counted": 8}, {"sku": "MUG", "counted": 10}]}

    said = shop.post(f"/stock/counts/{count}/lines", body)
    closed = shop.post(f"/stock/counts/{count}/close")

    assert said.json()["lines"] == 2
    assert closed.json()["differences"] == [{"sku": "TEA", "difference": -2}]
    assert level(shop, "TEA", "high-street") == (8, 0, 8)
    assert shop.post(f"/stock/counts/{count}/lines", body).json()["code"] == "inventory.count_closed"


def test_an_adjustment_takes_no_promised_units(shop):
    shop.post("/orders", order("TEA", quantity=9))
    body = {"store": "high-street", "reason": "damaged", "lines": lines(TEA=-2)}

    assert shop.post("/stock/adjustments", body).json()["code"] == "inventory.not_enough_stock"
    assert shop.post("/stock/adjustments", body | {"lines": lines(TEA=-1)}).status_code == 201
    assert level(shop, "TEA", "high-street") == (9, 9, 0)


def test_why_something_is_not_sellable_adds_up(shop):
    shop.post("/orders", order("TEA", quantity=9))

    told = shop.get("/stock/explain?sku=TEA&store=high-street&channel=web").json()

    assert [(reason["code"], reason["quantity"]) for reason in told["reasons"]] == [("on_hand", 10), ("held", -9)]
    assert sum(reason["quantity"] for reason in told["reasons"]) == told["level"]["sellable"] == 1
    assert [promise["quantity"] for promise in told["promises"]] == [9]


def test_availability_is_told_store_by_store(shop):
    shop.post("/stock/receipts", {"store": "soho", "lines": lines(TEA=2)})

    told = shop.get("/availability?sku=TEA&sku=MUG&channel=web").json()

    assert [(item["sku"], item["sellable"]) for item in told["items"]] == [("TEA", 12), ("MUG", 10)]
    assert told["items"][0]["stores"] == [{"store": "high-street", "sellable": 10}, {"store": "soho", "sellable": 2}]
    assert told["as_of"].endswith("Z")
    assert shop.get("/availability").status_code == 422
    assert shop.get("/availability?sku=NO-SUCH").json()["code"] == "catalog.variant_unknown"


def test_levels_are_listed_page_by_page(shop):
    first = shop.get("/stock?limit=1").json()
    second = shop.get(first["next"].removeprefix("/api/v1")).json()

    assert [one["sku"] for one in first["items"] + second["items"]] == ["MUG", "TEA"]
    assert second["next"] is None


def test_a_key_of_one_store_keeps_to_it(shop, key_with):
    soho = key_with("inventory.read", "inventory.receive", "inventory.transfer", "inventory.count", stores=["soho"])

    refused = soho.post("/stock/receipts", {"store": "high-street", "lines": lines(TEA=1)})

    assert (refused.status_code, refused.json()["code"]) == (403, "access.store_forbidden")
    assert soho.get("/availability?sku=TEA").json()["items"][0]["sellable"] == 0
    assert soho.get("/stock?store=high-street").status_code == 403
    assert soho.get("/stock/explain?sku=TEA&store=high-street").status_code == 403
    assert soho.post("/stock/counts", {"store": "high-street"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stock/receipts", {"store": "high-street", "lines": []}),
        ("/stock/receipts", {"store": "moon", "lines": lines(TEA=1)}),
        ("/stock/receipts", {"store": "high-street", "lines": lines(TEA=0)}),
        ("/stock/receipts", {"store": "high-street", "lines": lines(NOPE=1)}),
        ("/stock/adjustments", {"store": "high-street", "reason": "because", "lines": lines(TEA=1)}),
        ("/stock/adjustments", {"store": "high-street", "reason": "lost", "lines": lines(TEA=-(10**12))}),
        ("/stock/transfers", {"from_store": "high-street", "to_store": "high-street", "lines": lines(TEA=1)}),
        ("/stock/transfers/trf_00000000000000000000000000/receive", {}),
        ("/stock/transfers/nonsense/receive", {}),
        ("/stock/counts/cnt_00000000000000000000000000/close", {}),
    ],
)
def test_what_makes_no_sense_moves_nothing(shop, path, body):
    before = sql.rows("SELECT count(*) FROM ledger_transfer")

    response = shop.post(path, body)

    assert response.status_code in (404, 422)
    assert response.json()["code"]
    assert sql.rows("SELECT count(*) FROM ledger_transfer") == before
    assert sql.rows("SELECT count(*) FROM api_given_answer") == [(0,)]
