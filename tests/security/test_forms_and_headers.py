"""Each form carries a token, each page says what it may load, and nothing that was sent can run."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as given
from django.contrib.auth import get_user_model
from django.test import Client

from duken.payments import provider
from tests.doors.asks import ask, kinds_of
from tests.doors.conftest import world as world
from tests.doors.people import BACKEND
from tests.doors.walk import Operation, operations
from tests.doors.world import World

WITHOUT_TOKEN = ("api/", "webhooks/payments/", "stop/")  # authenticated by key and by signature, never by a cookie
FORMS = [one for one in operations() if one.method == "POST" and not one.route.startswith(WITHOUT_TOKEN)]
PAGES = ["/", "/about/", "/basket/", "/account/sign-in/", "/office/login/", "/nowhere/", "/api/docs", "/robots.txt"]


def test_no_form_is_taken_without_its_token(world: World) -> None:
    browser, person = Client(enforce_csrf_checks=True, raise_request_exception=False), world.here["chief"]
    browser.force_login(get_user_model().objects.get(pk=person.user_id), BACKEND)
    taken = []
    for operation in FORMS:
        asked = ask(operation, kinds_of(operation)[0], person, world)
        if browser.post(asked.path, asked.form).status_code not in (403, 405):
            taken.append(str(operation))

    assert taken == []
    assert len(FORMS) > 200


def test_what_is_taken_without_a_token_does_not_look_at_the_cookie(world: World) -> None:
    for operation in (one for one in operations() if one.method == "POST" and one.route.startswith("api/v1/")):
        by_code = operation.route == "api/v1/till/enrol"  # a device has no key yet, but a code, which is wrong here
        assert _as_chief(operation, world) in ((422,) if by_code else (400, 401, 404, 405, 200)), operation


def _as_chief(operation: Operation, world: World) -> int:
    path = "/" + operation.route.replace("<", "").replace(">", "")
    return world.here["chief"].client.post(path, "{}", content_type="application/json").status_code


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_and_runs_only_what_is_ours(path: str, client: Client) -> None:
    policy = rules(client.get(path)["Content-Security-Policy"])

    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, "/api/v1/me", "/media/none.webp", "/readyz"])
def test_every_answer_carries_its_headers(path: str, client: Client) -> None:
    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Content-Security-Policy" in response
    assert "Server" not in response


@pytest.mark.django_db
def test_over_https_browsers_are_told_to_stay_there(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 30 * 24 * 3600

    assert client.get("/about/", secure=True)["Strict-Transport-Security"].startswith("max-age=2592000")


@pytest.mark.django_db
def test_only_the_checkout_leads_to_the_pages_of_payment_services(
    client: Client, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.selling("TEA")
    bank = type("Bank", (), {"code": "bank", "origins": ("https://pay.bank.example",)})()
    monkeypatch.setitem(provider.PROVIDERS, "bank", bank)
    client.post("/basket/add/", {"variant": str(make.variant("TEA").id), "quantity": "1"})

    assert rules(client.get("/checkout/")["Content-Security-Policy"])["form-action"] == [
        "'self'",
        "https://pay.bank.example",
    ]
    assert rules(client.get("/basket/")["Content-Security-Policy"])["form-action"] == ["'self'"]


def test_cookies_are_secure_where_the_shop_is() -> None:
    assert given.SESSION_COOKIE_SECURE == given.CSRF_COOKIE_SECURE == given.PUBLIC_URL.startswith("https://")
    assert given.SESSION_COOKIE_HTTPONLY


def rules(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}
