"""One order paid with a coupon, points, a gift card, store credit and online; its goods and its money come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from duken.access.models import User
from duken.access.staff import create_staff
from duken.channels.api import rates
from duken.channels.storefront import shelves
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready
from duken.kernel import clock, ids
from duken.kernel.money import Money
from duken.loyalty.reads import points_of
from duken.orders.reads import OrderRead, order, orders
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.gift_cards.reads import cards_with_codes, credit_of
from duken.payments.provider import Notice
from duken.payments.reads import payments_of
from duken.payments.settle import settle_payment
from duken.promotions.errors import CouponUsedUp
from duken.promotions.reads import coupons_named
from tests.channels.api.conftest import Caller
from tests.channels.api.test_till import sent
from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in

pytestmark = pytest.mark.django_db


@dataclass
class Bought:
    """The order, and where its money came from."""

    make: Any
    shopper: Shopper
    customer: UUID
    card: str
    order_id: UUID

    @property
    def order(self) -> OrderRead:
        return order(self.order_id, by=self.make.by)

    def back(self) -> dict[str, int]:
        """What has gone back of each payment."""
        payments = payments_of([self.order_id], by=self.make.by)[self.order_id]
        return {one.method: one.refunded_minor for one in payments}

    def has(self) -> tuple[int, int, int]:
        """What lies on the card, in the credit and among the points."""
        [card] = cards_with_codes([self.card])
        credit = credit_of(self.customer, "GBP", by=self.make.by)
        return card.left.minor, credit.minor, points_of(self.customer, currency="GBP", by=self.make.by).free


@pytest.fixture
def bought(make: Any) -> Bought:
    """Two teas at £5 and a mug at £10: £2 off by coupon, £1.80 by points; £4 by card, £3 by credit, £9.20 online."""
    shelves.forget()
    cache.clear()
    rates._buckets.clear()
    make.selling("TEA", price_minor=500)
    make.selling("MUG", price_minor=1000)
    make.programme(most_basis_points=1000)
    shopper = Shopper()
    sign_in(shopper, "anna@example.com")
    customer = User.objects.get(email="anna@example.com").customer_id
    make.points(customer, 500)
    grant_credit(customer, amount=Money(300, "GBP"), reason="came back", key="1", by=make.by)
    [card] = issue_gift_cards(1, each=Money(400, "GBP"), batch="shop", by=make.by)
    ten = make.promotion("TEN", {"type": "percent", "basis_points": 1000}, when={"needs_coupon": True})
    make.coupon(ten, "ANNS", customer_id=customer)
    shopper.put(make.variant("TEA").id, 2)
    shopper.put(make.variant("MUG").id)
    shopper.post(reverse("storefront:save"), {"coupon": "anns"})
    shopper.post(reverse("storefront:save"), {"do": "points", "points": "180"})
    shopper.place(payment="online", gift_card=card.code, credit="yes")
    [placed] = orders(by=make.by)
    online = next(one for one in payments_of([placed.id], by=make.by)[placed.id] if one.provider)
    settle_payment(Notice(online.id, str(ids.new_id()), "captured", Money(920, "GBP")), by=make.by)
    work = make.picked(placed.id)
    mark_ready(work.id, by=make.by)
    hand_over(work.id, code=placed.collect_code, by=make.by)
    make.work_off()
    return Bought(make, shopper, customer, card.code, placed.id)


@pytest.fixture
def till(make: Any) -> Caller:
    enrolled, _ = make.enrolled("A1")
    return Caller(enrolled.key)


def found_at(till: Caller, bought: Bought) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {till.secret}"}
    [told] = till.client.get("/api/v1/till/orders", {"q": bought.order.number}, headers=headers).json()
    return told


def as_paid(told: dict[str, Any], amount: int) -> list[dict[str, Any]]:
    """How a till gives money back the way it came: one means after the other, as far as each goes."""
    tenders = []
    for paid in told["payments"]:
        if part := min(amount, paid["refundable_minor"]):
            is_credit = paid["tender"] == "store_credit"
            method, reference = ("store_credit", "") if is_credit else ("original", paid["id"])
            tender = {"id": str(ids.new_id()), "method": method, "amount_minor": -part, "reference": reference}
            tenders.append(tender)
            amount -= part
    assert not amount
    return tenders


def take_back(
    device: Any, till: Caller, bought: Bought, sku: str, amount: int = 0, tenders: Any = None
) -> tuple[str, list[Any]]:
    """What a till writes and sends; answers what became of it, and what disagrees."""
    told = found_at(till, bought)
    line = next(line for line in told["lines"] if line["sku"] == sku)
    amount = amount or line["returnable_minor"] // line["returnable"]
    back = {
        "order_line": line["id"], "variant": line["variant"], "sku": sku, "title": line["title"], "quantity": 1,
        "unit": line["unit"], "per": line["per"], "amount_minor": amount, "condition": "good", "restock": True,
        "reason": "size", "approved_by": None,
    }  # fmt: skip
    entry = device.sells(
        body={
            "customer": str(bought.customer),
            "returned": [back],
            "returned_minor": amount,
            "net_minor": -amount,
            "tenders": tenders or as_paid(told, amount),
        }
    )
    [answer] = till.post("/till/entries", {"entries": [sent(entry)]}, key=None).json()["answers"]
    bought.make.work_off()
    return answer["result"], answer["differences"]


def test_each_means_pays_its_part_and_points_are_earned_on_what_was_paid(bought: Bought) -> None:
    payments = payments_of([bought.order_id], by=bought.make.by)[bought.order_id]

    assert {one.method: one.captured_minor for one in payments} == {
        "gift_card": 400,
        "store_credit": 300,
        "online": 920,
    }
    assert [(line.sku, line.total_minor, line.points_spent) for line in bought.order.lines] == [
        ("TEA", 810, 90),
        ("MUG", 810, 90),
    ]
    assert bought.has() == (0, 0, 500 - 180 + 16)
    bought.make.sure_of_the_books()


def test_at_a_till_each_part_goes_back_where_it_came_from_and_points_with_the_goods(
    bought: Bought, till: Caller
) -> None:
    device = bought.make.journal("A1")
    till.post("/till/entries", {"entries": [sent(device.opens())]}, key=None)

    assert take_back(device, till, bought, "MUG") == ("recorded", [])
    assert bought.back() == {"online": 810, "gift_card": 0, "store_credit": 0}
    assert bought.has() == (0, 0, 336 - 8 + 90)

    assert take_back(device, till, bought, "TEA") == ("recorded", [])
    assert bought.back() == {"online": 920, "gift_card": 295, "store_credit": 0}
    assert bought.has() == (295, 0, 418 - 4 + 45)

    assert take_back(device, till, bought, "TEA") == ("recorded", [])
    assert bought.back() == {"online": 920, "gift_card": 400, "store_credit": 300}
    assert bought.has() == (400, 300, 500)

    twice = till.post("/till/entries", {"entries": [sent(one) for one in device.entries]}, key=None).json()["answers"]
    bought.make.work_off()
    assert {each["result"] for each in twice} == {"repeated"}
    assert (sum(bought.back().values()), bought.has()) == (1620, (400, 300, 500))
    assert coupons_named([("ANNS", bought.customer)], at=clock.now()) == [CouponUsedUp("ANNS")]  # a use is a use
    assert [(line["returnable"], line["returnable_minor"]) for line in found_at(till, bought)["lines"]] == [(0, 0)] * 2
    bought.make.sure_of_the_books()


def test_the_office_shows_each_part_gives_them_back_together_and_once(bought: Bought) -> None:
    office = signed_in(bought.make)
    page = said(office.get(reverse("office:order", args=[bought.order_id])))
    for told in (
        "Up to £16.20 can go back",
        "up to £9.20, through the payment service",
        "up to £4.00, onto the gift card it came from",
        "up to £3.00, into the customer&#x27;s credit",
        "This is money alone",
    ):
        assert told in page
    form = refund_form(bought, online="1.20", gift_card="4", store_credit="")

    for _ in range(2):
        answer = office.post(reverse("office:order_refund", args=[bought.order_id]), form, follow=True)
    bought.make.work_off()

    assert "£5.20 goes back: £1.20 through the payment service, £4.00 onto the gift card it came from." in said(answer)
    assert bought.back() == {"online": 120, "gift_card": 400, "store_credit": 0}
    assert bought.has() == (400, 0, 336)  # points go with goods
    page = said(office.get(reverse("office:order", args=[bought.order_id])))
    assert "Giving back £4.00 (gift card)" in page
    theirs = said(bought.shopper.get(f"/order/{bought.order.secret}/"))
    assert "£7.00 by gift card or credit. Paid. Given back: £1.20 in money, £4.00 onto the gift card." in theirs
    assert "Up to £11.00 can go back" in page
    assert "onto the gift card it came from</p>" not in page
    bought.make.sure_of_the_books()


def test_of_parts_together_all_go_back_or_none(bought: Bought) -> None:
    office = signed_in(bought.make)
    refund = reverse("office:order_refund", args=[bought.order_id])

    for wrong in ({"online": "9.20", "gift_card": "4.01"}, {"online": "-1", "gift_card": "4"}, {"online": ""}, {}):
        office.post(refund, refund_form(bought, **wrong))

    assert bought.back() == {"online": 0, "gift_card": 0, "store_credit": 0}
    assert bought.has() == (0, 0, 336)


def signed_in(make: Any) -> Client:
    user_id = create_staff("owner@example.com", password="a long walk to the shop", roles=[("owner", None)], by=make.by)
    client = Client()
    client.force_login(User.objects.get(pk=user_id), "django.contrib.auth.backends.ModelBackend")
    return client


def refund_form(bought: Bought, **amounts: str) -> dict[str, Any]:
    payments = payments_of([bought.order_id], by=bought.make.by)[bought.order_id]
    named = [one for one in payments if one.method in amounts]
    return {
        "payment": [str(one.id) for one in named], "amount": [amounts[one.method] for one in named],
        "reason": "goodwill", "key": str(ids.new_id()),
    }  # fmt: skip


def said(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_money_the_office_gave_back_is_not_given_again_for_the_goods(bought: Bought, till: Caller) -> None:
    office = signed_in(bought.make)
    refund = reverse("office:order_refund", args=[bought.order_id])
    office.post(refund, refund_form(bought, online="8.10"))
    device = bought.make.journal("A1")
    till.post("/till/entries", {"entries": [sent(device.opens())]}, key=None)

    assert [line["returnable_minor"] for line in found_at(till, bought)["lines"]] == [810, 810]  # as much is left
    assert take_back(device, till, bought, "MUG") == ("recorded", [])
    assert bought.back() == {"online": 920, "gift_card": 400, "store_credit": 300}
    assert [line["returnable_minor"] for line in found_at(till, bought)["lines"]] == [0, 0]

    by_hand = [{"id": str(ids.new_id()), "method": "cash", "amount_minor": -405, "reference": ""}]
    assert take_back(device, till, bought, "TEA", amount=405, tenders=by_hand) == ("recorded", ["return"])
    assert bought.has() == (400, 300, 336 - 8 + 90 - 4 + 45)  # the goods are there, and points went with them
    bought.make.sure_of_the_books()
