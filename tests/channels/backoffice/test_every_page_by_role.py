"""Every page of the office against every role: what a role does not hold it does not see, in no store of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from duken.access.scopes import ROLES
from duken.catalog.reads import variants_by_sku
from duken.channels.backoffice import urls
from duken.kernel import ids
from duken.stores import reads as stores

ROLES_TRIED = sorted(ROLES)
WITHOUT_DOOR = {"sign_in", "sign_out"}


def every_pattern(patterns: list[Any]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from every_pattern(one.url_patterns)
        elif "store_screen" not in one.callback.__module__:
            yield one


PATTERNS = [one for one in every_pattern(urls.urlpatterns) if one.name not in WITHOUT_DOOR]


@pytest.fixture
def things(db: Any, make: Any) -> dict[str, Any]:
    """One of everything an address may name, in High Street."""
    from duken.channels.imports.receive_file import receive_file
    from duken.customers.recognise import Contact, recognise_customers
    from duken.inventory.count import start_count
    from duken.inventory.transfer import dispatch_transfer
    from duken.kernel.actor import system

    by = system("tests")
    make.selling("TEA", stock=9)
    make.shop("low-street")
    tea, high = variants_by_sku(["TEA"])["TEA"], stores.location("high-street")
    low = stores.location("low-street")
    [customer] = recognise_customers([Contact("Ann", phone="+447700900123")], by=by)
    return {
        "order_id": make.order("TEA").id,
        "cart_id": make.cart("TEA").id,
        "promotion_id": ids.new_id(),
        "candidate_id": 1,
        "repeated_id": 1,
        "product_id": tea.product_id,
        "variant_id": tea.id,
        "location_id": high.id,
        "channel": "web",
        "customer_id": customer,
        "company_id": make.company(),
        "payment_id": ids.new_id(),
        "currency": "gbp",
        "count_id": start_count(location_id=high.id, by=by),
        "transfer_id": dispatch_transfer(
            [(tea.id, 1)], from_location_id=high.id, to_location_id=low.id, key="t", by=by
        ),
        "import_id": receive_file("products", name="tea.csv", chunks=[b"sku;name\nTEA;Tea\n"], by=by),
        "view_id": ids.new_id(),
        "till_id": make.till("A1", shop="high-street"),
        "shift_id": ids.new_id(),
        "difference_id": ids.new_id(),
        "place_id": high.id,
        "card_id": ids.new_id(),
        "offer_id": ids.new_id(),
        "webhook_id": ids.new_id(),
        "delivery": 1,
        "batch_id": ids.new_id(),
        "user_id": ids.new_id(),
        "prefix": "duk_none",
        "code": "receive",
        "piece": "stock",
    }


def address_of(pattern: URLPattern, things: dict[str, Any]) -> str:
    names = pattern.pattern.converters
    return reverse(f"office:{pattern.name}", kwargs={name: things[name] for name in names})


def test_every_page_says_who_may_see_it():
    unclassified = [one.name for one in PATTERNS if not hasattr(one.callback, "scopes")]

    assert unclassified == []


@pytest.mark.parametrize("role", ROLES_TRIED)
def test_a_role_sees_exactly_the_pages_it_holds(role, sign_in, things):
    browser = sign_in(role)

    for pattern in PATTERNS:
        held = not pattern.callback.scopes or any(scope in ROLES[role] for scope in pattern.callback.scopes)
        status = browser.get(address_of(pattern, things)).status_code
        if pattern.name == "paper":
            held = "inventory.receive" in ROLES[role]
        if held:
            assert status != 403, (role, pattern.name)
        else:
            assert status in (403, 405), (role, pattern.name, status)


@pytest.mark.parametrize("role", ROLES_TRIED)
def test_what_a_role_may_not_do_it_cannot_post(role, sign_in, things):
    browser = sign_in(role)

    for pattern in PATTERNS:
        if pattern.callback.scopes and not any(scope in ROLES[role] for scope in pattern.callback.scopes):
            assert browser.post(address_of(pattern, things)).status_code == 403, (role, pattern.name)


def test_a_stranger_and_a_shopper_are_sent_to_the_door(things, django_user_model):
    shopper = Client()
    shopper.force_login(
        django_user_model.objects.create_user("shopper@example.com", "x"), "django.contrib.auth.backends.ModelBackend"
    )

    for browser in (Client(), shopper):
        for pattern in PATTERNS:
            for ask in (browser.get, browser.post):
                response = ask(address_of(pattern, things))
                if response.status_code != 405:
                    assert response.status_code == 302, pattern.name
                    assert response["Location"].startswith("/office/login/"), pattern.name


def test_an_order_of_another_store_is_not_there(sign_in, things):
    manager = sign_in("manager", at="low-street")
    of_order = [one for one in PATTERNS if "order_id" in one.pattern.converters]

    for pattern in of_order:
        address = address_of(pattern, things)
        assert manager.get(address).status_code in (404, 405), pattern.name
        form = {"reason": "other", "line": things["order_id"], "seen": 1, "left": 0, "payment": things["order_id"]}
        assert manager.post(address, form | {"amount": "1", "key": ids.new_id()}).status_code in (404, 405), (
            pattern.name
        )

    assert "TEA" not in manager.get("/office/orders/").content.decode()
    assert manager.get(f"/office/palette/?q={number_of(things)}").content.count(b"/office/orders/0") == 0


def test_stock_of_another_store_is_refused(sign_in, things):
    manager = sign_in("manager", at="low-street")

    why = reverse("office:stock_why", args=[things["variant_id"], things["location_id"], "web"])
    assert manager.get(why).status_code == 403
    assert manager.get(reverse("office:count", args=[things["count_id"]])).status_code == 404
    booked = manager.post(
        "/office/stock/book/receive/",
        {"place": things["location_id"], "variant": things["variant_id"], "quantity": 5, "key": ids.new_id()},
    )
    assert booked.status_code == 422


def number_of(things: dict[str, Any]) -> str:
    from duken.kernel.actor import system
    from duken.orders.reads import order

    return order(things["order_id"], by=system("tests")).number
