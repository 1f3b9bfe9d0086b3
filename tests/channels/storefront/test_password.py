"""A password for who wants one: set after a proof, told by letter, the same answer for everybody else."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from duken.access.models import User
from duken.access.staff import create_staff
from duken.channels.storefront import password as door
from duken.conversations.models import Message
from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in

GOOD, OTHER = "a long walk to the shop", "three cups of green tea"
pytestmark = pytest.mark.django_db


def enter(shopper: Shopper, password: str, contact: str = "anna@example.com") -> Any:
    return shopper.post(reverse("storefront:password_sign_in"), {"contact": contact, "password": password})


def set_password(shopper: Shopper, password: str) -> Any:
    return shopper.post(reverse("storefront:password"), {"password1": password})


def is_in(shopper: Shopper) -> bool:
    return bool(shopper.get("/account/").status_code == 200)


@pytest.fixture
def anna(shopper: Shopper, tea: Any) -> Shopper:
    """She came in by a code and set a password."""
    sign_in(shopper, "anna@example.com")
    assert set_password(shopper, GOOD).status_code == 302
    return shopper


def a_while_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LATELY", -door.LATELY)


@pytest.mark.parametrize("contact", ["anna@example.com", "020 7946 0018"])
def test_a_password_signs_in_by_e_mail_and_by_phone(shopper: Shopper, tea: Any, contact: str) -> None:
    sign_in(shopper, contact)
    set_password(shopper, GOOD)
    desktop = Shopper()

    enter(desktop, GOOD, contact)

    assert is_in(desktop)
    assert is_in(shopper)


def test_wrong_unknown_staff_and_without_a_password_are_answered_alike(anna: Shopper, make: Any) -> None:
    create_staff("boss@example.com", password=GOOD, roles=[("owner", None)], by=make.by)
    sign_in(Shopper(), "none@example.com")

    answers = [
        enter(Shopper(), password, contact)
        for contact, password in (
            ("anna@example.com", OTHER),
            ("nobody@example.com", GOOD),
            ("boss@example.com", GOOD),
            ("none@example.com", GOOD),
        )
    ]

    assert {one.status_code for one in answers} == {422}
    pages = {re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", one.content.decode()) for one in answers}
    assert len(pages) == 1


def test_guessing_is_slowed_down_and_a_code_still_works(anna: Shopper) -> None:
    thief = Shopper()
    for _ in range(5):
        assert enter(thief, OTHER).status_code == 422

    assert enter(thief, GOOD).status_code == 429
    sign_in(desktop := Shopper(), "anna@example.com")
    assert is_in(desktop)


def test_a_change_signs_everybody_else_out_and_is_told_by_letter(anna: Shopper) -> None:
    desktop = Shopper()
    enter(desktop, GOOD)

    set_password(anna, OTHER)

    assert not is_in(desktop)
    assert is_in(anna)
    assert enter(Shopper(), GOOD).status_code == 422
    letters = Message.objects.filter(kind="password").order_by("pk")
    assert [one.subject for one in letters] == ["Duken: a password was set", "Duken: your password was changed"]
    assert {one.recipient for one in letters} == {"anna@example.com"}
    assert not any(GOOD in one.body or OTHER in one.body for one in letters)


def test_after_a_while_one_shows_oneself_first(anna: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    a_while_later(monkeypatch)

    set_password(anna, OTHER)
    anna.post(reverse("storefront:password_remove"))

    assert User.objects.get(email="anna@example.com").check_password(GOOD)
    page = anna.get(reverse("storefront:password")).content.decode()
    assert "First show that it is you" in page


def test_the_present_password_is_a_proof_and_a_wrong_one_is_none(anna: Shopper) -> None:
    session = anna.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - 3600}]
    session.save()

    assert anna.post(reverse("storefront:password_show"), {"password": OTHER}).status_code == 422
    assert set_password(anna, OTHER).status_code == 200
    anna.post(reverse("storefront:password_show"), {"password": GOOD})
    assert set_password(anna, OTHER).status_code == 302

    assert User.objects.get(email="anna@example.com").check_password(OTHER)


def test_a_code_is_a_proof_and_leads_back(anna: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = anna.post(reverse("storefront:password_code"))
    assert not is_in(anna)
    [code] = re.findall(r"is ([A-Z0-9-]+)\.", mail.outbox[-1].body)

    back = anna.post(asked.headers["Location"], {"code": code, "action": "verify"})

    assert back.headers["Location"] == reverse("storefront:password")
    assert set_password(anna, OTHER).status_code == 302


def test_a_forgotten_password_is_set_anew_with_a_code(anna: Shopper) -> None:
    desktop = Shopper()
    for contact in ("nobody@example.com", "anna@example.com"):  # the same answer
        asked = desktop.post("/account/sign-in/", {"contact": contact, "then": "password"})
        assert asked.headers["Location"] == "/account/code/?next=/account/password/"
    code = re.search(r"is ([A-Z0-9-]+)\.", mail.outbox[-1].body)
    assert code

    page = desktop.get(asked.headers["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/account/password/">' in page
    desktop.post("/account/code/", {"code": code[1], "action": "verify", "next": "/account/password/"})
    set_password(desktop, OTHER)

    assert enter(Shopper(), OTHER).headers["Location"] == "/account/"


def test_a_code_leads_nowhere_but_into_this_shop(shopper: Shopper, tea: Any) -> None:
    shopper.post("/account/sign-in/", {"contact": "anna@example.com"})
    code = re.search(r"is ([A-Z0-9-]+)\.", mail.outbox[-1].body)
    assert code

    told = {"code": code[1], "action": "verify", "next": "https://example.org/"}

    assert shopper.post("/account/code/", told).headers["Location"] == "/account/"


def test_a_removed_password_signs_nobody_in(anna: Shopper) -> None:
    anna.post(reverse("storefront:password_remove"))

    assert enter(Shopper(), GOOD).status_code == 422
    assert is_in(anna)
    assert Message.objects.filter(kind="password").latest("pk").subject == "Duken: your password was removed"


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short", "Too short: make it ten characters or more."),
        ("9027481653", "Digits alone are guessed quickly"),
        ("anna@example.com", "Too much like your name"),
        ("1q2w3e4r5t", "Many people use this one"),
    ],
)
def test_a_weak_one_is_refused_with_what_to_do(shopper: Shopper, tea: Any, weak: str, said: str) -> None:
    sign_in(shopper, "anna@example.com")

    answer = set_password(shopper, weak)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.get(email="anna@example.com").has_usable_password()


def test_who_works_here_has_no_password_from_this_door(shopper: Shopper, tea: Any, make: Any) -> None:
    create_staff("boss@example.com", password=GOOD, roles=[("owner", None)], by=make.by)
    shopper.force_login(User.objects.get(email="boss@example.com"), "django.contrib.auth.backends.ModelBackend")

    for page in ("password", "password_remove", "password_show", "password_code"):
        assert shopper.post(reverse(f"storefront:{page}"), {"password1": OTHER}).status_code == 403

    assert User.objects.get(email="boss@example.com").check_password(GOOD)
