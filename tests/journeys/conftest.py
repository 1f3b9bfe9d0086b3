"""A real browser on a real server: Debian's Chromium against Django's live server, with a small shop inside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Not for the whole run: while it is open its loop runs in this thread, and no test could run one of its own."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with pytest.MonkeyPatch.context() as patched, playwright.sync_playwright() as driver:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # nor need Django mind that loop
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A page of its own on the live server; what it complains about fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def shop(make: Any) -> Any:
    """Two shops and a delivery; tea, mugs and a pot of which there is one."""
    from duken.channels.storefront import shelves

    shelves.forget()
    make.selling("LANTERN", "MUG", stock=9)
    make.selling("POT", stock=1)
    make.shop("soho", position=2)
    make.stock("LANTERN", 4, shop="soho")
    make.delivery_zone(ships_from="high-street")
    return make
