"""One basket: begun on a phone, worked on at the desk while its owner looks on, ordered on a desktop. One order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import expect

from duken.access.staff import create_staff
from duken.carts.reads import cart, cart_story
from duken.customers.reads import customers
from duken.kernel import events, sql
from duken.kernel.actor import system
from duken.orders.reads import orders, orders_with_ids
from tests.journeys.cursor import cursor_in
from tests.journeys.news import news

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
BY = system("tests")
PASSWORD = "a long walk to the shop"
AT_ONCE = 3_000  # milliseconds in which somebody else's change is on the screen


@contextmanager
def device(browser: Any, address: str, width: int) -> Iterator[Any]:
    """A browser of its own: its cookies are nobody else's. The server wrote its policy before the address of the news
    of this test was known, so the policy is not asked here."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844}, bypass_csp=True)
    opened = context.new_page()
    yield opened
    context.close()


def sign_in_by_mail(page: Any, email: str) -> None:
    page.goto("/account/sign-in/")
    page.fill("input[name=contact]", email)
    page.get_by_role("button", name="Send the code").click()
    page.wait_for_url("**/account/code/")
    code = re.search(r"code for the shop is (\S+)\.", mail.outbox[-1].body)
    assert code
    page.fill("input[name=code]", code[1])
    page.locator("main").get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/account/")


def test_begun_on_a_phone_changed_at_the_desk_ordered_on_a_desktop(
    browser: Any, live_server: Any, shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.channel("phone")
    create_staff("vera@example.com", password=PASSWORD, roles=[("agent", None)], by=BY)
    address = live_server.url
    with (
        news(address, monkeypatch),
        device(browser, address, 390) as phone,
        device(browser, address, 1366) as desk,
        device(browser, address, 1280) as desktop,
    ):
        # A guest begins on the phone and shows a code.
        phone.goto("/p/mug/")
        phone.get_by_role("button", name="Add to basket").click()
        phone.get_by_text("Put into the basket").wait_for()
        phone.goto("/p/pot/")
        phone.goto("/basket/")
        phone.get_by_role("button", name="Continue on another device").click()
        code = phone.locator("[data-code]").inner_text()

        # At the desk the code opens that very basket; what is put in there shows on the phone by itself.
        desk.goto("/office/desk/")
        desk.fill("#id_email", "vera@example.com")
        desk.fill("#id_password", PASSWORD)
        desk.keyboard.press("Enter")
        desk.wait_for_url("**/office/desk/")
        cursor_in("who", desk)
        desk.keyboard.type(code)
        desk.keyboard.press("Enter")
        desk.wait_for_url("**/office/desk/basket/**")
        cursor_in("article", desk)
        expect(desk.locator("#desk-live")).to_contain_text("MUG")
        expect(desk.locator("main")).to_contain_text("POT")  # looked at last
        desk.keyboard.type("lantern")
        desk.keyboard.press("Enter")
        expect(desk.locator("#desk-live")).to_contain_text("LANTERN")
        expect(phone.locator("#basket")).to_contain_text("Lantern", timeout=AT_ONCE)
        expect(phone.locator("#basket")).to_contain_text("vera@example.com from the shop", timeout=AT_ONCE)

        # And the other way round.
        mugs = phone.locator("#basket li.line", has_text="Mug")
        mugs.get_by_role("button", name="One more").click()
        expect(desk.locator("#desk-live tr", has_text="MUG").locator("input[type=number]")).to_have_value(
            "2", timeout=AT_ONCE
        )

        # The owner goes on at a desktop: by another code, then signing in; the basket is theirs.
        phone.goto("/basket/")
        phone.get_by_role("button", name="Continue on another device").click()
        desktop.goto("/basket/open/")
        desktop.fill("#code", phone.locator("[data-code]").inner_text())
        desktop.get_by_role("button", name="Open the basket").click()
        expect(desktop.locator("#basket")).to_contain_text("Lantern")
        sign_in_by_mail(desktop, "anna@example.com")
        desktop.goto("/checkout/")
        desktop.get_by_label("Name", exact=True).fill("Anna")
        desktop.get_by_label("Phone", exact=True).fill("020 7946 0018")
        desktop.get_by_role("button", name="Place the order").click()
        desktop.wait_for_url(re.compile("/order/"))

        # One basket, one customer, one order; the story is whole.
        [placed] = orders_with_ids([one.id for one in orders(by=BY)])
        [anna] = customers(by=BY)
        assert placed.customer_id == anna.id
        assert sorted((line.sku, line.quantity) for line in placed.lines) == [("LANTERN", 1), ("MUG", 2)]
        assert sql.rows("SELECT id, order_id FROM carts_cart") == [(placed.cart_id, placed.id)]
        kinds = [(step.kind, step.channel) for step in cart_story(placed.cart_id, by=BY)]
        assert [one for one in kinds if one[0] not in ("contact_given", "delivery_chosen", "requoted")] == [
            ("opened", "web"), ("line_added", "web"), ("shared", "web"), ("taken_over", "phone"),
            ("attended", "phone"), ("line_added", "phone"), ("quantity_set", "web"), ("shared", "web"),
            ("taken_over", "web"), ("adopted", "web"), ("ordered", "web"),
        ]  # fmt: skip
        assert cart(placed.cart_id, by=BY).customer_id == anna.id
        expect(desk.locator("#desk-live")).to_contain_text("This basket was ordered", timeout=AT_ONCE)
        desk.goto(f"/office/orders/{placed.id}/")
        desk.click("#basket-story summary")
        expect(desk.locator("#basket-story")).to_contain_text("Web → Phone")

        # The same from another channel is recognised.
        desk.goto("/office/desk/")
        cursor_in("who", desk)
        desk.keyboard.type("anna@example.com")
        desk.keyboard.press("Enter")
        desk.wait_for_url("**/office/desk/basket/**")
        cursor_in("article", desk)
        for typed in ("lantern", "2*mug"):
            desk.keyboard.type(typed)
            desk.keyboard.press("Enter")
            expect(desk.locator("#desk-live")).to_contain_text(typed[-3:].upper())
        desk.keyboard.press("Control+Enter")
        expect(desk.locator("#repeat")).to_contain_text(placed.number)
        assert len(orders(by=BY)) == 1
        noticed = [one for one in events.story_of("order", placed.id) if one.name == "orders.RepeatNoticed"]
        assert [one.facts["how"] for one in noticed] == ["refused"]
