"""Where a cashier may be when something is scanned, how they come there, what the scan does (docs/guides/till.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.journeys.played_shop import BARCODE, BROUGHT_HOME, BY_WEIGHT, CARD, COUPON, WAITING

FEW = 5  # scans on each screen and sheet
A_PERSONS_HAND = 300  # milliseconds between a shortcut and the first scan

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


def _see(what: str) -> Going:
    return lambda till: till.locator(what).wait_for()


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
    """How a cashier comes there, what is scanned, and what becomes of it."""

    goes_there: Going
    code: str = BARCODE
    takes: bool = True
    leaves: bool = False  # a scan shows another screen: each of these scans begins anew
    fills: bool = False  # the code stands in a field afterwards
    basket: Callable[[int], int] = lambda pieces: pieces  # how many pieces are in it afterwards


def _all_in(pieces: int) -> int:
    return pieces + FEW


FIND = "#orders-query"
PAY = _way("Sell", lambda till: till.locator(".sell-pay").click())
PAID = _way(PAY, lambda till: till.locator(".pay-quick button").first.click(), _see(".done"))
ONE_POUND = _way(PAY, _panel("1"), lambda till: till.get_by_role("button", name="Take in cash").click())
CASH_OUT = _way("Shift", "Cash out", _type("Amount in GBP", "150"))
ELSEWHERE = _way(_panel("m"), "Is it somewhere else?", _see(".stock-places"))


def _found(number: str, on: str) -> Going:
    def gone(till: Any) -> None:
        _screen("Orders")(till)
        till.locator(FIND).fill(number)
        till.locator(FIND).press("Enter")
        till.locator(on).wait_for()

    return gone


def _count(till: Any) -> None:
    till.locator(".count-field input").first.fill("3")


def _email(till: Any) -> None:
    till.get_by_label("E-mail of the customer").fill("ann@example.com")


def _to_weigh(till: Any) -> None:
    _panel("f", "#sell-search")(till)
    till.locator("#sell-search").fill(BY_WEIGHT)
    till.get_by_role("button", name="Coffee").first.click()
    till.get_by_text("kilograms").wait_for()


SCREENS: dict[str, Place] = {
    "the float, begun": Place(_way("Shift", _count), takes=False),
    "the customer": Place(_panel("c", "#customer-search"), basket=_all_in),
    "a new customer": Place(_way(_panel("c"), "New customer", _type("Name", "Ann")), basket=_all_in),
    "a discount": Place(_panel("b"), basket=_all_in),
    "how much of a line": Place(lambda till: till.locator(".sell-quantity").first.click(), basket=_all_in),
    "a coupon on any screen": Place(_screen("Shift"), code=COUPON, leaves=True),
    "more": Place(_panel("m"), basket=_all_in),
    "parked sales": Place(_panel("r"), basket=_all_in),
    "the keys of the keyboard": Place(_panel("?"), basket=_all_in),
    "how the till stands with the server": Place(lambda till: till.get_by_test_id("link").click(), basket=_all_in),
    "an order that is sought": Place(_screen("Orders"), code=WAITING, leaves=True, fills=True),
    "an order nobody knows": Place(_screen("Orders"), code="KLM-9", takes=False, fills=True),
    "an order": Place(_found(WAITING, on=".order"), code="204310", fills=True),
    "goods come back": Place(_found(BROUGHT_HOME, on=".returns"), fills=True),
    "a return without a receipt": Place(_way("Orders", "Return without a receipt"), fills=True),
    "where it is": Place(ELSEWHERE),
    "an order of what is not here, begun": Place(_way(ELSEWHERE, _type("Name", "Ann")), takes=False),
    "paying": Place(PAY, leaves=True, basket=_all_in),
    "a customer's card on any screen": Place(_screen("Settings"), code=CARD, leaves=True),
    "a finished receipt": Place(PAID, leaves=True, basket=lambda _: 1),
    "a receipt by e-mail, begun": Place(_way(PAID, "E-mail", _email), takes=False, basket=lambda _: 0),
    "what is to be weighed": Place(_to_weigh, basket=_all_in),
    "a gift card": Place(_way(PAY, "Gift card G"), code="KLM-1", takes=False, fills=True),
    "a card at a terminal of its own": Place(_way(PAY, "Card C"), takes=False),
    "cash out, begun": Place(CASH_OUT, takes=False),
    "the manager's PIN": Place(_way(CASH_OUT, "Change", "Take out"), takes=False),
    "the count, begun": Place(_way("Shift", "Close the shift", _count), takes=False),
    "paying, a part of it paid": Place(ONE_POUND, takes=False),
    "the PIN of a cashier": Place(lambda till: till.locator(".who").click(), takes=False),
}
