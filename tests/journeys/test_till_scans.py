"""A thousand scans with real keys, as a scanner presses them: six places, under four layouts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from tests.journeys.played_till import BARCODE, CODE, PIN, PlayedTill

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]

# What the keys of the two codes say under a layout; a scanner presses them where they lie on a US keyboard.
TYPED = "0123456789KLM-"
LAYOUTS = {
    "latin": "0123456789KLM-",
    "russian": "0123456789ЛДЬ-",
    "serbian": "0123456789КЛМ'",
    "kazakh": "ө(әіңғ,.үұЛДЬ-",
}
SCANS = 42  # at each place and under each layout: 6 × 4 × 42 = 1,008
SHIFT = 8
TYPED_IN = """[...document.querySelectorAll("input[type=text], input[type=search], #coupon")]
  .map((one) => one.value).join("")"""
A_PERSONS_HAND = 300  # milliseconds between a shortcut and the first scan


class Scanner:
    """Presses keys in the browser's own input, down and up, all of a code at once: no scanner waits for the screen."""

    def __init__(self, page: Any, layout: str) -> None:
        self.browser = page.context.new_cdp_session(page)
        self.keys = dict(zip(TYPED, LAYOUTS[layout], strict=True))

    def scan(self, text: str) -> None:
        pressed = [_key(_place(one), self.keys[one], SHIFT if one.isalpha() else 0) for one in text]
        pressed.append(_key("Enter", "Enter", 0, text="\r"))
        ask = self.browser._impl_obj.send  # asked one by one, a busy machine would press slower than any scanner
        keys = [half for key in pressed for half in key]
        self.browser._sync(_all(ask("Input.dispatchKeyEvent", params=key, timeout=None) for key in keys))


async def _all(asked: Iterable[Any]) -> None:
    await asyncio.gather(*asked)


def _key(code: str, key: str, modifiers: int, *, text: str = "") -> list[dict[str, Any]]:
    """Down and up."""
    number = {"Enter": 13, "Minus": 189}.get(code) or ord(code[-1])
    said = {"code": code, "key": key, "modifiers": modifiers, "windowsVirtualKeyCode": number}
    return [{"type": "keyDown", "text": text or key, **said}, {"type": "keyUp", **said}]


def _place(character: str) -> str:
    if character == "-":
        return "Minus"
    return f"Digit{character}" if character.isdigit() else f"Key{character}"


def _nowhere(till: Any) -> None:
    till.evaluate("document.activeElement.blur()")


def _panel(key: str, field: str) -> Callable[[Any], None]:
    def opened(till: Any) -> None:
        _nowhere(till)
        till.keyboard.press(key)
        till.locator(field).wait_for()
        till.locator(field).focus()
        till.wait_for_timeout(A_PERSONS_HAND)

    return opened


def _screen(name: str) -> Callable[[Any], None]:
    return lambda till: till.get_by_role("button", name=name, exact=True).click()


LEFT_BY_A_SCAN = {"the orders", "the shift", "the settings"}  # it shows the basket: each of these scans begins anew
PLACES: dict[str, Callable[[Any], None]] = {
    "nothing focused": _nowhere,
    "the search of articles": _panel("f", "#sell-search"),
    "a coupon": _panel("k", "#coupon"),
    "the orders": _screen("Orders"),
    "the shift": _screen("Shift"),
    "the settings": _screen("Settings"),
}


@pytest.fixture
def till(browser: Any, live_server: Any) -> Iterator[Any]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1180, "height": 820}, locale="en-GB", service_workers="block"
    )
    context.set_default_timeout(30_000)
    PlayedTill(context)
    page = context.new_page()
    page.goto("/till/")
    page.get_by_label("Code").fill("ABCD-1234")
    page.get_by_role("button", name="Enrol").click()
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
