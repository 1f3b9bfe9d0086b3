"""Gift cards at the desk: codes are shown once, money lands on the right card, a blocked one pays nothing."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from duken.kernel.actor import system
from duken.payments.gift_cards.reads import card_with_code, gift_cards

BY = system("tests")


@pytest.fixture
def code(owner, make):
    make.selling("TEA")
    form = {"count": "1", "amount": "25", "currency": "GBP", "batch": "Christmas"}
    page = owner.post(reverse("office:gift_cards_issue"), form).content.decode()
    [found] = re.findall(r"<code>(.+?)</code>", page)
    return found


def only():
    [found] = gift_cards(by=BY)
    return found


def test_a_code_is_shown_once_with_its_square_and_pays(owner, code):
    assert card_with_code(code, asker="x", by=BY).left.minor == 2500
    for page in (reverse("office:gift_cards"), reverse("office:gift_card", args=[only().id])):
        assert code not in owner.get(page).content.decode()
        assert code[-4:] in owner.get(page).content.decode()


def test_putting_more_on_it_pressed_twice_puts_it_on_once(owner, code):
    address = reverse("office:gift_card_put_on", args=[only().id])
    for _ in range(2):
        owner.post(address, {"amount": "5,50", "key": "one press"})
    assert only().left.minor == 3050
    assert "£5.50" in owner.get(reverse("office:gift_card", args=[only().id])).content.decode()


def test_a_blocked_card_pays_nothing_and_takes_nothing(owner, code):
    owner.post(reverse("office:gift_card_block", args=[only().id]), {"reason": "lost"})
    owner.post(reverse("office:gift_card_put_on", args=[only().id]), {"amount": "5", "key": "k"})
    assert only().blocked_at is not None
    assert only().left.minor == 2500


def test_a_cashier_issues_nothing(sign_in, make):
    make.selling("TEA")
    cashier = sign_in("cashier", at="high-street")
    form = {"count": "1", "amount": "25", "currency": "GBP", "batch": "mine"}
    assert cashier.post(reverse("office:gift_cards_issue"), form).status_code == 403
    assert gift_cards(by=BY) == []
