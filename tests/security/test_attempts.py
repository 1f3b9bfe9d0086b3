"""Guessing is slow: a pause that grows, per person and per address, that no header and no second process gets round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client, RequestFactory

from duken.access import attempts
from duken.access.attempts import TooManyAttempts, pause
from duken.channels.client_address import client_address
from duken.kernel import clock, sql

pytestmark = pytest.mark.django_db


def tries(times: int, *, person: str = "ann", address: str = "1.1.1.1") -> list[bool]:
    """Which of so many wrong passwords are looked at."""
    answers = []
    for _ in range(times):
        try:
            attempts.attempt("password", person=person, address=address)
            answers.append(True)
        except TooManyAttempts:
            answers.append(False)
    return answers


def test_the_pause_doubles_and_ends() -> None:
    assert [pause(n) / timedelta(minutes=1) for n in range(6)] == [1, 2, 4, 8, 15, 15]


def test_five_wrong_ones_then_one_after_each_longer_pause() -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False):
        assert tries(7) == [True] * 5 + [False] * 2
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        assert tries(3) == [True, False, False]
    with time_machine.travel(now + timedelta(seconds=61 + 110), tick=False):
        assert tries(1) == [False]
    with time_machine.travel(now + timedelta(seconds=61 + 121), tick=False):
        assert tries(2) == [True, False]


def test_a_stranger_elsewhere_does_not_keep_somebody_out() -> None:
    tries(20, address="6.6.6.6")

    assert tries(1, address="1.1.1.1") == [True]


def test_many_addresses_together_do_not_guess_one_person_for_long() -> None:
    looked_at = sum(tries(1, address=f"9.9.{n}.9")[0] for n in range(60))

    assert looked_at == attempts.LIMITS["password"].person


def test_one_address_does_not_guess_many_people() -> None:
    looked_at = sum(tries(1, person=f"person {n}")[0] for n in range(60))

    assert looked_at == attempts.LIMITS["password"].address


def test_success_forgets_and_nothing_readable_is_kept() -> None:
    tries(4)
    attempts.succeeded("password", person="ANN", address="1.1.1.1")

    assert tries(5) == [True] * 5
    assert "ann" not in str(sql.rows("SELECT * FROM access_attempt"))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 2.2.2.2", "2.2.2.2"),
        (2, "6.6.6.6, 2.2.2.2, 10.0.0.1", "2.2.2.2"),
        (1, "", "127.0.0.1"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (1, "::ffff:2.2.2.2", "2.2.2.2"),
        (1, "x" * 500, "x" * 64),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(proxies: int, forwarded: str, expected: str, settings: Any) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})

    assert client_address(request) == expected


def test_a_made_up_header_does_not_help_at_the_door_of_the_office(make: Any) -> None:
    answers = [
        Client()
        .post(
            "/office/login/",
            {"email": "ann@example.com", "password": "wrong"},
            headers={"X-Forwarded-For": f"9.9.9.{number}", "X-Real-IP": f"9.9.9.{number}", "Forwarded": "for=9.9.9.9"},
        )
        .status_code
        for number in range(6)
    ]

    assert answers == [422] * 5 + [429]


def test_codes_are_guessed_as_slowly_however_many_are_asked_for(make: Any) -> None:
    make.selling("TEA")
    answers = []
    for _ in range(4):
        browser = Client()
        assert browser.post("/account/sign-in/", {"contact": "ann@example.com"}).status_code == 302
        answers += [browser.post("/account/code/", {"code": "WRONG1"}).status_code for _ in range(3)]

    assert answers.count(429) == 3
    assert len(mail.outbox) == 4
    assert Client().post("/account/sign-in/", {"contact": "ann@example.com"}).status_code == 302
    assert Client().post("/account/sign-in/", {"contact": "ann@example.com"}).status_code == 429
    assert len(mail.outbox) == 5
