"""Taking orders for customers, in a real browser: by keyboard alone, in few keys, while the customer looks on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from duken.access.staff import create_staff
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.orders.reads import orders
from tests.journeys.cursor import cursor_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY = system("tests")
PASSWORD = "a long walk to the shop"
MOST_KEYS = 35


@pytest.fixture
def anna(shop: Any) -> Any:
    shop.channel("phone")
    [card] = recognise_customers([Contact("Anna Smith", "+442079460018", "anna@example.com")], by=BY)
    return card


@pytest.fixture
def desk(page: Any, anna: Any) -> Any:
    """Somebody who answers the phone, signed in, at the desk."""
    create_staff("agent@example.com", password=PASSWORD, roles=[("agent", None)], by=BY)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto("/office/desk/")
    page.fill("#id_email", "agent@example.com")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/desk/")
    cursor_in("who", page)
    return page


class Keys:
    """Counts every key that goes down, as the page sees it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.pressed = 0

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def press(self, chord: str) -> None:
        self.pressed += len(chord.split("+"))
        self.page.keyboard.press(chord)


def test_a_phone_order_for_a_known_customer_takes_few_keys_and_no_mouse(desk: Any, anna: Any, shop: Any) -> None:
    keys = Keys(desk)

    keys.type("2079460018")
    keys.press("Enter")
    desk.wait_for_url("**/office/desk/basket/**")
    cursor_in("article", desk)
    keys.type("lantern")
    keys.press("Enter")
    desk.wait_for_selector("#desk-live td:has-text('LANTERN')")
    keys.type("2*mug")
    keys.press("Enter")
    desk.wait_for_selector("#desk-live td:has-text('MUG')")
    keys.press("Control+Enter")
    desk.wait_for_url("**/office/desk/done/**")

    [placed] = orders(by=BY)
    assert (placed.customer_id, placed.channel, placed.method) == (anna, "phone", "pickup")
    assert placed.contact_phone == "+442079460018"
    assert desk.locator("h1").inner_text().strip() == f"Order {placed.number} is placed"
    keys.press("Alt+n")
    desk.wait_for_url("**/office/desk/")
    cursor_in("who", desk)
    assert keys.pressed <= MOST_KEYS


@pytest.mark.proof
def test_suggestions_are_chosen_with_the_arrows(desk: Any) -> None:
    desk.keyboard.type("anna")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/office/desk/basket/**")
    cursor_in("article", desk)
    desk.keyboard.type("mu")
    desk.wait_for_selector('[role="option"]:has-text("MUG")')
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#desk-live td:has-text('MUG')")

    assert desk.input_value("#article") == ""
    assert desk.evaluate("document.activeElement.id") == "article"


@pytest.mark.proof
def test_who_is_not_known_gets_a_card_without_typing_the_phone_twice(desk: Any) -> None:
    desk.keyboard.type("020 7946 0999")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#new-title")
    assert desk.input_value("#new-phone") == "+442079460999"
    desk.keyboard.type("Boris")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/office/desk/basket/**")
    cursor_in("article", desk)

    assert "Boris" in desk.locator("h1").inner_text()


@pytest.mark.proof
def test_the_same_again_is_asked_about_before_it_is_placed(desk: Any, shop: Any) -> None:
    for _ in range(2):
        desk.goto("/office/desk/")
        cursor_in("who", desk)
        desk.keyboard.type("anna")
        desk.keyboard.press("Enter")
        desk.wait_for_url("**/office/desk/basket/**")
        cursor_in("article", desk)
        desk.keyboard.type("mug")
        desk.keyboard.press("Enter")
        desk.wait_for_selector("#desk-live td:has-text('MUG')")
        desk.keyboard.press("Control+Enter")
        desk.wait_for_selector("#repeat, h1:has-text('is placed')")

    [first] = orders(by=BY)
    assert first.number in desk.inner_text("#repeat")
    desk.get_by_role("button", name="Place another one").click()
    desk.wait_for_url("**/office/desk/done/**")
    assert len(orders(by=BY)) == 2


def test_without_a_script_an_order_can_be_taken(browser: Any, live_server: Any, anna: Any, shop: Any) -> None:
    create_staff("agent@example.com", password=PASSWORD, roles=[("agent", None)], by=BY)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/office/desk/")
    page.fill("#id_email", "agent@example.com")
    page.fill("#id_password", PASSWORD)
    page.click("form button.primary")
    page.fill("#who", "anna")
    page.click("form.desk-find button")
    page.fill("#article", "mug")
    page.click("#desk-put button")
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url(re.compile("/desk/done/"))
    context.close()

    assert len(orders(by=BY)) == 1
