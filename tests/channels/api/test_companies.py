"""Companies over HTTP: written down, given a limit and buyers, ordering on account, paying, their statement."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel import ids
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from tests.channels.api.test_orders import order

pytestmark = pytest.mark.django_db
KAFANA = {
    "country": "rs",
    "tax_number": "101 134 702",
    "legal_name": "Kafana d.o.o.",
    "group": "trade",
    "terms_days": 14,
}
LIMIT = {"currency": "GBP", "limit_minor": 2000, "reason": "first season"}
PAID = {"currency": "GBP", "amount_minor": 300, "paid_on": "2026-01-05", "reference": "bank 77"}


@pytest.fixture
def kafana(make: Any, call: Any) -> str:
    make.selling("TEA", price_minor=700)
    make.price_list("trade", customer_group="trade")
    make.price("TEA", 500, price_list="trade")
    return call.post("/companies", KAFANA).json()["id"]


def test_a_company_is_saved_once_and_found(call: Any, kafana: str) -> None:
    again = call.post("/companies", KAFANA | {"tax_number": "101134702", "terms_days": 30})
    call.post("/companies", {"country": "GB", "tax_number": "GB1", "legal_name": "Bistro Ltd"})

    assert (again.status_code, again.json()["id"], again.json()["terms_days"]) == (200, kafana, 30)
    first = call.get("/companies?limit=1").json()
    [second] = call.get(first["next"].removeprefix("/api/v1")).json()["items"]
    assert [one["legal_name"] for one in (first["items"][0], second)] == ["Bistro Ltd", "Kafana d.o.o."]
    assert [one["id"] for one in call.get("/companies?search=101134702").json()["items"]] == [kafana]
    assert call.get(f"/companies/{kafana}").json()["country"] == "RS"
    wrong = call.post("/companies", KAFANA | {"tax_number": "101134703"})
    assert (wrong.status_code, wrong.json()["facts"]["field"]) == (422, "tax_number")


def test_an_order_on_account_from_limit_to_payment(call: Any, make: Any, kafana: str) -> None:
    assert call.post(f"/companies/{kafana}/limit", LIMIT).json()["available_minor"] == 2000
    quoted = call.post("/quotes", {"lines": [{"sku": "TEA", "quantity": 3}], "company": kafana})
    assert quoted.json()["total_minor"] == 1500

    paying = {"company": kafana, "payment": {"method": "on_account"}, "lines": [{"sku": "TEA", "quantity": 3}]}
    placed = call.post("/orders", order("TEA", **paying))
    refused = call.post("/orders", order("TEA", **paying, confirm_repeat=True))
    assert (placed.status_code, placed.json()["company"], placed.json()["total_minor"]) == (201, kafana, 1500)
    assert (refused.json()["code"], refused.json()["facts"]["available_minor"]) == ("companies.credit_exceeded", 500)

    order_id = ids.read("ord", placed.json()["id"])
    confirm_order(order_id, by=make.by)
    fulfil_order(order_id, by=make.by)
    for _ in range(2):
        paid = call.post(f"/companies/{kafana}/payments", PAID, key="bank-77")
    assert (paid.status_code, paid.json()["credit"]["owed_minor"]) == (201, 1200)
    other = call.post(f"/companies/{kafana}/payments", PAID | {"amount_minor": 301}, key="bank-77")
    assert other.json()["code"] == "companies.payment_key_reused"

    told = call.get(f"/companies/{kafana}/statement?currency=GBP").json()
    assert [(line["kind"], line["amount_minor"], line["left_minor"]) for line in told["lines"]] == [
        ("sale", 1500, 1200),
        ("payment", -300, None),
    ]
    assert (told["lines"][0]["order"], told["ageing"]["current_minor"], told["overdue_minor"]) == (
        placed.json()["id"],
        1200,
        0,
    )


def test_a_buyer_is_somebody_with_a_card(call: Any, make: Any, kafana: str) -> None:
    ann = make.company_buyer()
    named = {"customer": ids.show("cus", ann.customer), "role": "buyer"}

    saved = call.post(f"/companies/{kafana}/buyers", named | {"limit_minor": 900, "limit_currency": "GBP"})

    assert saved.json() == call.get(f"/companies/{kafana}/buyers").json()
    assert saved.json()["buyers"] == [named | {"limit_minor": 900, "limit_currency": "GBP"}]
    stranger = call.post(f"/companies/{kafana}/buyers", named | {"customer": ids.show("cus", ids.new_id())})
    assert stranger.json()["code"] == "customers.missing"


def test_a_key_without_the_scope_neither_sees_nor_orders_for_it(key_with: Any, kafana: str) -> None:
    caller = key_with("orders.place", "carts.quote")

    assert caller.get(f"/companies/{kafana}").status_code == 403
    placed = caller.post("/orders", order("TEA", company=kafana))
    quoted = caller.post("/quotes", {"lines": [{"sku": "TEA", "quantity": 1}], "company": kafana})
    assert (placed.status_code, placed.json()["code"]) == (403, "access.scope_missing")
    assert (quoted.status_code, quoted.json()["code"]) == (404, "companies.missing")
