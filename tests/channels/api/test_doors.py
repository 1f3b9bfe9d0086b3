"""Every operation is known here with its scope: one that is not classified fails."""

from __future__ import annotations

import pytest

from duken.access.scopes import SCOPES
from duken.channels.api.api import api
from duken.channels.api.keys import ScopedKey

OPEN = ("no key",)  # who comes through it gets one
DOORS = {
    "GET /availability": ("inventory.read",),
    "GET /companies": ("companies.read",),
    "GET /companies/{company_id}": ("companies.read",),
    "GET /companies/{company_id}/buyers": ("companies.read",),
    "GET /companies/{company_id}/statement": ("companies.read",),
    "GET /events": ("events.read",),
    "GET /gift-cards": ("gift_cards.read",),
    "GET /me": (),
    "GET /orders": ("orders.read",),
    "GET /orders/{order_id}": ("orders.read", "orders.place"),
    "GET /products": ("catalog.read",),
    "GET /products/{sku}": ("catalog.read",),
    "GET /stock": ("inventory.read",),
    "GET /stock/explain": ("inventory.read",),
    "GET /stores": ("stores.read",),
    "GET /till/articles": ("tills.sell",),
    "GET /till/articles/by-barcode": ("tills.sell",),
    "GET /till/articles/search": ("tills.sell",),
    "GET /till/changes": ("tills.sell",),
    "GET /till/customers": ("tills.sell",),
    "GET /till/orders": ("tills.sell",),
    "GET /till/settings": ("tills.sell",),
    "GET /till/stock": ("tills.sell",),
    "GET /webhooks": ("webhooks.manage",),
    "GET /webhooks/events": ("webhooks.manage",),
    "GET /webhooks/{webhook_id}": ("webhooks.manage",),
    "GET /webhooks/{webhook_id}/deliveries": ("webhooks.manage",),
    "POST /companies": ("companies.write",),
    "POST /companies/{company_id}/buyers": ("companies.write",),
    "POST /companies/{company_id}/limit": ("companies.limit",),
    "POST /companies/{company_id}/payments": ("companies.payments",),
    "POST /gift-cards": ("gift_cards.issue",),
    "POST /gift-cards/balance": ("orders.place",),
    "POST /gift-cards/{card_id}/block": ("gift_cards.block",),
    "POST /orders": ("orders.place",),
    "POST /orders/{order_id}/cancel": ("orders.cancel", "orders.place"),
    "POST /quotes": ("carts.quote",),
    "POST /stock/adjustments": ("inventory.adjust",),
    "POST /stock/counts": ("inventory.count",),
    "POST /stock/counts/{count_id}/close": ("inventory.count",),
    "POST /stock/counts/{count_id}/lines": ("inventory.count",),
    "POST /stock/receipts": ("inventory.receive",),
    "POST /stock/transfers": ("inventory.transfer",),
    "POST /stock/transfers/{transfer_id}/receive": ("inventory.transfer",),
    "POST /till/baskets/open": ("tills.sell",),
    "POST /till/customers": ("tills.sell",),
    "POST /till/enrol": OPEN,
    "POST /till/entries": ("tills.sell",),
    "POST /till/health": ("tills.sell",),
    "POST /till/leases": ("tills.sell",),
    "POST /till/orders": ("tills.sell",),
    "POST /till/receipts/{number}/send": ("tills.sell",),
    "POST /webhooks": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/deliveries/{delivery}/again": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/pause": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/remove": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/resume": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/secret": ("webhooks.manage",),
    "POST /webhooks/{webhook_id}/test": ("webhooks.manage",),
}


def operations():
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield f"{method} {path}", operation


def test_every_operation_has_the_scope_written_here():
    found = {}
    for name, operation in operations():
        if not operation.auth_callbacks:
            found[name] = OPEN
            continue
        [door] = operation.auth_callbacks
        assert isinstance(door, ScopedKey), name
        found[name] = door.scopes

    assert found == DOORS
    assert {scope for scopes in DOORS.values() for scope in scopes} <= {*SCOPES, *OPEN}


@pytest.mark.parametrize("name", [name for name, scopes in DOORS.items() if scopes != OPEN])
def test_no_door_opens_without_a_key_or_with_the_wrong_one(name, key_with):
    method, path = name.split(" ", 1)
    path = path.replace("{order_id}", "ord_00000000000000000000000000").replace("{sku}", "TEA")
    path = path.replace("{company_id}", "com_00000000000000000000000000")
    path = path.replace("{transfer_id}", "trf_00000000000000000000000000")
    path = path.replace("{count_id}", "cnt_00000000000000000000000000").replace("{delivery}", "1")
    path = path.replace("{webhook_id}", "whk_00000000000000000000000000")
    others = key_with(*(SCOPES.keys() - set(DOORS[name])))
    nobody = key_with()
    nobody.secret = ""

    def ask(caller):
        return caller.get(path) if method == "GET" else caller.post(path)

    assert ask(nobody).status_code == 401
    assert ask(others).status_code == (403 if DOORS[name] else 200)


def test_the_document_says_the_same():
    document = api.get_openapi_schema(path_prefix="/api/v1/")

    told = {
        f"{method.upper()} {path.removeprefix('/api/v1')}": tuple(operation["x-scopes"])
        if operation["security"]
        else OPEN
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }

    assert told == DOORS
