"""A card terminal and a printer beside a till: money that was taken finds its receipt, whatever dies in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
import pytest

from duken.channels.pos import built
from duken.config.devices.printer import Printer
from duken.config.devices.server import HOST, serve_device
from duken.config.devices.terminal import Terminal
from duken.tills.models import Difference, Entry
from tests.journeys.at_the_till import PIN, TABLET, Cashier
from tests.journeys.conftest import ARGUMENTS, CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
TEA = "4006381333931"


@pytest.fixture
def beside(live_server: Any) -> Iterator[Callable[..., str]]:
    """`beside(terminal)`: its address, while it listens for this shop's till."""
    servers = []

    def listening(device: Any) -> str:
        server = serve_device(device.answer, port=0, page="terminal.html", till=live_server.url)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return f"http://{HOST}:{server.server_address[1]}"

    yield listening
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def till(make: Any, beside: Any, terminal: Terminal, printer: Printer) -> Any:
    if built.file(built.SHELL) is None:
        pytest.skip("the till's app is not built: make till")
    make.variant("LANTERN", barcodes=[TEA])
    make.selling("LANTERN", price_minor=1250, stock=50)
    make.seller("kim@example.com", pin=PIN)
    return make.till("K1", name="Front", terminal=beside(terminal), printer=beside(printer))


@pytest.fixture
def device(browser: Any, live_server: Any, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """`device()` opens the browser of this till; what it keeps outlives it, however it ended."""
    opened = []

    def open_again() -> Any:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=ARGUMENTS, base_url=live_server.url, viewport=TABLET
        )
        opened.append(context)
        return context.pages[0]

    yield open_again
    for context in opened:
        with suppress(Exception):  # the ones that were killed are closed already
            context.close()


def kill(profile: Path) -> None:
    """The power goes: no process of that browser hears of it."""
    own = [
        one for one in psutil.process_iter(["cmdline"]) if f"--user-data-dir={profile}" in (one.info["cmdline"] or [])
    ]
    assert own
    for process in own:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(own, timeout=10)
    (profile / "SingletonLock").unlink(missing_ok=True)


def begin(device: Any, till: Any) -> Cashier:
    cashier = Cashier(device())
    cashier.enrol(till)
    cashier.open_shift()
    cashier.begin()
    return cashier


def to_the_terminal(cashier: Cashier, terminal: Terminal, state: str) -> str:
    """Until the terminal has the payment, and it stands so."""
    cashier.scan(TEA)
    cashier.tap("Pay")
    cashier.tap("Card")
    for _ in range(100):
        if any(payment.state == state for payment in terminal.payments.values()):
            return next(iter(terminal.payments))
        cashier.page.wait_for_timeout(50)
    raise AssertionError(terminal.payments)


def approve(terminal: Terminal, payment: str) -> None:
    terminal.payments[payment] = replace(terminal.payments[payment], state="approved", reference="A1")


def test_a_card_sale_is_a_scan_and_two_taps_and_its_receipt_is_printed(
    device: Any, till: Any, terminal: Terminal, printer: Printer
) -> None:
    terminal.habit = "approve"
    cashier = begin(device, till)

    to_the_terminal(cashier, terminal, "approved")
    cashier.sees("Next customer")

    assert cashier.taps == 2
    cashier.is_sent(2)
    [payment] = terminal.payments.values()
    [tender] = Entry.objects.get(kind="sold").body["tenders"]
    assert (tender["id"], tender["reference"], tender["amount_minor"]) == (payment.id, payment.reference, 1250)
    for _ in range(50):
        if printer.papers:
            break
        cashier.page.wait_for_timeout(100)
    assert [code["text"] for paper in printer.papers for code in paper["parts"] if code["kind"] == "bars"] == ["K1-1"]
    assert printer.opened == 0
    assert not Difference.objects.exists()


@pytest.mark.parametrize("when", ["before the answer", "after the answer"])
def test_money_that_was_taken_finds_its_receipt_though_the_browser_is_killed(
    device: Any, till: Any, terminal: Terminal, tmp_path: Path, when: str
) -> None:
    cashier = begin(device, till)
    payment = to_the_terminal(cashier, terminal, "waiting")
    if when == "after the answer":
        cashier.page.evaluate(
            "void (crypto.subtle.digest = () => new Promise(() => {}))"
        )  # the journal can write nothing more
        approve(terminal, payment)
        cashier.page.wait_for_timeout(1500)
    kill(tmp_path / "profile")
    if when == "before the answer":
        approve(terminal, payment)
    assert Entry.objects.filter(kind="sold").count() == 0

    again = Cashier(device())
    again.page.goto("/till/")
    again.page.get_by_role("button", name="kim").first.wait_for()
    if again.page.locator(".keypad").count() or again.page.get_by_text("Who sells?").count():
        again.sign_in("kim")
    again.sees("Next customer")

    again.is_sent(2)
    [tender] = Entry.objects.get(kind="sold").body["tenders"]
    assert (tender["id"], tender["reference"]) == (payment, "A1")
    assert len(terminal.payments) == 1
    assert not Difference.objects.exists()


def test_an_answer_that_is_lost_is_asked_after_and_never_begun_again(
    device: Any, till: Any, terminal: Terminal
) -> None:
    terminal.habit = "silent"
    cashier = begin(device, till)
    to_the_terminal(cashier, terminal, "approved")
    cashier.sees("Asking the terminal")

    terminal.habit = "decline"  # whoever starts another payment is declined
    cashier.sees("Next customer")

    cashier.is_sent(2)
    assert [payment.state for payment in terminal.payments.values()] == ["approved"]


def test_a_printer_without_paper_holds_up_nothing_and_prints_it_later(
    device: Any, till: Any, terminal: Terminal, printer: Printer
) -> None:
    terminal.habit, printer.trouble = "approve", "paper_out"
    cashier = begin(device, till)
    to_the_terminal(cashier, terminal, "approved")
    cashier.sees("Next customer")
    cashier.sees("The printer has no paper.")
    cashier.is_sent(2)

    printer.trouble = ""
    cashier.tap("Try again")
    cashier.page.get_by_text("The printer has no paper.").wait_for(state="hidden")

    assert len(printer.papers) == 1
