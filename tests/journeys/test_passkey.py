"""A passkey in a real browser: made once, then signed in without a code; taken away, it signs nobody in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from duken.conversations.models import Message
from tests.journeys.test_shopper import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_passkey_is_made_used_and_taken_away(browser: Any, live_server: Any, shop: Any) -> None:
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
             "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": phone})

    page.goto("/account/sign-in/")
    page.fill("#id_contact", "ann@example.com")
    page.get_by_role("button", name="Send the code").click()
    [code] = re.findall(r"shop is (\S+)\.", mail.outbox[-1].body)
    page.fill("#id_code", code)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/account/devices/")
    page.fill("#passkey-name", "my phone")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_text("From now on you can sign in with it.").wait_for()

    [letter] = Message.objects.filter(kind="passkey")
    assert (letter.subject, letter.recipient) == ("Duken: a passkey was added", "ann@example.com")

    context.clear_cookies()
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/account/")

    page.goto("/account/devices/")
    page.get_by_role("button", name="Remove").click()
    context.clear_cookies()
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("This key is not known here. Sign in with a code.").wait_for()
    context.close()


def test_where_a_browser_makes_none_the_page_says_why(browser: Any, live_server: Any, shop: Any) -> None:
    digits = live_server.url.replace("localhost", "127.0.0.1")
    context = browser.new_context(base_url=digits)
    context.add_cookies([{"name": "sessionid", "value": signed_in("ann@example.com"), "url": digits}])
    page = context.new_page()

    page.goto("/account/devices/")

    page.get_by_text("an address with a name, not with digits").wait_for()
    assert not page.get_by_role("button", name="Make a passkey").is_visible()
    context.close()
