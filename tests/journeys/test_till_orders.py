"""Orders of other channels at the counter: collected, brought back, made for what lies elsewhere, gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from duken.carts.reads import cart
from duken.carts.share_cart import share_cart
from duken.channels.pos import built
from duken.kernel.actor import system
from duken.orders.reads import order
from duken.tills.models import Difference, Entry
from tests.journeys.at_the_till import PHONE, PIN, TABLET, Cashier

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
BY = system("tests")


@pytest.fixture
def cashier(browser: Any, live_server: Any, make: Any) -> Iterator[Cashier]:
    """In a shop with mugs; the pot lies in the next one."""
    assert built.file(built.SHELL), "the till's app is not built: make till"
    make.selling("MUG", price_minor=1250)
    make.selling("POT", price_minor=5900, stock=0)
    make.shop("soho", position=2)
    make.stock("POT", 4, shop="soho")
    make.seller("kim@example.com", pin=PIN)
    till = make.till("K1", name="Front")
    context = browser.new_context(base_url=live_server.url, viewport=TABLET)
    at = Cashier(context.new_page())
    at.enrol(till)
    at.open_shift()
    yield at
    context.close()
    assert list(Difference.objects.values_list("kind", "facts")) == []


def _look_for(cashier: Cashier, asked: str) -> None:
    cashier.tap("Orders")
    cashier.page.get_by_label("Number, phone or name").fill(asked)
    cashier.page.keyboard.press("Enter")


def test_an_order_of_the_web_is_found_by_its_code_paid_handed_over_and_brought_back(
    cashier: Cashier, make: Any
) -> None:
    placed = make.order("MUG", quantity=3)
    make.work_off()

    cashier.scan(placed.collect_code)
    cashier.tap("Take £37.50 and hand over")
    cashier.tap(cashier.page.locator(".pay-quick button"))
    cashier.sees("Next customer")
    cashier.is_sent(2)

    assert order(placed.id, by=BY).status == "fulfilled"
    cashier.tap("Next customer")
    _look_for(cashier, placed.number)
    cashier.tap(cashier.page.get_by_role("button", name="One less"))
    cashier.tap("Faulty")
    cashier.tap("In cash")
    cashier.sees("Cash to the customer")
    cashier.is_sent(3)

    [back] = Entry.objects.get(kind="sold").body["returned"]
    assert (back["quantity"], back["amount_minor"]) == (2, 2500)
    assert [line.returned_quantity for line in order(placed.id, by=BY).lines] == [2]


def test_what_lies_in_the_next_shop_is_ordered_there_and_paid_here(cashier: Cashier, make: Any) -> None:
    cashier.page.keyboard.press("m")
    cashier.tap("Is it somewhere else?")
    cashier.page.get_by_label("Name, SKU or barcode").fill("pot")
    cashier.tap(cashier.page.locator("button.stock-place", has_text="POT"))
    cashier.tap(cashier.page.locator("button.stock-place", has_text="4 free"))
    cashier.page.get_by_label("Phone").fill("+447700900123")
    cashier.tap("Order and pay now")
    cashier.tap(cashier.page.locator(".pay-quick button"))
    cashier.sees("Next customer")
    cashier.is_sent(2)

    make.work_off()
    body = Entry.objects.get(kind="collected").body
    made = order(body["order"], by=BY)
    assert (made.status, made.total_minor, made.channel) == ("confirmed", 5900, "till")
    assert (body["is_handed_over"], body["tenders"][0]["amount_minor"]) == (False, 5900)


def test_a_basket_from_a_phone_goes_on_at_the_till_and_ends_with_the_receipt(cashier: Cashier, make: Any) -> None:
    basket = make.cart("MUG", quantity=2)
    shared = share_cart(basket.id, by=BY)

    _look_for(cashier, shared.code)
    cashier.tap("Open the basket")
    cashier.tap("Pay")
    cashier.tap(cashier.page.locator(".pay-quick button"))
    cashier.sees("Next customer")
    cashier.is_sent(2)

    assert Entry.objects.get(kind="sold").body["net_minor"] == 2500
    assert cart(basket.id, by=BY).status == "ordered"


def test_axe_finds_nothing_on_these_screens_on_a_tablet_and_a_phone_by_day_and_by_night(
    cashier: Cashier, make: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    placed = make.order("MUG", quantity=3)
    make.work_off()
    found: list[str] = []

    def look(screen: str) -> None:
        for size, scheme in ((TABLET, "light"), (PHONE, "dark")):
            cashier.page.set_viewport_size(size)
            cashier.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found.extend(f"{screen} {scheme}: {one['id']}" for one in axe.run(cashier.page).response["violations"])
            if cashier.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                found.append(f"{screen} {scheme}: runs over the edge")
        cashier.page.set_viewport_size(TABLET)

    _look_for(cashier, "kim")
    cashier.sees("Nothing found")
    look("orders")
    _look_for(cashier, placed.number)
    cashier.tap("Take £37.50 and hand over")
    cashier.sees("Ask for the six digits")
    look("order")
    cashier.page.get_by_label("Code the customer shows").fill(placed.collect_code)
    cashier.tap("Take £37.50 and hand over")
    cashier.tap(cashier.page.locator(".pay-quick button"))
    cashier.tap("Next customer")
    cashier.is_sent(2)
    _look_for(cashier, placed.number)
    cashier.sees("What comes back?")
    look("returns")
    _look_for(cashier, "")
    cashier.tap("Return without a receipt")
    cashier.scan("MUG")
    cashier.sees("today £12.50")
    look("brought")
    cashier.tap("Sell")
    cashier.page.keyboard.press("m")
    cashier.tap("Is it somewhere else?")
    cashier.page.get_by_label("Name, SKU or barcode").fill("pot")
    cashier.tap(cashier.page.locator("button.stock-place", has_text="POT"))
    cashier.sees("4 free")
    look("stock")

    assert found == []
