"""Store credit and gift cards in the shop: what they would pay is shown first, then taken with the order, then told."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from duken.access.models import User
from duken.kernel.money import Money
from duken.orders.reads import orders
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.issue import block_gift_card, issue_gift_cards
from duken.payments.gift_cards.reads import credit_of
from duken.payments.reads import payments_of
from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in

pytestmark = pytest.mark.django_db


def said(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def anna(shopper: Shopper, tea: Any, make: Any) -> Shopper:
    """Signed in, with £3 of credit and a tea at £4.99 in the basket."""
    sign_in(shopper, "anna@example.com")
    card = User.objects.get(email="anna@example.com").customer_id
    grant_credit(card, amount=Money(300, "GBP"), reason="came back", key="1", by=make.by)
    shopper.put(tea.id)
    return shopper


@pytest.fixture
def gift(make: Any) -> str:
    [card] = issue_gift_cards(1, each=Money(150, "GBP"), batch="shop", by=make.by)
    return str(card.code)


def paid(make: Any) -> dict[str, int]:
    [order] = orders(by=make.by)
    return {one.method: one.amount_minor for one in payments_of([order.id], by=make.by)[order.id]}


def test_credit_is_offered_shown_and_taken(anna: Shopper, make: Any) -> None:
    assert "Use my store credit: £3.00" in said(anna.get("/checkout/"))

    sums = said(anna.post(reverse("storefront:checkout_sums"), {"credit": "yes"}))
    assert 'Store credit</dt><dd class="for-pickup">−£3.00' in sums
    assert 'Left to pay</dt><dd class="sum for-pickup">£1.99' in sums
    anna.place(credit="yes")

    assert paid(make) == {"on_collection": 199, "store_credit": 300}


def test_credit_that_is_not_chosen_stays(anna: Shopper, make: Any) -> None:
    anna.place()

    assert paid(make) == {"on_collection": 499}


def test_a_card_pays_before_credit_and_nothing_may_be_left(anna: Shopper, make: Any, gift: str) -> None:
    [other] = issue_gift_cards(1, each=Money(400, "GBP"), batch="two", by=make.by)
    sums = said(anna.post(reverse("storefront:checkout_sums"), {"credit": "yes", "gift_card": other.code}))
    assert "−£4.00" in sums
    assert "−£0.99" in sums
    assert 'Left to pay</dt><dd class="sum for-pickup">£0.00' in sums

    anna.place(credit="yes", gift_card=other.code)

    assert paid(make) == {"gift_card": 400, "store_credit": 99}


def test_a_guest_has_no_credit_whatever_the_form_says(shopper: Shopper, make: Any, tea: Any) -> None:
    shopper.put(tea.id)
    assert "store credit" not in said(shopper.get("/checkout/"))

    shopper.place(credit="yes")

    assert paid(make) == {"on_collection": 499}


def test_apply_shows_what_is_left_and_orders_nothing(shopper: Shopper, make: Any, tea: Any, gift: str) -> None:
    shopper.put(tea.id)

    page = said(shopper.place(look="yes", gift_card=gift, name="Ann"))

    assert "There is £1.50 on this card." in page
    assert "£3.49" in page
    assert 'value="Ann"' in page
    assert orders(by=make.by) == []


def test_anybody_with_a_code_sees_what_is_left_on_the_card(client: Any, make: Any, tea: Any, gift: str) -> None:
    page = said(client.post(reverse("storefront:gift_card"), {"code": gift.lower()}))

    assert "£1.50" in page


def test_codes_are_not_found_by_trying(client: Any, tea: Any, gift: str, make: Any) -> None:
    door = reverse("storefront:gift_card")
    for _ in range(20):  # what can be no code is asked of nobody
        assert "There is no gift card with this code." in said(client.post(door, {"code": "ABCD"}))
    wrong = [issue_gift_cards(1, each=Money(1, "GBP"), batch=f"b{n}", by=make.by)[0] for n in range(11)]
    for one in wrong:
        block_gift_card(one.id, reason="lost", by=make.by)

    answers = [client.post(door, {"code": one.code}).status_code for one in wrong]

    assert answers == [422] * 10 + [429]
    assert client.post(door, {"code": gift}).status_code == 429


def test_my_credit_tells_each_movement_and_its_order(anna: Shopper, make: Any, gift: str) -> None:
    anna.place(credit="yes", gift_card=gift)
    [order] = orders(by=make.by)
    make.work_off()

    page = said(anna.get(reverse("storefront:credit")))

    assert "+£3.00" in page
    assert "3.00 more are set aside for orders on their way." in page
    assert page.count(order.number) == 1
    assert "£1.50" in page
    assert credit_of(User.objects.get(email="anna@example.com").customer_id, "GBP", by=make.by).minor == 0


def test_a_stranger_sees_no_ones_credit(client: Any, tea: Any) -> None:
    assert client.get(reverse("storefront:credit")).headers["Location"] == reverse("storefront:sign_in")
