"""At the desk the customer pays with a gift card they read out, with their credit, and the rest as they say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.conversations.models import Message
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.reads import orders
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.issue import block_gift_card, issue_gift_cards
from duken.payments.gift_cards.reads import credit_of
from duken.payments.provider import Notice
from duken.payments.reads import payments_of
from duken.payments.settle import settle_payment
from tests.channels.backoffice.conftest import SignIn

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def ann(make: Any) -> Any:
    """With £3 of credit."""
    make.selling("TEA")
    make.channel("phone")
    [card] = recognise_customers([Contact("Ann", "+447700900111", "ann@example.com")], by=BY)
    grant_credit(card, amount=Money(300, "GBP"), reason="came back", key="1", by=BY)
    return card


@pytest.fixture
def basket(ann: Any, make: Any) -> Any:
    """Ann's, with a tea at £4.99."""
    opened = open_cart(customer_id=ann, channel="phone", by=BY)
    add_line(opened, variant_id=make.variant("TEA").id, quantity=1, by=BY)
    return opened


@pytest.fixture
def agent(sign_in: SignIn) -> Client:
    return sign_in("agent")


def card_of(minor: int, batch: str = "shop") -> str:
    [card] = issue_gift_cards(1, each=Money(minor, "GBP"), batch=batch, by=BY)
    return str(card.code)


def page_of(desk: Client, basket: Any) -> str:
    return " ".join(desk.get(reverse("office:desk_basket", args=[basket])).content.decode().split())


def take(desk: Client, basket: Any, **said: str) -> Any:
    form = dict(re.findall(r'<input type="hidden" name="(key|expected)" value="([^"]*)"', page_of(desk, basket)))
    way = {"method": "pickup", "store": "high-street", "phone": "020 7946 0018", "payment": "on_collection"}
    return desk.post(reverse("office:desk_take", args=[basket]), form | way | said, follow=True)


def left(desk: Client, basket: Any, **said: str) -> str:
    return " ".join(desk.post(reverse("office:desk_left", args=[basket]), said).content.decode().split())


def paid() -> dict[str, int]:
    [order] = orders(by=BY)
    return {one.method: one.amount_minor for one in payments_of([order.id], by=BY)[order.id]}


def test_a_card_and_credit_pay_first_and_what_is_left_is_told_before_and_after(agent: Client, basket: Any) -> None:
    code = card_of(150)
    assert "Use their store credit: £3.00" in page_of(agent, basket)

    told = left(agent, basket, gift_card=code.lower(), credit="yes")
    assert "There is £1.50 on this card." in told
    assert 'Left to pay</dt><dd class="sum">£0.49' in told
    done = " ".join(take(agent, basket, gift_card=code, credit="yes").content.decode().split())

    assert paid() == {"on_collection": 49, "gift_card": 150, "store_credit": 300}
    assert ("£1.50 gift card" in done, "£3.00 credit" in done, "£0.49 when it changes hands" in done) == (True,) * 3


def test_what_nobody_asked_for_is_not_spent(agent: Client, basket: Any, ann: Any) -> None:
    take(agent, basket)

    assert paid() == {"on_collection": 499}
    assert credit_of(ann, "GBP", by=BY).minor == 300


def test_a_wrong_code_orders_nothing_and_loses_nothing_that_was_typed(agent: Client, basket: Any) -> None:
    answer = take(agent, basket, gift_card="ABCD-EFGH", credit="yes", note="ring twice")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no gift card with this code" in page
    assert ('value="ABCD-EFGH"' in page, 'value="ring twice"' in page) == (True, True)
    assert re.search(r'name="credit" value="yes" checked', page)
    assert orders(by=BY) == []


def test_without_a_script_one_may_look_first(agent: Client, basket: Any) -> None:
    answer = take(agent, basket, gift_card=card_of(150), look="yes")

    assert answer.status_code == 200
    assert "There is £1.50 on this card." in answer.content.decode()
    assert orders(by=BY) == []


def test_a_basket_of_nobody_takes_a_card_and_has_no_credit(agent: Client, ann: Any, make: Any) -> None:
    nobodys = open_cart(channel="phone", by=BY)
    add_line(nobodys, variant_id=make.variant("TEA").id, quantity=1, by=BY)
    assert "store credit" not in page_of(agent, nobodys)

    take(agent, nobodys, gift_card=card_of(499), credit="yes")

    assert paid() == {"gift_card": 499}


def test_codes_are_not_found_by_trying_at_the_desk_either(agent: Client, basket: Any) -> None:
    for number in range(10):
        [one] = issue_gift_cards(1, each=Money(1, "GBP"), batch=f"b{number}", by=BY)
        block_gift_card(one.id, reason="lost", by=BY)
        assert "does not pay any more" in left(agent, basket, gift_card=one.code)

    assert "Too many tries" in left(agent, basket, gift_card=card_of(499))


def test_the_link_to_pay_names_what_the_card_leaves_and_is_sent_while_it_waits(agent: Client, basket: Any) -> None:
    done = take(agent, basket, gift_card=card_of(150), payment="online").content.decode()
    [order] = orders(by=BY)
    assert "It waits for £3.49" in done
    send = reverse("office:desk_send_payment", args=[order.id])

    agent.post(send, {"key": "1", "next": reverse("office:order", args=[order.id])})
    letter = Message.objects.get(kind="pay")
    assert ("comes to £4.99" in letter.body, "Pay £3.49 safely on this page until" in letter.body) == (True, True)
    assert "Send the payment link" in agent.get(reverse("office:order", args=[order.id])).content.decode()
    assert "Pay £3.49" in agent.get(reverse("storefront:order", args=[order.secret])).content.decode()

    waiting = payments_of([order.id], by=BY)[order.id][0]
    settle_payment(Notice(waiting.id, "ref", "captured", Money(349, "GBP")), by=BY)
    agent.post(send, {"key": "2"})
    twice = agent.get(reverse("storefront:pay", args=[order.secret]), follow=True).content.decode()
    assert "This order is paid already" in twice
    assert Message.objects.filter(kind="pay").count() == 1
    assert "Send the payment link" not in agent.get(reverse("office:order", args=[order.id])).content.decode()
