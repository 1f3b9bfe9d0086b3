"""What a shopper does, from a mistyped word to a code for the counter, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from duken.access.shoppers import shopper_with
from duken.channels.storefront.accounts import recognise
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.reads import orders
from duken.payments.gift_cards.credit import grant_credit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_typo_a_shop_an_order_and_a_code(page: Any, shop: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("lantren")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Lantern").first.click()
    page.get_by_role("button", name="Choose Soho").click()
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_text("Put into the basket").wait_for()
    page.goto("/checkout/")
    page.get_by_label("Name", exact=True).fill("Shopper")
    page.get_by_label("Phone", exact=True).fill("020 7946 0018")
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url(re.compile("/order/"))

    [order] = orders(by=shop.by)
    assert order.method == "pickup"
    assert page.locator(".code-plate .code").inner_text() == order.collect_code


def test_a_double_click_on_the_button_is_one_order(page: Any, shop: Any) -> None:
    page.goto("/p/mug/")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_text("Put into the basket").wait_for()
    page.goto("/checkout/")
    page.get_by_label("Name", exact=True).fill("Shopper")
    page.get_by_label("Phone", exact=True).fill("020 7946 0018")
    page.get_by_role("button", name="Place the order").dblclick()
    page.wait_for_url(re.compile("/order/"))

    assert len(orders(by=shop.by)) == 1


def test_without_javascript_an_order_can_be_placed(browser: Any, live_server: Any, shop: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=mug")
    page.get_by_role("link", name="Mug").first.click()
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="To checkout").click()
    page.get_by_role("radio", name=re.compile("^Delivery")).check()
    page.get_by_label("Street, house, flat").fill("1 High Street")
    page.get_by_label("Name", exact=True).fill("Shopper")
    page.get_by_label("E-mail", exact=True).fill("anna@example.com")
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url(re.compile("/order/"))
    context.close()

    [order] = orders(by=shop.by)
    assert (order.method, order.delivery_minor) == ("delivery", 399)


PATHS = ["/", "/search/?q=mug", "/search/?q=nothing", "/p/lantern/", "/shops/", "/shops/soho/", "/delivery/", "/about/",
         "/basket/", "/checkout/", "/compare/", "/account/sign-in/", "/account/sign-in/password/", "/gift-card/",
         "/nothing/", "/kk/p/lantern/"]  # fmt: skip
OWN_PATHS = ["/account/", "/account/points/", "/account/credit/", "/account/devices/", "/account/password/",
             "/account/privacy/", "/checkout/"]  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 360)])
def test_nobody_is_shut_out(browser: Any, live_server: Any, shop: Any, scheme: str, width: int) -> None:
    """axe-core finds nothing on any page (WCAG 2.2 AA and best practice), and nothing runs over the edge."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        base_url=live_server.url, color_scheme=scheme, viewport={"width": width, "height": 844}
    )
    page = context.new_page()
    for product in ("lantern", "mug"):
        page.goto(f"/p/{product}/")
        page.get_by_role("button", name="Add to basket").click()
        page.get_by_text("Put into the basket").wait_for()
        page.get_by_role("button", name="Compare").first.click()
    placed = shop.order("LANTERN")

    found = []
    for path in [*PATHS, f"/order/{placed.secret}/"]:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path}: wider than the screen")
        found += [f"{path}: {one['id']}" for one in axe.run(page).response["violations"]]
    context.add_cookies([{"name": "sessionid", "value": signed_in("ann@example.com"), "url": live_server.url}])
    for path in OWN_PATHS:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path}: wider than the screen")
        found += [f"{path}: {one['id']}" for one in axe.run(page).response["violations"]]
    context.close()

    assert found == []


def signed_in(email: str) -> str:
    """The session of a shopper with credit, points and a password."""
    user = shopper_with(email=email)
    assert user
    user.set_password("a long walk to the shop")
    user.save()
    recognise(user)
    assert user.customer_id
    grant_credit(user.customer_id, amount=Money(300, "GBP"), reason="came back", key="1", by=system("tests"))
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return str(client.cookies["sessionid"].value)
