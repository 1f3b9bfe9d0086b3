"""The till's app as a browser gets it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duken.channels.pos import built

SCRIPT = b"const till = 1;\n" * 100


@pytest.fixture
def till(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built app: a page, a script with its content in its name, the worker, and what only the build needs."""
    folder = tmp_path / "built"
    (folder / "assets").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Till</title>")
    (folder / "assets" / "main-4f3a.js").write_bytes(SCRIPT)
    (folder / "worker.js").write_text("self")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / ".vite" / "manifest.json").write_text("{}")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(built, "BUILT", folder)
    return folder


@pytest.fixture
def browser() -> Client:
    return Client()


def test_the_page_opens_for_anybody_and_is_asked_after_each_time(till: Path, browser: Client) -> None:
    page = browser.get("/till/")

    assert page.status_code == 200
    assert b"<title>Till</title>" in page.content
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page["Cache-Control"] == "no-cache"
    assert not page.cookies


def test_the_page_loads_its_own_files_only_and_asks_no_other_machine(till: Path, browser: Client) -> None:
    policy = dict(one.split(" ", 1) for one in browser.get("/till/")["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["style-src"] == "'self'"
    assert policy["connect-src"] == "'self' http://127.0.0.1:* http://localhost:*"
    assert policy["frame-ancestors"] == policy["form-action"] == policy["base-uri"] == "'none'"


def test_a_file_named_after_its_content_is_kept_for_ever(till: Path, browser: Client) -> None:
    script = browser.get("/till/assets/main-4f3a.js")

    assert script.content == SCRIPT
    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert script["Cache-Control"] == "max-age=31536000, public, immutable"
    assert script["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_can_unzip_gets_it_zipped(till: Path, browser: Client) -> None:
    script = browser.get("/till/assets/main-4f3a.js", headers={"Accept-Encoding": "gzip, br"})

    assert script["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in script["Vary"]
    assert gzip.decompress(script.content) == SCRIPT
    assert len(script.content) < len(SCRIPT) / 10


@pytest.mark.parametrize("name", ["worker.js", "manifest.webmanifest"])
def test_what_rules_over_the_app_is_asked_after_each_time(till: Path, browser: Client, name: str) -> None:
    assert browser.get(f"/till/{name}")["Cache-Control"] == "no-cache"


def test_what_a_browser_has_is_not_sent_again_until_it_changes(till: Path, browser: Client) -> None:
    etag = browser.get("/till/")["ETag"]

    assert browser.get("/till/", headers={"If-None-Match": etag}).status_code == 304

    (till / "index.html").write_text("<!doctype html><title>A new till</title>")
    assert b"A new till" in browser.get("/till/", headers={"If-None-Match": etag}).content


@pytest.mark.parametrize(
    "name",
    [
        "nothing.js",
        "../secret.txt",
        "..%2fsecret.txt",
        "assets/../../secret.txt",
        ".vite/manifest.json",
        "index.html",
        "assets",
        "a%00b",
        "a" * 5000,
    ],
)
def test_nothing_else_is_there(till: Path, browser: Client, name: str) -> None:
    assert browser.get(f"/till/{name}").status_code in (400, 404)


def test_nothing_is_written_there(till: Path, browser: Client) -> None:
    assert browser.post("/till/").status_code == 405
    assert browser.post("/till/worker.js").status_code == 405


def test_where_nothing_is_built_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Client
) -> None:
    monkeypatch.setattr(built, "BUILT", tmp_path / "nothing")

    page: Any = browser.get("/till/", headers={"Accept-Language": "en"})

    assert page.status_code == 503
    assert page["Retry-After"] == "10"
    assert page["Cache-Control"] == "no-store"
    assert b"make till" in page.content
    assert browser.get("/till/worker.js").status_code == 404
