"""A till that sells without a network while everything breaks: each receipt is on the server exactly once."""

from __future__ import annotations

import os
import random
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from duken.channels.pos import built
from tests.journeys.conftest import CHROMIUM
from tests.journeys.test_till_offline import a_newer_build
from tests.offline.cashier import Cashier, codes_of
from tests.offline.device import Device
from tests.offline.shop import TillShop

SALES = int(os.environ.get("OFFLINE_SALES", "500"))
KILLS = int(os.environ.get("OFFLINE_KILLS", "200"))
RELOAD_ONE_IN, SECOND_TAB_ONE_IN = 12, 40
CHANCE = random.Random(20261122)


@pytest.fixture(scope="module")
def shop() -> Iterator[TillShop]:
    if built.file(built.SHELL) is None:
        pytest.skip("the till's app is not built: make till")
    made = TillShop()
    made.prepare()
    made.open()
    yield made
    with suppress(Exception):
        made.close()
    made.throw_away()


@pytest.fixture(scope="module")
def cashier(shop: TillShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cashier]:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        device = Device(driver, tmp_path_factory.mktemp("profile"), shop.address)
        device.open()
        at = Cashier(device)
        at.enrol(shop.code)
        yield at
        device.throw_away()


def test_every_sale_of_a_week_without_a_network_is_on_the_server_exactly_once(
    shop: TillShop, cashier: Cashier, tmp_path: Path
) -> None:
    began = time.monotonic()
    half = SALES // 2
    kills = sorted(CHANCE.sample(range(SALES), min(KILLS, SALES)))

    older = shop.back_up()  # the shift is open, nothing is sold
    shop.close()
    killed = sum(_sells(cashier, number, number in kills) for number in range(half))
    shop.open()
    _is_sent(cashier)

    # The server is as it was before any of it: the till sends everything again by itself.
    seen = shop.entries()
    shop.go_back_to(older)
    lost = seen - shop.entries()
    _is_on_the_server(cashier, shop, seen)

    shop.close()
    killed += sum(_sells(cashier, number, number in kills) for number in range(half, SALES))
    _takes_an_update_with_a_full_queue(shop, cashier, tmp_path)
    _is_sent(cashier)
    cashier.close_shift()
    _is_sent(cashier)

    receipts = dict(shop.asked("SELECT number, net_minor FROM tills_entry WHERE kind = 'sold'"))
    assert cashier.done.items() <= receipts.items()
    assert len(cashier.done) >= SALES
    [(entries, last, numbers)] = shop.asked(
        "SELECT count(*), max(sequence), count(DISTINCT number) FILTER (WHERE kind = 'sold') FROM tills_entry"
    )
    assert (entries, numbers) == (last, len(receipts))
    assert sorted(int(number.removeprefix("K1-")) for number in receipts) == list(range(1, len(receipts) + 1))
    [(orders, total)] = shop.asked("SELECT count(*), sum(total_minor) FROM orders_order")
    assert (orders, total) == (len(receipts), sum(receipts.values()))
    [(report, books, counted, expected)] = shop.asked(
        "SELECT report, books, counted_minor, expected_minor FROM tills_shift"
    )
    assert (report["sales_minor"], counted) == (books["sales_minor"], expected)
    assert {name: value for name, value in books.items() if name in report} == report
    assert shop.asked("SELECT kind, facts FROM tills_difference") == []
    assert shop.verify() == (True, "")
    sys.stdout.write(
        f"\n{len(receipts)} receipts, {len(cashier.done)} of them seen as done; {killed} kills, "
        f"{lost} entries lost to the server and sent again; {time.monotonic() - began:.0f} s\n"
    )


def _sells(cashier: Cashier, number: int, is_killed: bool) -> int:
    """One sale, whatever happens in it; answers how often the browser was killed."""
    if CHANCE.randrange(RELOAD_ONE_IN) == 0:
        cashier.page.reload()
        cashier.sign_in()
    if CHANCE.randrange(SECOND_TAB_ONE_IN) == 0:
        _looks_at_a_second_tab(cashier)
    kills = 0
    while True:
        timer = threading.Timer(CHANCE.uniform(0.02, 0.7), cashier.device.kill) if is_killed and not kills else None
        if timer:
            timer.start()
        try:
            cashier.sell(codes_of(number), card=number % 4 == 0)
        except Exception:
            if not timer:
                cashier.page.screenshot(path=str(cashier.device.profile / "stuck.png"))
                raise
        if timer:
            timer.join()
            kills += 1
            cashier.device.bury()
            cashier.device.open()
            cashier.sign_in()
            continue  # whether that sale is on the disk or not: this one is made again, as one more
        return kills


def _looks_at_a_second_tab(cashier: Cashier) -> None:
    second = cashier.device.context.new_page()
    second.goto(f"{cashier.device.address}/till/")
    second.get_by_test_id("other-tab").wait_for()
    second.close()


def _takes_an_update_with_a_full_queue(shop: TillShop, cashier: Cashier, folder: Path) -> None:
    """Entries cannot be sent, the newer app can be had: it is taken, and everything still waits."""
    cashier.device.context.route("**/api/v1/till/entries", lambda route: route.abort())
    shop.open()
    page, waiting = cashier.page, cashier.waiting()
    for path in a_newer_build(folder).rglob("*"):
        if path.is_file():
            shutil.copy(path, shop.app / path.relative_to(folder / "built"))
    page.get_by_title("Somebody else sells").click()  # where nobody sells it is taken by itself
    page.get_by_text("PIN of kim").wait_for()
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => void found.update())")
    until = time.monotonic() + 60
    while page.title() != "A newer till":
        assert time.monotonic() < until, "the newer app was not taken"
        page.wait_for_timeout(200)
    cashier.sign_in()
    assert cashier.waiting() == waiting > 0
    cashier.device.context.unroute("**/api/v1/till/entries")


def _is_on_the_server(cashier: Cashier, shop: TillShop, entries: int) -> None:
    until = time.monotonic() + 120
    while shop.entries() < entries:
        assert time.monotonic() < until, "what the server lost was not sent again"
        cashier.page.evaluate("dispatchEvent(new Event('online'))")
        cashier.page.wait_for_timeout(500)


def _is_sent(cashier: Cashier) -> None:
    cashier.page.evaluate("dispatchEvent(new Event('online'))")
    until = time.monotonic() + 120
    while cashier.waiting():
        assert time.monotonic() < until, "not everything was sent"
        cashier.page.wait_for_timeout(200)
