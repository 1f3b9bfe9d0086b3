"""The till's app on a device: opens without a network, in one tab, and takes an update without losing anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from duken.channels.pos import built
from tests.journeys.played_shop import BARCODE, PIN
from tests.journeys.played_till import PlayedTill

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def context(browser: Any, live_server: Any) -> Iterator[Any]:
    assert built.file(built.SHELL), "the till's app is not built: make till"
    opened = browser.new_context(base_url=live_server.url, viewport={"width": 1180, "height": 820}, locale="en-GB")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def server(context: Any) -> PlayedTill:
    return PlayedTill(context)


@pytest.fixture
def till(context: Any, server: PlayedTill) -> Any:
    """Enrolled, signed in, its worker in charge."""
    page = context.new_page()
    page.goto("/till/")
    page.get_by_label("Code").fill("ABCD-1234")
    page.get_by_role("button", name="Enrol").click()
    sign_in(page)
    page.evaluate(
        """new Promise((done) => navigator.serviceWorker.controller ? done()
          : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
    )
    return page


def sign_in(page: Any) -> None:
    page.get_by_text("PIN: Anna").or_(page.get_by_text("PIN of Anna")).wait_for()
    page.keyboard.type(PIN, delay=120)  # what comes faster is a scanner
    page.keyboard.press("Enter")
    page.get_by_test_id("link").wait_for()


def scan(page: Any) -> None:
    page.keyboard.type(BARCODE)
    page.keyboard.press("Enter")


def begin_selling(page: Any) -> None:
    page.get_by_role("button", name="Sell", exact=True).click()
    scan(page)
    page.get_by_text("24.99").first.wait_for()


def see_the_sale(page: Any) -> None:
    page.get_by_role("button", name="Sell", exact=True).click()
    page.get_by_text("24.99").first.wait_for()


def test_it_opens_without_a_network_and_says_so(till: Any, server: PlayedTill) -> None:
    begin_selling(till)
    server.go(away=True)

    till.reload()

    till.get_by_test_id("link").get_by_text("Offline").wait_for()
    see_the_sale(till)
    scan(till)
    till.get_by_text("49.98").first.wait_for()

    server.go(away=False)
    till.get_by_test_id("link").get_by_text("Online").wait_for()


def test_a_second_tab_waits_its_turn_and_goes_on_with_the_same_sale(till: Any, context: Any) -> None:
    begin_selling(till)

    second = context.new_page()
    second.goto("/till/")
    second.get_by_text("The till is open in another tab").wait_for()
    till.close()

    sign_in(second)
    see_the_sale(second)


def test_an_update_waits_for_the_sale_and_keeps_it(
    till: Any, context: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_selling(till)
    version = till.evaluate("caches.keys()")
    monkeypatch.setattr(built, "BUILT", a_newer_build(tmp_path))

    till.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    till.get_by_text("A new version waits until this sale is done.").wait_for()
    till.get_by_text("24.99").first.wait_for()
    assert till.evaluate("document.title") == "Till"

    till.get_by_title("Somebody else sells").click()
    till.get_by_text("PIN of Anna").wait_for()
    assert till.evaluate("document.title") == "Till"

    sign_in(till)
    see_the_sale(till)
    assert till.evaluate("caches.keys()") == [*version, "duken-till-newer"]


def test_an_update_is_taken_where_nobody_sells(till: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "BUILT", a_newer_build(tmp_path))
    till.get_by_title("Somebody else sells").click()

    till.evaluate("navigator.serviceWorker.getRegistration().then((found) => void found.update())")
    from playwright.sync_api import expect

    expect(till).to_have_title("A newer till")

    sign_in(till)
    assert till.evaluate("caches.keys()") == ["duken-till-newer"]


def test_a_browser_without_a_network_meets_no_half_of_a_version(
    till: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker of one build and the page of another: it is not used."""
    newer = a_newer_build(tmp_path)
    shell = newer / built.SHELL
    shell.write_text(shell.read_text().replace("A newer till", "A third till"))
    monkeypatch.setattr(built, "BUILT", newer)
    till.get_by_title("Somebody else sells").click()

    refused = till.evaluate(
        """navigator.serviceWorker.getRegistration().then(async (found) => {
          await found.update().catch(() => {});
          const coming = found.installing;
          if (coming) await new Promise((done) => coming.addEventListener("statechange", done));
          return [coming?.state ?? "redundant", found.waiting === null];
        })"""
    )

    assert refused == ["redundant", True]
    till.reload()
    assert till.evaluate("document.title") == "Till"


def test_a_picture_once_seen_is_kept_on_the_device(till: Any, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    Image.new("RGB", (4, 4)).save(tmp_path / "tea.webp")
    seen = """new Promise((done) => {
      const picture = new Image();
      picture.onload = picture.onerror = () => done(picture.naturalWidth);
      picture.src = "/media/tea.webp";
    })"""

    assert till.evaluate(seen) == 4

    till.wait_for_function("caches.match('/media/tea.webp').then((kept) => kept?.ok)")  # kept after it is shown
    assert till.evaluate("caches.match('/media/coffee.webp').then((kept) => kept === undefined)")


def a_newer_build(folder: Path) -> Path:
    """The same app with another title, built again."""
    import hashlib

    newer = folder / "built"
    shutil.copytree(built.BUILT, newer)
    shell = newer / built.SHELL
    before = hashlib.sha256(shell.read_bytes()).hexdigest()
    shell.write_text(shell.read_text().replace("<title>Till</title>", "<title>A newer till</title>"))
    worker = newer / "worker.js"
    said = worker.read_text()
    version = said.split('const VERSION = "')[1].split('"')[0]
    said = said.replace(version, "newer").replace(before, hashlib.sha256(shell.read_bytes()).hexdigest())
    worker.write_text(said)
    return newer
