"""Somebody who sells at a till that breaks all the time, and writes down what it showed as done."""

from __future__ import annotations

from typing import Any

from tests.offline.device import Device
from tests.offline.stocked import CODES, PIN


class Cashier:
    """`done`: the number and the total in minor units of each receipt that was on the screen as done."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.done: dict[str, int] = {}

    @property
    def page(self) -> Any:
        return self.device.page

    def enrol(self, code: str) -> None:
        self.page.get_by_label("Code").fill(code)
        self.page.get_by_role("button", name="Enrol").click()
        self.sign_in()
        self.page.get_by_role("button", name="Open with").click()
        self.page.get_by_text("Scan the first article").wait_for()
        self.page.evaluate(
            """new Promise((done) => navigator.serviceWorker.controller ? done()
              : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
        )

    def sign_in(self) -> None:
        """Where the till asks who sells; after a reload it may still know."""
        inside = self.page.locator("nav.places")
        asked = self.page.get_by_text("PIN of kim")
        inside.or_(asked).first.wait_for()
        if asked.is_visible():
            self.page.keyboard.type(PIN, delay=60)  # what comes faster is a scanner
            self.page.keyboard.press("Enter")
            inside.wait_for()

    def sell(self, codes: tuple[str, ...], *, card: bool = False) -> None:
        """A sale from the first scan to the receipt; what lies in the basket from before is sold with it."""
        page = self.page
        approved = page.get_by_role("button", name="Approved", exact=True)
        if not approved.is_visible():
            self._ask_for_money(codes, card=card)
        if approved.is_visible():  # asked for now, or before the till broke in the middle of it
            approved.click()
        page.get_by_role("button", name="Next customer").wait_for()
        self.write_down()

    def _ask_for_money(self, codes: tuple[str, ...], *, card: bool) -> None:
        page = self.page
        if page.get_by_role("button", name="Next customer").is_visible():
            page.get_by_role("button", name="Next customer").click()
        if not page.locator(".pay-quick").is_visible():
            page.locator("nav.places button").first.click()
            page.evaluate(_SCAN, codes)
            page.get_by_role("button", name="Pay").first.click()
        if card:
            page.get_by_role("button", name="Card").first.click()
            page.get_by_role("button", name="Approved", exact=True).wait_for()
        else:
            page.locator(".pay-quick button").first.click()

    def write_down(self) -> None:
        """What the till says was paid is what lies on the device's own disk, past the app."""
        number, net = self.page.evaluate(_LAST)
        assert f"£{net / 100:,.2f}" in self.page.locator("main").inner_text()
        assert number not in self.done
        self.done[number] = int(net)

    def waiting(self) -> int:
        """How many entries the server does not have, by the device's own disk."""
        return int(self.page.evaluate(_WAITING))

    def close_shift(self) -> None:
        """Counted to the penny: nobody has stolen anything."""
        page = self.page
        left = int(page.evaluate(_CASH))
        page.locator("nav.places button").nth(2).click()
        page.get_by_role("button", name="Close the shift").click()
        for value in (5000, 1000, 200, 50):
            field = page.locator(".count-field", has_text=f"£{value // 100}.{value % 100:02d}").locator("input")
            field.fill(str(left // value))
            left %= value
        assert left == 0
        page.get_by_role("button", name="Counted: close the shift").click()
        page.get_by_text("The shift is closed").wait_for()


def codes_of(number: int) -> tuple[str, ...]:
    """One to three articles, always the same for a sale of that number."""
    return tuple(CODES[(number + place) % len(CODES)] for place in range(1 + number % 3))


# Inside the page: a machine that stalls between two keys would make a scanner look like somebody who types.
_SCAN = """(codes) => {
  const press = (code, key) =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
  for (const code of codes) {
    for (const digit of code) press(`Digit${digit}`, digit);
    press("Enter", "Enter");
  }
}"""
_OPEN = """async () => {
  const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith("duken-journal-"));
  return await new Promise((done, failed) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}"""
_ASK = """(database, store) => new Promise((done, failed) => {
  const asked = database.transaction(store).objectStore(store).getAll();
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
})"""
_LAST = f"""async () => {{
  const database = await ({_OPEN})();
  const entries = await ({_ASK})(database, "journal");
  database.close();
  const {{ body }} = entries.findLast(({{ kind }}) => kind === "sold");
  return [body.number, body.net_minor];
}}"""
_CASH = f"""async () => {{
  const database = await ({_OPEN})();
  const entries = await ({_ASK})(database, "journal");
  database.close();
  const tenders = entries.flatMap(({{ kind, body }}) => (kind === "sold" ? body.tenders : []));
  return tenders.reduce((sum, {{ method, amount_minor }}) => sum + (method === "cash" ? amount_minor : 0), 0);
}}"""
_WAITING = f"""async () => {{
  const database = await ({_OPEN})();
  const [head] = await ({_ASK})(database, "head");
  database.close();
  return head.sequence - head.acknowledged;
}}"""
