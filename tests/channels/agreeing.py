"""The same baskets through every door: what the shop shows, what the API answers, what the desk sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client

from duken.access.scopes import SHOPPER
from duken.carts.add_line import add_line
from duken.carts.apply_coupon import apply_coupon
from duken.carts.drop_coupon import drop_coupon
from duken.carts.empty_cart import empty_cart
from duken.carts.open_cart import open_cart
from duken.carts.quote import quote
from duken.carts.quote_request import DeliveryWant
from duken.carts.quoted_cart import quoted_cart
from duken.carts.reads import CartId, cart
from duken.carts.request_for import delivered
from duken.carts.spend_points import spend_points
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.orders.first_orders import is_first_order

SKUS = ("CUP", "JAM", "MUG", "PEN", "POT", "TEA")
COUPONS = ("TENOFF", "BIGONE", "VAN")
ADDRESS = DeliveryWant("GB", "London", "N1 1AA", "courier-gb")
GUEST = Actor("guest", "web", SHOPPER)
DESK = Actor("staff:1", "web", SHOPPER | {"carts.read", "customers.read", "loyalty.read"})


class Totals(NamedTuple):
    """Collected and brought, in minor units."""

    collected: int
    brought: int


class Street:
    """A shop with promotions of many kinds, a member with points and prices of their own, and a key for machines."""

    def __init__(self, make: Any, call: Any, chance: Random) -> None:
        self.call, self.chance = call, chance
        make.selling(*SKUS, stock=10_000)
        make.delivery_zone(ships_from="high-street")
        for at, sku in enumerate(SKUS):
            make.price(sku, 101 + 197 * at)
        self.variants = {sku: make.variant(sku).id for sku in SKUS}
        self._promotions(make)
        make.programme()
        [self.member] = recognise_customers([Contact("Ann", email="member@example.com")], by=make.by)
        make.points(self.member, 5000)
        user = get_user_model().objects.create_user("member@example.com", None, customer_id=self.member)
        self.as_member, self.as_guest = Client(), Client()
        self.as_member.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def _promotions(self, make: Any) -> None:
        called = {"when": {"needs_coupon": True}}
        offers = {
            "TENOFF": make.promotion("TENOFF", {"type": "percent", "basis_points": 1000}, group="codes", **called),
            "BIGONE": make.promotion("BIGONE", {"type": "amount", "amount_minor": 333}, group="codes", **called),
            "VAN": make.promotion("VAN", {"type": "free_delivery", "up_to_minor": 250}, **called),
        }
        for code, offer in offers.items():
            make.coupon(offer, code, uses=1_000_000)
        make.promotion("MUGS", {"type": "cheapest_free", "of": 3}, goods={"skus": ["MUG", "CUP"]}, priority=1)
        make.promotion("SET", {"type": "bundle", "price_minor": 700, "parts": [
            {"goods": {"skus": ["TEA"]}}, {"goods": {"skus": ["POT"]}}]}, group="sets")  # fmt: skip
        make.promotion("JAMS", {"type": "fixed_price", "price_minor": 250}, goods={"skus": ["JAM"]}, group="sets")
        make.promotion("SUM", {"type": "percent", "basis_points": 333}, when={"min_sum_minor": 6000}, priority=200)
        make.promotion("HELLO", {"type": "amount", "amount_minor": 77}, when={"is_first_order": True})

    def baskets(self, count: int) -> Iterator[tuple[dict[str, Any], Totals, Totals, Totals]]:
        """What was in each basket, and what it costs in the shop, over the API, and at the desk."""
        for number in range(count):
            is_member = number % 3 == 0
            by = Actor(f"customer:{self.member}", "web", SHOPPER, customer=self.member) if is_member else GUEST
            basket = open_cart(by=by)
            told = self._fill(basket, is_member, by)
            found = told, self._shown(basket, is_member), self._asked(told), self._at_the_desk(basket)
            empty_cart(basket, by=by)
            for coupon in told["coupons"]:
                drop_coupon(basket, code=coupon, by=by)
            yield found

    def _fill(self, basket: CartId, is_member: bool, by: Actor) -> dict[str, Any]:
        wanted = {sku: self.chance.randint(1, 9) for sku in self.chance.sample(SKUS, self.chance.randint(1, 5))}
        for sku, quantity in wanted.items():
            add_line(basket, variant_id=self.variants[sku], quantity=quantity, by=by)
        coupons = [code for code in COUPONS if self.chance.random() < 0.4]
        for code in coupons:
            apply_coupon(basket, code=code, by=by)
        points = self.chance.choice([0, 0, 50, 400]) if is_member else 0
        spend_points(basket, points=points, by=by)
        lines = [{"sku": sku, "quantity": quantity} for sku, quantity in wanted.items()]
        customer = {"customer": ids.show("cus", self.member)} if is_member else {}
        return {"channel": "web", "lines": lines, "coupons": coupons, "points": points} | customer

    def _shown(self, basket: UUID, is_member: bool) -> Totals:
        client = self.as_member if is_member else self.as_guest
        client.cookies["basket"] = signing.get_cookie_signer(salt="basketstorefront").sign(str(basket))
        client.cookies["deliver_to"] = signing.get_cookie_signer(salt="deliver_tostorefront").sign("London|N1 1AA")
        page = client.get("/checkout/").content.decode()
        shown = dict(re.findall(r'name="expected_(\w+)" value="(\d+)"', page))
        return Totals(int(shown["pickup"]), int(shown["delivery"]))

    def _asked(self, told: dict[str, Any]) -> Totals:
        address = {"country": "GB", "city": ADDRESS.city, "postcode": ADDRESS.postcode, "zone": ADDRESS.zone}
        answers = [self.call.post("/quotes", told | way) for way in ({"store": "high-street"}, {"delivery": address})]
        return Totals(*(answer.json()["total_minor"] for answer in answers))

    def _at_the_desk(self, basket: UUID) -> Totals:
        first = is_first_order(cart(basket, by=DESK).customer_id)
        seen = quoted_cart(basket, channel="web", location="high-street", is_first_order=first, by=DESK)
        assert seen.quote
        assert seen.asked
        [brought] = quote([delivered(seen.asked, ADDRESS)], by=DESK)
        return Totals(seen.quote.total_minor, brought.total_minor)  # type: ignore[union-attr]
