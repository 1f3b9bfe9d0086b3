"""Sessions: a new one at each sign-in, ended by what changes a right, by rest and by the end of the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from duken.access.leave import resume_work, stop_work
from duken.access.staff import create_staff, set_password, set_roles
from duken.kernel import clock

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk to the shop"
EMAIL = "ann@example.com"


@pytest.fixture
def ann(make: Any) -> Client:
    """Ann, manager of the one shop, at her desk."""
    make.selling("TEA")
    create_staff(EMAIL, password=PASSWORD, roles=[("manager", None)], by=make.by)
    return sign_in(Client())


def sign_in(browser: Client) -> Client:
    assert browser.post("/office/login/", {"email": EMAIL, "password": PASSWORD}).status_code == 303
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/office/profile/").status_code == 200


def test_signing_in_makes_a_session_of_its_own(make: Any, ann: Client) -> None:
    browser = Client()
    browser.get("/office/login/")
    session = browser.session
    session["planted"] = "1"
    session.save()
    browser.cookies["sessionid"] = planted = session.session_key

    sign_in(browser)

    assert browser.cookies["sessionid"].value != planted
    assert Client(headers={"Cookie": f"sessionid={planted}"}).get("/office/profile/").status_code == 302


def test_other_sessions_end_when_roles_password_or_work_change(make: Any, ann: Client) -> None:
    for change in (
        lambda: set_roles(EMAIL, roles=[("cashier", None)], by=make.by),
        lambda: set_password(EMAIL, password=PASSWORD, by=make.by),
        lambda: (stop_work(EMAIL, by=make.by), resume_work(EMAIL, by=make.by)),
    ):
        assert is_in(ann)
        change()
        assert not is_in(ann)
        sign_in(ann)


def test_who_changes_their_own_password_stays_and_gets_a_new_session(ann: Client) -> None:
    before = ann.cookies["sessionid"].value
    form = {"password": "1", "old_password": PASSWORD, "new_password1": f"{PASSWORD}!", "new_password2": f"{PASSWORD}!"}

    assert ann.post("/office/profile/", form).status_code == 303

    assert is_in(ann)
    assert ann.cookies["sessionid"].value != before


def test_a_desk_left_alone_is_closed(ann: Client, settings: Any) -> None:
    now = clock.now()

    with time_machine.travel(now + timedelta(minutes=119)):
        assert is_in(ann)
    with time_machine.travel(now + timedelta(minutes=119 + 119)):
        assert is_in(ann)
    with time_machine.travel(now + timedelta(minutes=119 + 119 + 121)):
        assert not is_in(ann)


def test_a_working_day_ends_however_busy_it_is(ann: Client) -> None:
    now = clock.now()

    for hour in range(14):
        with time_machine.travel(now + timedelta(hours=hour)):
            assert is_in(ann)
    with time_machine.travel(now + timedelta(hours=14)):
        assert not is_in(ann)


def test_the_cookie_of_a_session_is_for_the_browser_alone(ann: Client) -> None:
    cookie = ann.cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
