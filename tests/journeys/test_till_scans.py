"""A thousand scans with real keys, on every screen and under four layouts: each lands or is refused aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.played_shop import BARCODE, CODE, PIN
from tests.journeys.played_till import PlayedTill
from tests.journeys.scanned_places import FEW, LEFT_BY_A_SCAN, PLACES, SCREENS, Place
from tests.journeys.scanner import LAYOUTS, Scanner

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]

# Under each of four layouts: at six places, and on each of 29 screens and sheets, 4 × (6 × 20 + 29 × 5) = 1,060 scans.
SCANS = 20
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

SENTENCE = re.compile(r"\.\s*$")


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
        till.get_by_role("button", name="Sell", exact=True).click()
        _holds(till, pieces)
        assert till.evaluate(TYPED_IN) == "", place


@pytest.mark.parametrize("layout", LAYOUTS)
def test_on_each_screen_a_scan_is_taken_or_refused_aloud(till: Any, layout: str) -> None:
    scanner, pieces = Scanner(till, layout), 0
    for name, place in SCREENS.items():
        typed = None
        for number in range(FEW):
            if number == 0 or place.leaves:
                place.goes_there(till)
                typed = till.evaluate(TYPED_IN)
            _scan(till, scanner, name, place)
        if not (place.leaves or place.fills):
            assert till.evaluate(TYPED_IN) == typed, name
        if name == "the PIN of a cashier":
            return
        till.keyboard.press("Escape")
        if name == "the float, begun":
            till.get_by_role("button", name="Open with").click()
            till.get_by_text("Scan the first article").wait_for()
        pieces = place.basket(pieces)
        till.get_by_role("button", name="Sell", exact=True).click()
        if name != "paying, a part of it paid":
            _holds(till, pieces)


def _scan(till: Any, scanner: Scanner, name: str, place: Place) -> None:
    """It sounds as it should, and what is refused is refused in words."""
    heard = till.evaluate("heard")
    heard["taken" if place.takes else "refused"] += 1
    scanner.scan(place.code)
    try:
        till.wait_for_function("(wanted) => JSON.stringify(heard) === JSON.stringify(wanted)", arg=heard)
    except Exception:
        said = till.locator(".toasts").inner_text()
        raise AssertionError(f"{name}: {till.evaluate('heard')} instead of {heard}, {said}") from None
    if not place.takes:
        said = till.locator(".toast, [role=alert], [role=status]").filter(has_text=SENTENCE, visible=True)
        said.first.wait_for()


def _holds(till: Any, pieces: int) -> None:
    till.locator(".sell-total").get_by_text(re.compile(rf"^{pieces} pieces?$")).wait_for(state="attached")
