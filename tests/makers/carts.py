"""Makers of baskets."""

from __future__ import annotations

from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.carts.reads import CartRead
from duken.carts.reads import cart as read_cart
from duken.kernel.actor import Actor, system


class CartMakers:
    def cart(self, *skus: str, quantity: int = 1, by: Actor | None = None, channel: str = "web") -> CartRead:
        """A basket with these articles (made if they are not there), nobody's unless `by` is a customer."""
        self.channel(channel)
        actor = by or system("tests", channel)
        cart_id = open_cart(channel=channel, by=actor)
        for sku in skus:
            add_line(cart_id, variant_id=self.variant(sku).id, quantity=quantity, by=actor)
        return read_cart(cart_id, by=actor)
