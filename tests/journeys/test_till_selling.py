"""The selling screen in a browser: every scan lands whatever is shown, and nothing a person types is taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from duken.channels.pos import built
from tests.journeys.played_shop import BARCODE, PIN
from tests.journeys.played_till import PlayedTill

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]

TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
# What the keys 0 to 9 say; a scanner presses the keys, and the layout makes of them what it likes.
LAYOUTS = {"latin": "0123456789", "kazakh": "ө(әіңғ,.үұ"}

PRESS = """async ({ codes, keys }) => {
  const press = (code, key) =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
  for (const code of codes) {
    for (const digit of code) press(`Digit${digit}`, keys[digit]);
    press("Enter", "Enter");
    await new Promise((done) => setTimeout(done));
  }
}"""


@pytest.fixture(params=[TABLET, PHONE], ids=["tablet", "phone"])
def size(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def till(browser: Any, live_server: Any, size: Any) -> Iterator[Any]:
    """Enrolled and signed in; nothing went wrong in the browser meanwhile."""
    assert built.file(built.SHELL), "the till's app is not built: make till"
    context = browser.new_context(base_url=live_server.url, viewport=size, locale="en-GB")
    context.set_default_timeout(30_000)
    PlayedTill(context)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
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
    assert complaints == []


def scan(till: Any, times: int, layout: str = "latin") -> None:
    till.evaluate(PRESS, {"codes": [BARCODE] * times, "keys": LAYOUTS[layout]})


def has_pieces(till: Any, count: int) -> None:
    till.locator(".sell-total").get_by_text(f"{count} piece").wait_for(state="attached")


@pytest.mark.parametrize("size", [TABLET], ids=["tablet"], indirect=True)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_one_of_a_thousand_fast_scans_lands_on_every_screen(till: Any, layout: str) -> None:
    scan(till, 800, layout)
    has_pieces(till, 800)
    till.get_by_label("Name, SKU or barcode").focus()
    scan(till, 50, layout)
    has_pieces(till, 850)
    for at, name in enumerate(["Orders", "Shift", "Settings"], start=1):
        till.get_by_role("button", name=name, exact=True).click()
        scan(till, 50, layout)
        has_pieces(till, 850 + 50 * at)

    assert till.get_by_label("Name, SKU or barcode").input_value() == ""


@pytest.mark.parametrize("size", [TABLET], ids=["tablet"], indirect=True)
def test_what_a_person_types_stays_as_it_was_typed(till: Any) -> None:
    field = till.get_by_label("Name, SKU or barcode")
    field.click()
    till.keyboard.type("lantern 4006381333", delay=70)
    assert field.input_value() == "lantern 4006381333"

    till.keyboard.press("Escape")
    scan(till, 1)
    till.keyboard.press("3")
    till.get_by_role("button", name="Take this quantity").wait_for()
    till.keyboard.press("Enter")
    has_pieces(till, 3)


@pytest.mark.parametrize("size", [TABLET], ids=["tablet"], indirect=True)
def test_more_than_a_cashier_may_give_needs_a_manager_and_can_be_taken_back(till: Any) -> None:
    scan(till, 1)
    has_pieces(till, 1)
    till.evaluate("document.activeElement.blur()")
    till.keyboard.press("b")
    till.get_by_role("button", name="Damaged").click()
    till.get_by_role("button", name="20 %").click()
    till.get_by_role("button", name="Take off").click()
    till.get_by_text("£19.99").first.wait_for()
    till.get_by_role("button", name="Undo").click()

    till.locator(".sell-total").get_by_text("£24.99").wait_for()


def test_a_parked_sale_outlives_a_reload(till: Any) -> None:
    scan(till, 2)
    has_pieces(till, 2)
    till.get_by_role("button", name="Park", exact=True).click()
    till.get_by_role("button", name="Parked (1)").wait_for()

    till.reload()
    till.get_by_role("button", name="Sell", exact=True).or_(till.get_by_text("PIN of")).first.wait_for()
    if till.get_by_text("PIN of").is_visible():
        till.keyboard.type(PIN, delay=120)
        till.keyboard.press("Enter")
    till.get_by_role("button", name="Sell", exact=True).click()
    till.get_by_role("button", name="Parked (1)").click()
    till.get_by_role("button", name="Lantern with a glass shade").first.click()

    has_pieces(till, 2)


def test_escape_leaves_a_way_to_pay_and_then_the_payment(till: Any) -> None:
    scan(till, 1)
    has_pieces(till, 1)
    till.get_by_role("button", name="Pay").click()
    till.get_by_role("button", name="Open with").click()
    for way, field in (("Gift card", "Scan it, or type its code"), ("Card", "Number on the slip")):
        till.get_by_role("button", name=re.compile(f"^{way}")).click()
        till.get_by_text(field).wait_for()
        till.keyboard.press("Escape")
        till.get_by_text("Other amount").wait_for()

    till.keyboard.press("Escape")
    has_pieces(till, 1)


def test_practice_leaves_nothing_behind(till: Any) -> None:
    till.get_by_role("button", name="More", exact=True).click()
    till.get_by_role("button", name="Training: practise without selling").click()
    till.get_by_text("nothing is written down").wait_for()
    scan(till, 3)
    has_pieces(till, 3)
    till.get_by_role("button", name="Park", exact=True).click()
    till.get_by_role("button", name="Parked (1)").wait_for()
    till.get_by_role("button", name="More", exact=True).click()
    till.get_by_role("button", name="End the training").click()

    till.get_by_role("button", name="Park", exact=True).wait_for()
    assert till.get_by_role("button", name="Undo").is_disabled()
    has_pieces(till, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_every_panel(till: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    till.emulate_media(color_scheme=scheme)
    scan(till, 2)
    has_pieces(till, 2)
    for key, sign in {
        "f": "#sell-search",
        "c": "#customer-search",
        "b": ".sell-sizes",
        "k": "#coupon",
        "m": ".sell-more",
    }.items():
        till.evaluate("document.activeElement.blur()")
        till.keyboard.press(key)
        till.locator(sign).wait_for()
        assert [one["id"] for one in axe.run(till).response["violations"]] == [], key
