"""Where somebody is signed in, and their points: theirs alone."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from duken.access.shoppers import shopper_with
from duken.access.staff import create_staff
from duken.channels import formats, last_seen
from duken.channels.called_device import called_device
from duken.channels.storefront.accounts import recognise
from duken.conversations.models import Message
from duken.customers.change import add_contact
from duken.customers.identities.find import find_by
from duken.kernel import clock
from duken.kernel.actor import system

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def ann(make):
    make.selling("TEA")
    user = shopper_with(email="ann@example.com")
    user.save()
    recognise(user)
    return user


def signed_in(user, browser="Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"):
    client = Client(HTTP_USER_AGENT=browser)
    client.force_login(user, BACKEND)
    client.get(reverse("storefront:devices"))
    return client


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("", ""),
    ],
)
def test_a_device_is_called_as_people_call_it(user_agent, name):
    assert called_device(user_agent) == name


def test_a_stranger_is_sent_to_sign_in(make):
    make.selling("TEA")
    for page in ("devices", "points"):
        assert Client().get(reverse(f"storefront:{page}")).headers["Location"] == reverse("storefront:sign_in")


def test_one_signs_out_everywhere_else_and_stays_signed_in_here(ann):
    here, phone = signed_in(ann), signed_in(ann, "Mozilla/5.0 (iPhone) Safari/604.1")
    assert b"Safari, iPhone" in here.get(reverse("storefront:devices")).content

    here.post(reverse("storefront:device_end"), {"device": "others"})

    assert phone.get(reverse("storefront:devices")).status_code == 302
    assert b"iPhone" not in here.get(reverse("storefront:devices")).content


def test_nobody_signs_out_somebody_elses_device_or_takes_their_passkey(ann, make):
    hers = signed_in(ann)
    device = hers.get(reverse("storefront:devices")).context["devices"][0]["session"]
    passkey = Authenticator.objects.create(user=ann, type="webauthn", data={"name": "phone", "credential": {}})
    bob = shopper_with(email="bob@example.com")
    bob.save()
    his = signed_in(bob)

    his.post(reverse("storefront:device_end"), {"device": str(device.pk)})
    his.post(reverse("storefront:passkey_remove", args=[passkey.pk]))

    assert hers.get(reverse("storefront:devices")).status_code == 200
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    assert not Message.objects.filter(kind="passkey").exists()


def test_a_passkey_taken_away_is_told_by_letter_once(ann):
    hers = signed_in(ann)
    passkey = Authenticator.objects.create(user=ann, type="webauthn", data={"name": "my phone", "credential": {}})

    for _ in range(2):
        hers.post(reverse("storefront:passkey_remove", args=[passkey.pk]))

    [letter] = Message.objects.filter(kind="passkey")
    assert (letter.subject, letter.recipient) == ("Duken: a passkey was removed", ann.email)
    assert "my phone" in letter.body
    assert "/account/devices/" in letter.body


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '{"id": 1, "response": {}}', "x" * 30_000])
def test_what_is_no_passkey_signs_nobody_in_and_breaks_nothing(ann, credential):
    client = Client()
    client.post(reverse("storefront:passkey_to_sign_in"))
    answer = client.post(reverse("storefront:passkey_sign_in"), {"credential": credential})
    assert answer.headers["Location"] == reverse("storefront:sign_in")
    assert "_auth_user_id" not in client.session
    hers = signed_in(ann)
    hers.post(reverse("storefront:passkey_to_add"))
    hers.post(reverse("storefront:passkey_add"), {"credential": credential})
    assert not Authenticator.objects.exists()


def test_points_are_told_with_what_they_are_worth_and_how_they_came(ann, make):
    assert b"No points here" in signed_in(ann).get(reverse("storefront:points")).content
    make.programme()
    make.points(ann.customer_id, 250)
    page = signed_in(ann).get(reverse("storefront:points")).content.decode()
    assert "<b>250</b>" in page
    assert "+250" in page


def test_who_works_here_makes_no_passkey_and_enters_by_none(ann):
    create_staff("seller@example.com", password="a long walk to the shop", roles=[("owner", None)], by=system("tests"))
    seller = Client(HTTP_USER_AGENT="Chrome/140.0")
    seller.force_login(get_user_model().objects.get(email="seller@example.com"), BACKEND)
    for door in ("passkey_to_add", "passkey_add"):
        assert seller.post(reverse(f"storefront:{door}"), {"credential": "{}"}).status_code == 403


def test_a_phone_that_was_mistyped_onto_somebody_elses_card_opens_no_card_but_ones_own(ann, make):
    add_contact(ann.customer_id, phone="+447700900555", by=system("tests"))

    bob = shopper_with(phone="+447700900555")
    bob.phone_is_confirmed = True
    bob.save()
    recognise(bob)
    bob.refresh_from_db()

    assert bob.customer_id not in (None, ann.customer_id)
    assert find_by("phone", "+447700900555", by=system("tests")) == bob.customer_id


def test_devices_of_one_name_and_day_are_told_apart(ann, monkeypatch):
    here, there = signed_in(ann), signed_in(ann)
    morning = clock.now() - timedelta(hours=5)
    UserSession.objects.filter(session_key=there.session.session_key).update(ip="203.0.113.7", last_seen_at=morning)

    page = " ".join(here.get(reverse("storefront:devices")).content.decode().split())

    first, second = re.findall(r"<b>Chrome, Windows</b>(.*?)</span></span>|<b>Chrome, Windows</b>(.*?)</li>", page)
    assert "this device" in page.partition("203.0.113.7")[0]
    assert page.count("signed in today, ") == 2
    assert page.count("last here ") == 1
    assert formats.hour(morning.astimezone(ZoneInfo("Europe/London")), "en") in page
    assert first != second


def test_a_page_anywhere_says_that_the_device_was_here_but_not_every_time(ann):
    hers, hours_ago = signed_in(ann), clock.now() - timedelta(hours=5)
    session = UserSession.objects.filter(session_key=hers.session.session_key)
    session.update(last_seen_at=hours_ago)
    last_seen._noticed.clear()

    hers.get(reverse("storefront:account"))
    noted = session.get().last_seen_at
    session.update(last_seen_at=hours_ago)
    hers.get(reverse("storefront:account"))

    assert clock.now() - noted < timedelta(minutes=1)
    assert session.get().last_seen_at == hours_ago
