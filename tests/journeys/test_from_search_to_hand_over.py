"""The whole path: found with a typo, ordered, paid at the gateway, picked by the shop, handed over by code."""

from __future__ import annotations

import re
from typing import Any

import pytest

from duken.access.staff import create_staff
from duken.orders.reads import orders
from duken.stores import reads as stores

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"


def signed_in(browser: Any, address: str) -> Any:
    page = browser.new_context(base_url=address, viewport={"width": 1366, "height": 900}).new_page()
    page.goto("/office/login/?next=/store/soho/")
    page.get_by_label("E-mail").fill("picker@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def test_found_with_a_typo_paid_picked_and_handed_over(
    page: Any, browser: Any, live_server: Any, shop: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = live_server.url
    roles = [("cashier", stores.location("soho").id)]
    create_staff("picker@example.com", password=PASSWORD, roles=roles, by=shop.by)

    page.goto("/search/?q=lantren")
    page.get_by_role("link", name="Lantern").first.click()
    page.get_by_role("button", name="Choose Soho").click()
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_text("Put into the basket").wait_for()
    page.goto("/checkout/")
    page.get_by_label("Name", exact=True).fill("Shopper")
    page.get_by_label("Phone", exact=True).fill("020 7946 0018")
    page.get_by_role("radio", name=re.compile("Card, online")).check()
    page.get_by_role("button", name="Place the order").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    page.wait_for_url(re.compile("/order/[^/]+/$"))
    assert page.get_by_text("Paid.").count() == 1
    shop.work_off()
    [order] = orders(by=shop.by)

    counter = signed_in(browser, live_server.url)
    counter.get_by_role("link", name=order.number).click()
    counter.get_by_role("button", name="Pick 1").click()
    counter.get_by_role("button", name="Ready: tell the customer").click()
    counter.get_by_role("heading", name="Hand over").wait_for()
    shop.work_off()
    page.reload()
    assert page.get_by_role("heading", name="Ready: come and collect it").count() == 1
    page.get_by_role("button", name="I am here").click()
    code = page.locator(".code-plate .code").inner_text()
    counter.get_by_label("The customer’s code").fill(code)
    counter.get_by_role("button", name="Handed over").click()
    counter.wait_for_load_state()
    shop.work_off()

    page.reload()
    assert page.get_by_role("heading", name="Handed over. Thank you!").count() == 1
    [order] = orders(by=shop.by)
    assert order.status == "fulfilled"
