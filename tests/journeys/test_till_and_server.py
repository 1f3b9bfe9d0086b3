"""The till's app and the shop's own server: enrolled by the code of the office, and what happens at it arrives once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.channels.pos import built
from duken.kernel.actor import system
from duken.tills.enrol_till import make_enrolment_code
from duken.tills.models import Entry, Shift, Till
from duken.tills.revoke_till import revoke_till

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIN, BY = "2580", system("tests")


@pytest.fixture
def till(page: Any, shop: Any) -> Any:
    """Enrolled, and signed in as Kim."""
    assert built.file(built.SHELL), "the till's app is not built: make till"
    shop.seller("kim@example.com", pin=PIN)
    enrol(page, shop.till("A1"))
    return page


def enrol(page: Any, till: UUID) -> None:
    page.goto("/till/")
    page.get_by_label("Code").fill(make_enrolment_code(till, by=BY).code)
    page.get_by_role("button", name="Enrol").click()
    page.get_by_text("PIN of").wait_for()
    page.keyboard.type(PIN, delay=120)  # what comes faster is a scanner
    page.keyboard.press("Enter")
    page.get_by_test_id("link").get_by_text("Online").wait_for()


def test_a_shift_opened_without_a_network_arrives_once(till: Any) -> None:
    till.context.set_offline(True)
    till.get_by_role("button", name="Open with").click()
    till.get_by_test_id("link").get_by_text("Offline · 1").wait_for()
    till.reload()
    till.get_by_test_id("link").get_by_text("Offline · 1").wait_for()
    assert Entry.objects.count() == 0

    till.context.set_offline(False)
    till.get_by_test_id("link").get_by_text("Online").wait_for()

    [entry] = Entry.objects.all()
    assert (entry.sequence, entry.kind, entry.previous) == (1, "shift_opened", "")
    assert Till.objects.get().head == entry.hash
    assert Shift.objects.get().id == entry.id


def test_another_device_goes_on_with_journal_and_shift_and_the_first_is_told(
    till: Any, shop: Any, browser: Any
) -> None:
    till.get_by_role("button", name="Open with").click()
    _have_come(till, 1)
    of = Till.objects.get()
    revoke_till(of.id, by=BY)

    till.get_by_test_id("link").click()
    till.get_by_role("button", name="Try now").click()
    till.get_by_test_id("link").get_by_text("Action needed").wait_for()
    other = browser.new_context(base_url=till.url.removesuffix("/till/")).new_page()
    enrol(other, of.id)
    other.get_by_role("button", name="Shift", exact=True).click()
    other.get_by_role("button", name="Close the shift").click()
    other.get_by_role("button", name="Counted: close the shift").click()
    other.get_by_text("The shift is closed").wait_for()
    _have_come(other, 2)

    opened, closed = Entry.objects.order_by("sequence")
    assert (closed.kind, closed.sequence, closed.previous) == ("shift_closed", 2, opened.hash)
    assert Shift.objects.get().closed_at
    other.context.close()


def _have_come(page: Any, entries: int) -> None:
    """So many are on the server."""
    for _ in range(150):
        if Entry.objects.count() == entries:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{Entry.objects.count()} of {entries} entries came")
