"""The till's app in a browser: `python -m bench.till_app [products]`, on a real shop with a server of its own.

How soon a new till can scan, when it has the whole catalogue, from a scan to its line on the screen, and how soon it
opens with no network. Needs Debian's Chromium and what `make test` installs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from rich.console import Console

from bench.articles import PRODUCTS, fill
from duken.config.opened import opened
from tests.offline.cashier import Cashier
from tests.offline.device import Device
from tests.offline.shop import TillShop

PATIENCE = 600_000  # milliseconds
SCANS, LINES = 200, 20  # lines of a sale
STARTS = 5
say = Console(highlight=False, soft_wrap=True).print

# Answers the milliseconds from the scanner's Enter until the line can be seen, scan by scan.
_SCAN = """async (codes) => {
  const key = (type, code, key) => document.activeElement.dispatchEvent(
    new KeyboardEvent(type, {code, key, bubbles: true, cancelable: true}));
  const press = (code, name) => { key("keydown", code, name); key("keyup", code, name); };
  const waits = [];
  for (const code of codes) {
    for (const digit of code) press(`Digit${digit}`, digit);
    const before = document.querySelectorAll(".sell-line").length, began = performance.now();
    press("Enter", "Enter");
    while (document.querySelectorAll(".sell-line").length === before) {
      if (performance.now() - began > 30_000) throw new Error(`${code} never came`);
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    waits.push(performance.now() - began);
  }
  return waits;
}"""


def main() -> None:
    products = next((int(one) for one in sys.argv[1:] if one.isdigit()), PRODUCTS)
    if "--fill" in sys.argv:
        with opened():
            fill(products)
        return
    from playwright.sync_api import sync_playwright

    shop = TillShop()
    try:
        shop.prepare()
        shop.run("-m", "bench.till_app", str(products), "--fill")
        shop.open()
        with sync_playwright() as driver, tempfile.TemporaryDirectory() as profile:
            _measure(Device(driver, Path(profile), shop.address), shop, products)
    finally:
        shop.close()
        shop.throw_away()


def _measure(device: Device, shop: TillShop, products: int) -> None:
    cashier = Cashier(device)
    device.open()
    cashier.page.get_by_label("Code").wait_for()
    began = perf_counter()
    cashier.enrol(shop.code)
    cashier.page.evaluate(_SCAN, [_barcode(1)])
    first = perf_counter() - began
    cashier.page.locator("progress").wait_for(state="detached", timeout=PATIENCE)
    say(
        f"{products:,} products: enrolled, signed in, shift opened and the first scan on the screen after "
        f"{first:.1f} s; all of them on the till after {perf_counter() - began:.1f} s"
    )
    cashier.sell(())
    say(f"scan to line: {_told(_scan(cashier, products))}")
    shop.close()
    say(f"opens with no network: {_told([_start(cashier, products) for _ in range(STARTS)], 's', 1)}")
    device.throw_away()


def _scan(cashier: Cashier, products: int) -> list[float]:
    """Articles from anywhere in the catalogue, in sales of some lines each."""
    chance, waits = random.Random(products), []  # noqa: S311
    for _ in range(SCANS // LINES):
        chosen = chance.sample(range(2, products + 1), LINES)
        waits += _on_sale(cashier).evaluate(_SCAN, [_barcode(number) for number in chosen])
        cashier.sell(())
    return waits


def _start(cashier: Cashier, products: int) -> float:
    """The browser was killed: from its start until an article is on the screen; the PIN is typed as people type."""
    cashier.device.bury()
    began = perf_counter()
    cashier.device.open()
    cashier.sign_in()
    _on_sale(cashier).evaluate(_SCAN, [_barcode(products)])
    took = perf_counter() - began
    cashier.sell(())
    return took


def _on_sale(cashier: Cashier) -> Any:
    next_customer = cashier.page.get_by_role("button", name="Next customer")
    cashier.page.locator("nav.places").first.wait_for()
    if next_customer.is_visible():
        next_customer.click()
    return cashier.page


def _barcode(number: int) -> str:
    return str(2_900_000_000_000 + number)


def _told(waits: list[float], unit: str = "ms", digits: int = 0) -> str:
    """Half of them and all but one in twenty within; the longest."""
    waits = sorted(waits)
    p95 = waits[min(len(waits) - 1, len(waits) * 95 // 100)]
    return f"p50 {median(waits):.{digits}f} {unit}, p95 {p95:.{digits}f}, most {waits[-1]:.{digits}f} ({len(waits)})"


if __name__ == "__main__":
    main()
