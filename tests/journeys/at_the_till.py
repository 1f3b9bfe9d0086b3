"""A cashier at a till: taps are counted, scans come as a scanner types them."""

from __future__ import annotations

from typing import Any

from duken.kernel.actor import system
from duken.tills.enrol_till import make_enrolment_code

TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
PIN = "2580"
BY = system("tests")
_PLACES = {"-": "Minus"}
_SCAN = """(keys) => {
  for (const [code, key] of keys) {
    for (const type of ["keydown", "keyup"]) {
      const event = new KeyboardEvent(type, {code, key, bubbles: true, cancelable: true});
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
  }
}"""


class Cashier:
    """`cashier.scan("4006381333931")`, `cashier.tap("Pay")`; `cashier.taps` since the last `cashier.begin()`."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.taps = 0

    def begin(self) -> None:
        self.taps = 0

    def tap(self, what: Any, nth: int = 0) -> None:
        """A button by its words (its first that is seen), or whatever a locator names."""
        self.taps += 1
        found = self.page.get_by_role("button", name=what) if isinstance(what, str) else what
        found.nth(nth).click()

    def scan(self, code: str) -> None:
        """All its characters at once and Enter behind them, as no person types and however slow this machine is."""
        keys = [(_PLACES.get(sign) or f"{'Digit' if sign.isdigit() else 'Key'}{sign.upper()}", sign) for sign in code]
        self.page.evaluate(_SCAN, [*keys, ("Enter", "Enter")])

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def enrol(self, till: Any) -> None:
        """This browser becomes the till, and its cashier signs in."""
        self.page.goto("/till/")
        self.page.get_by_label("Code").fill(make_enrolment_code(till, by=BY).code)
        self.page.get_by_role("button", name="Enrol").click()
        self.page.get_by_role("button", name="kim").wait_for()
        self.sign_in("kim")

    def sign_in(self, name: str, pin: str = PIN) -> None:
        self.page.get_by_role("button", name=name).click()
        for digit in pin:
            self.page.locator(".keypad").get_by_role("button", name=digit, exact=True).click()
        self.page.get_by_role("button", name="Sign in").click()

    def open_shift(self) -> None:
        self.page.get_by_role("button", name="Open with").click()
        self.sees("Scan the first article")

    def is_sent(self, entries: int) -> None:
        """The server has so many entries of every till."""
        from duken.tills.models import Entry

        for _ in range(100):
            if Entry.objects.count() == entries:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{Entry.objects.count()} of {entries} entries came")
