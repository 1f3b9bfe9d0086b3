"""The office in a real browser: by keyboard, refund in three presses, and nothing that keeps anybody out."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.staff import create_staff
from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.catalog.reads import variants_by_sku
from duken.conversations.campaigns.audience import Audience
from duken.conversations.campaigns.draft import save_campaign
from duken.conversations.campaigns.sending import start_campaign
from duken.customers.consents.give import Consenting, give_consents
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.loyalty.policies import Tier
from duken.orders.reads import order
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.reads import payments_of
from duken.payments.settle import take_payment
from duken.stores import reads as stores

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
BY = system("tests")
PASSWORD = "a long walk to the shop"


@pytest.fixture
def office(page: Any, shop: Any) -> Any:
    """Signed in as the owner, at a desk."""
    create_staff("owner@example.com", password=PASSWORD, roles=[("owner", None)], by=BY)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto("/office/")
    page.fill("#id_email", "owner@example.com")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")
    return page


def test_an_order_is_found_by_phone_and_refunded_in_three_presses(office, shop):
    placed = shop.order("MUG")
    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=BY)

    office.keyboard.press("Control+k")
    office.keyboard.type("07700 900123")
    office.wait_for_selector(f'[role="option"]:has-text("{placed.number}")')
    office.keyboard.press("Enter")
    office.click('[data-opens="refund"]')
    office.dblclick('#refund button:has-text("Give back")')
    office.wait_for_selector(".notice.good")

    [payment] = payments_of([placed.id], by=BY)[placed.id]
    assert payment.refunded_minor == payment.captured_minor == placed.total_minor


def test_a_list_is_worked_by_keyboard(office, shop):
    shop.order("MUG")
    placed = shop.order("LANTERN")

    office.goto("/office/orders/?view=all")
    office.keyboard.press("j")
    office.keyboard.press("x")
    assert office.inner_text(".chosen-count") == "1"
    office.keyboard.press("/")
    office.keyboard.type(placed.number)
    office.wait_for_selector("#list tbody tr:only-child")
    office.keyboard.press("Escape")
    office.locator("#list-search").blur()
    office.keyboard.press("j")
    office.keyboard.press("Enter")
    office.wait_for_url(f"**/orders/{placed.id}/")
    assert order(placed.id, by=BY).number in office.title()


def test_scanned_twice_is_two(office, shop):
    office.goto("/office/stock/book/receive/")
    for _ in range(2):
        office.fill("#scan", "MUG")
        office.keyboard.press("Enter")
        office.wait_for_selector("#scan:focus")
        office.wait_for_timeout(400)

    assert office.locator("#paper-rows tr").count() == 1
    assert office.input_value("#paper-rows input[name=quantity]") == "2"


def of_the_newest_pages(shop: Any) -> tuple[Any, Any, dict[str, Any], Any, Any]:
    """Somebody with points and a basket at the desk, a promotion, a gift card, an offer written and one sent."""
    shop.channel("phone")
    shop.channel("chat", name="Chat")
    shop.programme(tiers=(Tier("silver", "Silver", 20_000, 1500),))
    [ann] = recognise_customers([Contact("Ann Lee", "+447700900111", "ann@example.com")], by=BY)
    give_consents([Consenting("marketing", ann)], by=BY)
    shop.points(ann, 300)
    basket = open_cart(customer_id=ann, channel="web", by=BY)
    add_line(basket, variant_id=shop.variant("MUG").id, quantity=1, by=BY)
    twice = shop.promotion("TWICE", {"type": "points", "per_mille": 2000}, name="Double points")
    [gift] = issue_gift_cards(1, each=Money(1500, "GBP"), batch="axe", by=BY)
    words = {"en": ("New tea", "Come and taste it."), "ru": ("Чай", "Приходите.")}
    written, sent = (save_campaign(None, name=name, audience=Audience(), words=words, by=BY) for name in ("a", "b"))
    start_campaign(sent, by=BY)
    return ann, basket, {"gift": gift.id, "sent": sent}, twice.id, written


def test_nothing_on_any_page_keeps_anybody_out(office, shop):
    """axe-core finds nothing at desk or phone width, light or dark, and no page runs over its edge."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    placed = shop.order("MUG")
    mug, high = variants_by_sku(["MUG"])["MUG"], stores.location("high-street")
    card, basket, club, promotion, offer = of_the_newest_pages(shop)
    paths = [
        "desk/", f"desk/basket/{basket}/", f"desk/done/{placed.id}/", "gift-cards/", f"gift-cards/{club['gift']}/",
        "promotions/", "promotions/new/", f"promotions/{promotion}/", "loyalty/", "loyalty/members/?q=ann",
        f"loyalty/members/{card}/", "offers/", "offers/new/", f"offers/{offer}/", f"offers/{club['sent']}/",
        f"customers/{card}/", "customers/merges/",
        "", "orders/?view=all", f"orders/{placed.id}/", f"orders/{placed.id}/slip/", "products/",
        f"products/{mug.product_id}/", "products/new/", "categories/", "prices/", "prices/edit/", "stock/",
        f"stock/{mug.id}/", f"stock/{mug.id}/{high.id}/web/", "stock/book/receive/", "stock/transfers/",
        "stock/counts/new/", "customers/", "files/", "staff/", "staff/new/", "staff/keys/new/", "audit/", "profile/",
    ]  # fmt: skip

    found = []
    for width, theme in ((1366, "light"), (390, "dark")):
        office.set_viewport_size({"width": width, "height": 844})
        office.emulate_media(color_scheme=theme)
        for path in paths:
            office.goto(f"/office/{path}")
            office.wait_for_load_state("networkidle")
            found += [f"{path} {width}: {one['id']}" for one in axe.run(office).response["violations"]]
            if office.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} {width}: wider than the screen")
    assert found == []
