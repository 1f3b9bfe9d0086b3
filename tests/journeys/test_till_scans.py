"""A thousand scans with real keys, as a scanner presses them, and some on each screen: under four layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from tests.journeys.played_till import BARCODE, CODE, COUPON, PIN, PlayedTill
from tests.journeys.scanner import LAYOUTS, Scanner

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]

SCANS = 42  # at each of six places and under each layout: 6 × 4 × 42 = 1,008
FEW = 6  # on each screen and sheet
A_PERSONS_HAND = 300  # milliseconds between a shortcut and the first scan
TYPED_IN = """[...document.querySelectorAll("input, .pin-dots, .pay-display")]
  .map((one) => one.value ?? one.textContent).join("")"""
# A till that took a scan sounds high, one that refused it sounds low.
HEARD = """
window.heard = {taken: 0, refused: 0};
window.OscillatorNode = class extends OscillatorNode {
  constructor(audio, said) {
    super(audio, said);
    if (said.frequency === 1320) heard.taken += 1;
    if (said.frequency === 220) heard.refused += 1;
  }
};
"""

Going = Callable[[Any], None]


def _screen(name: str) -> Going:
    return lambda till: till.get_by_role("button", name=name, exact=True).first.click()


def _nowhere(till: Any) -> None:
    till.evaluate("document.activeElement.blur()")


def _panel(key: str, field: str = "") -> Going:
    def opened(till: Any) -> None:
        _nowhere(till)
        till.keyboard.press(key)
        if field:
            till.locator(field).wait_for()
            till.locator(field).focus()
        till.wait_for_timeout(A_PERSONS_HAND)

    return opened


def _way(*steps: str | Going) -> Going:
    """Buttons by their words, one after another."""

    def gone(till: Any) -> None:
        for step in steps:
            (_screen(step) if isinstance(step, str) else step)(till)

    return gone


def _type(label: str, text: str) -> Going:
    return lambda till: till.get_by_label(label).first.fill(text)


LEFT_BY_A_SCAN = {"the orders", "the shift", "the settings"}  # it shows the basket: each of these scans begins anew
PLACES: dict[str, Going] = {
    "nothing focused": _nowhere,
    "the search of articles": _panel("f", "#sell-search"),
    "a coupon": _panel("k", "#coupon"),
    "the orders": _screen("Orders"),
    "the shift": _screen("Shift"),
    "the settings": _screen("Settings"),
}


class Place(NamedTuple):
    """How a cashier comes there. `leaves`: a scan leads away, the next begins anew; `is_asked`: it fills the fields."""

    goes_there: Going
    takes: bool = True
    leaves: bool = False
    is_asked: bool = False
    code: str = BARCODE


PAY = _way("Sell", lambda till: till.locator(".sell-pay").click())
CASH_OUT = _way("Shift", "Cash out", _type("Amount in GBP", "150"))
COUNT = _way("Shift", "Close the shift", lambda till: till.locator(".count-field input").first.fill("3"))
ONE_POUND = _way(PAY, _panel("1"), lambda till: till.get_by_role("button", name="Take in cash").click())

SCREENS: dict[str, Place] = {
    "the customer": Place(_panel("c", "#customer-search")),
    "a new customer": Place(_way(_panel("c"), "New customer", _type("Name", "Ann"))),
    "a discount": Place(_panel("b")),
    "how much of a line": Place(lambda till: till.locator(".sell-quantity").first.click()),
    "a coupon on any screen": Place(_screen("Shift"), code=COUPON, leaves=True),
    "more": Place(_panel("m")),
    "parked sales": Place(_panel("r")),
    "the keys of the keyboard": Place(_panel("?")),
    "how the till stands with the server": Place(lambda till: till.get_by_test_id("link").click()),
    "the orders": Place(_screen("Orders"), code="KLM-1", is_asked=True),
    "a return without a receipt": Place(_way("Orders", "Return without a receipt"), is_asked=True),
    "where it is": Place(_way(_panel("m"), "Is it somewhere else?")),
    "paying": Place(PAY, leaves=True),
    "a gift card": Place(_way(PAY, "Gift card G"), takes=False, code="KLM-1", is_asked=True),
    "cash out, begun": Place(CASH_OUT, takes=False),
    "the manager's PIN": Place(_way(CASH_OUT, "Change", "Take out"), takes=False),
    "the count, begun": Place(COUNT, takes=False),
    "paying, a part of it paid": Place(ONE_POUND, takes=False),
    "the PIN of a cashier": Place(lambda till: till.locator(".who").click(), takes=False),
}


@pytest.fixture
def till(browser: Any, live_server: Any, request: Any) -> Iterator[Any]:
    """It became a till by a scan of its code, too."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1180, "height": 820}, locale="en-GB", service_workers="block"
    )
    context.set_default_timeout(30_000)
    context.add_init_script(HEARD)
    PlayedTill(context)
    page = context.new_page()
    page.goto("/till/")
    page.get_by_label("Code").wait_for()
    Scanner(page, request.node.callspec.params["layout"]).scan("KLM-1234")
    page.get_by_text("PIN of").wait_for()
    page.keyboard.type(PIN, delay=120)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sell", exact=True).click()
    page.get_by_text("Scan the first article").wait_for()
    yield page
    context.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_scan_lands_wherever_the_cursor_stands(till: Any, layout: str) -> None:
    scanner, pieces = Scanner(till, layout), 0
    for place, goes_there in PLACES.items():
        till.get_by_role("button", name="Sell", exact=True).click()
        for number in range(SCANS):
            if number == 0 or place in LEFT_BY_A_SCAN:
                goes_there(till)
            is_plain = number % 2 or place == "the orders"  # there any other code is an order's
            scanner.scan(BARCODE if is_plain else CODE)
        pieces += SCANS
        landed = till.locator(".sell-total").get_by_text(f"{pieces} pieces")
        till.get_by_role("button", name="Sell", exact=True).click()
        landed.wait_for(state="attached")
        assert till.evaluate(TYPED_IN) == "", place


@pytest.mark.parametrize("layout", LAYOUTS)
def test_on_each_screen_a_scan_is_taken_or_refused_aloud(till: Any, layout: str) -> None:
    scanner = Scanner(till, layout)
    till.get_by_role("button", name="Shift", exact=True).click()
    till.get_by_role("button", name="Open with").click()
    scanner.scan(BARCODE)
    for name, place in SCREENS.items():
        heard = till.evaluate("heard")
        for number in range(FEW):
            if number == 0 or place.leaves:
                place.goes_there(till)
                typed = till.evaluate(TYPED_IN)
            scanner.scan(place.code)
            heard["taken" if place.takes else "refused"] += 1
            try:
                till.wait_for_function("(wanted) => JSON.stringify(heard) === JSON.stringify(wanted)", arg=heard)
            except Exception:
                raise AssertionError(f"{name}: {till.evaluate('heard')} instead of {heard}") from None
        if not (place.leaves or place.is_asked):
            assert till.evaluate(TYPED_IN) == typed, name
        if name != "the PIN of a cashier":
            till.keyboard.press("Escape")
            till.get_by_role("button", name="Sell", exact=True).click()
