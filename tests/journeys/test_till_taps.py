"""How many taps the day of a cashier takes, counted; every time with all of it on the server, and no difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from duken.channels.pos import built
from duken.tills.models import Difference, Entry, Shift
from tests.journeys.at_the_till import PIN, TABLET, Cashier

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
GOODS = ["4006381333931", "5901234123457", "9780201379624"]
SKUS = ["LANTERN", "MUG", "POT"]


@pytest.fixture
def cashier(browser: Any, live_server: Any, make: Any) -> Iterator[Cashier]:
    """At a till that is enrolled and has a shift open; three articles and their codes."""
    if built.file(built.SHELL) is None:
        pytest.skip("the till's app is not built: make till")
    for sku, code in zip(SKUS, GOODS, strict=True):
        make.variant(sku, barcodes=[code])
    make.selling(*SKUS, price_minor=1250, stock=50)
    make.seller("kim@example.com", pin=PIN)
    till = make.till("K1", name="Front")
    context = browser.new_context(base_url=live_server.url, viewport=TABLET)
    at = Cashier(context.new_page())
    complaints: list[str] = []
    at.page.on("pageerror", lambda error: complaints.append(str(error)))
    at.enrol(till)
    at.open_shift()
    at.begin()
    yield at
    context.close()
    assert complaints == []
    assert list(Difference.objects.values_list("kind", "facts")) == []


def _sell(cashier: Cashier, *codes: str) -> None:
    for code in codes:
        cashier.scan(code)
    cashier.tap("Pay")
    cashier.tap(cashier.page.locator(".pay-quick button"))
    cashier.sees("Next customer")


def test_a_cash_sale_is_a_scan_and_two_taps(cashier: Cashier) -> None:
    _sell(cashier, GOODS[0])

    assert cashier.taps == 2
    cashier.is_sent(2)
    assert Entry.objects.get(kind="sold").body["net_minor"] == 1250


def test_ten_articles_are_ten_scans_and_two_taps(cashier: Cashier) -> None:
    _sell(cashier, *(GOODS * 4)[:10])

    assert cashier.taps == 2
    cashier.is_sent(2)
    assert Entry.objects.get(kind="sold").body["net_minor"] == 12_500


def test_a_card_sale_on_a_terminal_that_stands_alone_is_a_scan_and_three_taps(cashier: Cashier) -> None:
    cashier.scan(GOODS[0])
    cashier.tap("Pay")
    cashier.tap("Card")
    cashier.tap("Approved")
    cashier.sees("Next customer")

    assert cashier.taps == 3
    cashier.is_sent(2)
    [tender] = Entry.objects.get(kind="sold").body["tenders"]
    assert (tender["method"], tender["amount_minor"]) == ("card", 1250)


def test_a_refund_is_a_scan_of_the_receipt_and_three_taps(cashier: Cashier) -> None:
    _sell(cashier, *GOODS)
    cashier.is_sent(2)
    cashier.begin()

    cashier.scan("K1-1")
    cashier.tap(cashier.page.locator(".line-back-tap"), nth=1)
    cashier.tap(cashier.page.locator(".way-back .chip"))
    cashier.tap("In cash")
    cashier.sees("Cash to the customer")

    assert cashier.taps == 3
    cashier.is_sent(3)
    body = Entry.objects.get(sequence=3).body
    assert (body["returned_minor"], body["net_minor"], len(body["returned"])) == (1250, -1250, 1)


def test_an_exchange_is_one_receipt_and_four_taps(cashier: Cashier) -> None:
    _sell(cashier, *GOODS)
    cashier.is_sent(2)
    cashier.begin()

    cashier.scan("K1-1")
    cashier.tap(cashier.page.locator(".line-back-tap"), nth=0)
    cashier.tap(cashier.page.locator(".way-back .chip"))
    cashier.scan(GOODS[0])
    cashier.sees("Comes back")
    cashier.tap("Pay")
    cashier.tap("Finish")
    cashier.sees("Next customer")

    assert cashier.taps == 4
    cashier.is_sent(3)
    body = Entry.objects.get(sequence=3).body
    assert (body["total_minor"], body["returned_minor"], body["net_minor"]) == (1250, 1250, 0)


def test_a_shift_is_closed_in_four_taps_and_its_count(cashier: Cashier) -> None:
    _sell(cashier, GOODS[0], GOODS[1])
    cashier.tap("Next customer")
    cashier.begin()

    cashier.tap(cashier.page.locator("nav.places button"), nth=2)
    cashier.tap("Close the shift")
    cashier.tap(cashier.page.locator(".count-field", has_text="£5.00").locator("input"))
    cashier.page.keyboard.type("5")
    cashier.tap("Counted: close the shift")
    cashier.sees("The shift is closed")

    assert cashier.taps == 4
    cashier.is_sent(3)
    shift = Shift.objects.get()
    assert (shift.counted_minor, shift.expected_minor) == (2500, 2500)
    assert shift.report
    assert shift.books
    assert shift.report.items() <= shift.books.items()  # the books know of other tills of this drawer too
