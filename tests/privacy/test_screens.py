"""My data in the shop, somebody's data in the office, the link that stops offers: by plain forms, without scripts."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client

from duken.access.models import AuditEntry, User
from duken.access.staff import create_staff
from duken.customers.consents.give import Consenting, give_consents
from duken.customers.consents.link import withdrawal_token
from duken.customers.consents.live import consents_of, may_send
from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import sql
from duken.kernel.actor import system
from duken.privacy.models import Erasure, View, Wish
from duken.privacy.views.note import note_views
from duken.privacy.views.reads import who_saw
from duken.privacy.wish import grant_due_wishes

BY = system("tests")
pytestmark = pytest.mark.django_db


@pytest.fixture
def aru(make: Any, settings: Any, tmp_path: Any) -> UUID:
    settings.BACKUPS, settings.EMAIL_FILE_PATH, settings.FILES = tmp_path / "b", tmp_path / "o", tmp_path
    make.selling("TEA")
    return recognise_customers([Contact("Aru", "+77012345678", "aru@example.com", proof="signed_in")], by=BY)[0]


@pytest.fixture
def browser(aru: UUID) -> Client:
    cache.clear()
    client = Client()
    client.force_login(
        User.objects.create_user(email="aru@example.com", customer_id=aru),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_a_customer_switches_a_consent_on_and_off(browser: Client, aru: UUID) -> None:
    page = browser.get("/kk/account/privacy/")
    assert page.status_code == 200

    browser.post("/kk/account/privacy/consent/", {"purpose": "marketing", "given": "yes"})
    assert (consents_of(aru, by=BY)["marketing"].language, consents_of(aru, by=BY)["marketing"].channel) == (
        "kk",
        "web",
    )
    browser.post("/account/privacy/consent/", {"purpose": "marketing"})

    assert may_send([aru], purpose="marketing") == {}
    assert browser.post("/account/privacy/consent/", {"purpose": "order", "given": "yes"}).status_code == 302


def test_a_customer_takes_everything_away(browser: Client, aru: UUID, make: Any) -> None:
    make.order("TEA", customer_id=aru)
    note_views([aru], screen="card", by=BY)

    answer = browser.post("/account/privacy/export/")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(archive.read("everything.json"))["about"]
    assert {"card", "contacts", "orders", "order_lines", "sign_in", "who_saw_this"} <= set(told)
    assert {one["value"] for one in told["contacts"]} == {"+77012345678", "aru@example.com"}
    assert told["orders"][0]["total_minor"] == 499
    assert archive.read("contacts.csv").decode("utf-8-sig").startswith("kind;value;")
    assert AuditEntry.objects.filter(act="customers.export").count() == 1


def test_forget_me_waits_some_days_and_can_be_taken_back(browser: Client, aru: UUID) -> None:
    browser.post("/account/privacy/erase/", {"act": "wish"})
    assert "Keep my account" in browser.get("/account/privacy/").content.decode()
    assert grant_due_wishes(by=BY) == 0
    browser.post("/account/privacy/erase/", {"act": "back"})
    assert Wish.objects.filter(ended_at=None).count() == 0

    browser.post("/account/privacy/erase/", {"act": "wish"})
    sql.run("UPDATE privacy_wish SET due_at = now() - interval '1 hour'")

    assert grant_due_wishes(by=BY) == 1
    assert Customer.objects.get(pk=aru).name == ""
    assert browser.get("/account/privacy/").status_code == 302


def test_forget_me_now_needs_a_yes_and_signs_out(browser: Client, aru: UUID) -> None:
    browser.post("/account/privacy/erase/", {"act": "now"})
    assert Erasure.objects.count() == 0

    answer = browser.post("/account/privacy/erase/", {"act": "now", "sure": "yes"})

    assert answer["Location"] == "/"
    assert Erasure.objects.count() == 1
    assert not User.objects.filter(customer_id=aru).exists()


def test_a_stranger_sees_none_of_it(aru: UUID) -> None:
    for path in ("", "consent/", "export/", "erase/"):
        ask = Client().get if not path else Client().post
        assert ask(f"/account/privacy/{path}")["Location"].endswith("/sign-in/")


def test_one_press_in_a_letter_stops_the_next_looking_does_not(aru: UUID) -> None:
    give_consents([Consenting("marketing", aru)], by=BY)
    address = f"/stop/{withdrawal_token(aru, 'marketing')}/"
    program = Client(enforce_csrf_checks=True)

    assert program.get(address).status_code == 200
    assert set(may_send([aru], purpose="marketing")) == {aru}
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert may_send([aru], purpose="marketing") == {}
    assert program.post("/stop/nonsense/").status_code == 404


def test_a_guest_ticks_the_box_at_the_checkout_and_it_is_theirs_when_they_come_back(make: Any) -> None:
    cache.clear()
    make.selling("TEA")
    browser = Client()
    browser.post("/basket/add/", {"variant": str(make.variant("TEA").id), "quantity": 1})
    page = browser.get("/checkout/").content.decode()
    assert 'name="offers" value="yes">' in page, "empty until somebody ticks it"
    total = page.split('name="expected_pickup" value="')[1].split('"')[0]
    form = {"key": "k", "method": "pickup", "store": "high-street", "payment": "on_collection", "name": "Guest"}
    form |= {"email": "guest@example.com", "expected_pickup": total, "offers": "yes"}
    assert browser.post("/checkout/", form).status_code == 302

    [guest] = recognise_customers([Contact("Guest", email="guest@example.com", proof="signed_in")], by=BY)

    assert set(may_send([guest], purpose="marketing")) == {guest}


def test_who_looks_at_a_card_is_written_down_once_a_minute(aru: UUID, make: Any) -> None:
    office = Client()
    create_staff("owner@example.com", password="long enough 1", roles=[("owner", None)], by=BY)
    owner = User.objects.get(email="owner@example.com")
    office.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")

    pages = [office.get(f"/office/customers/{aru}/") for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert View.objects.count() <= 2
    [seen, *_] = who_saw(aru, by=BY)
    assert (seen.actor, seen.screen) == (f"staff:{owner.pk}", "card")
    assert "owner@example.com" in pages[1].content.decode()


def test_the_office_writes_down_a_consent_hands_out_and_erases(aru: UUID) -> None:
    office = Client()
    create_staff("owner@example.com", password="long enough 1", roles=[("owner", None)], by=BY)
    office.force_login(User.objects.get(email="owner@example.com"), backend="django.contrib.auth.backends.ModelBackend")

    office.post(f"/office/customers/{aru}/consent/", {"purpose": "reviews", "given": "yes"})
    assert consents_of(aru, by=BY)["reviews"].channel == "office"
    assert office.post(f"/office/customers/{aru}/export/").content[:2] == b"PK"
    assert office.post(f"/office/customers/{aru}/erase/", {"reason": "asked"}).status_code == 303

    assert Customer.objects.get(pk=aru).name == ""
    assert AuditEntry.objects.filter(act="customers.erase").count() == 1
