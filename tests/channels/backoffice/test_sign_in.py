"""The door of the office: the right people come in, guessing is slowed down."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.test import Client

from duken.access.models import AuditEntry
from duken.kernel import clock

DOOR = "/office/login/"
PASSWORD = "a long walk to the shop"


def knock(browser: Client, password: str, email: str = "owner-all@example.com", **more: str):
    return browser.post(DOOR, {"email": email, "password": password, **more})


def test_the_right_password_opens_and_is_written_down(owner):
    browser = Client()

    answer = knock(browser, PASSWORD, email="OWNER-all@example.com")

    assert answer.status_code == 303
    assert answer["Location"] == "/office/"
    assert browser.get("/office/").status_code == 200
    assert AuditEntry.objects.filter(act="access.sign_in").count() == 1


def test_five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(owner):
    browser = Client()

    assert [knock(browser, "wrong").status_code for _ in range(6)] == [422] * 5 + [429]
    assert knock(browser, PASSWORD).status_code == 429
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert knock(browser, PASSWORD).status_code == 303


def test_guessing_many_people_from_one_address_is_stopped(owner):
    browser = Client()

    answers = [knock(browser, "wrong", email=f"nobody{n}@example.com").status_code for n in range(31)]

    assert answers == [422] * 30 + [429]


def test_a_shopper_is_answered_like_a_wrong_password(db, django_user_model):
    django_user_model.objects.create_user("shopper@example.com", PASSWORD)

    answer = knock(Client(), PASSWORD, email="shopper@example.com")

    assert answer.status_code == 422
    assert "E-mail or password is wrong." in answer.content.decode()


def test_the_way_on_never_leads_elsewhere(owner):
    for wanted in ("https://evil.example/", "//evil.example", "/\\evil.example", "/", "javascript:alert(1)"):
        assert knock(Client(), PASSWORD, next=wanted)["Location"] == "/office/"
    assert knock(Client(), PASSWORD, next="/office/orders/?q=1")["Location"] == "/office/orders/?q=1"


def test_a_form_from_elsewhere_is_refused(sign_in, make):
    make.channel("web")
    browser = sign_in("owner", csrf=True)

    assert browser.post("/office/logout/").status_code == 403
    assert browser.post("/office/products/new/", {"name": "x"}).status_code == 403


def test_pages_with_names_in_them_stay_out_of_caches(owner):
    assert owner.get("/office/customers/")["Cache-Control"] == "no-store, private"
