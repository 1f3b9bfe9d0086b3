"""Stock kept for a basket: the order it becomes uses these very units, nobody else does, nothing is held twice."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.scopes import SHOPPER
from duken.carts.hold_cart import hold_cart
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import availability
from duken.kernel.actor import Actor
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
DESK = Actor("staff:1", "phone", SHOPPER | {"carts.read", "orders.read", "customers.read"})


@pytest.fixture
def kept(make: Any) -> Any:
    """Three of tea on the shelf, all three kept for a basket."""
    make.selling("TEA", stock=3)
    make.channel("phone")
    basket = make.cart("TEA", quantity=3, by=DESK, channel="phone")
    hold_cart(basket.id, location_id=stores.location("high-street").id, channel="phone", by=DESK)
    return basket


def level(make: Any) -> tuple[int, int]:
    [found] = availability([make.variant("TEA").id], channel="web").values()
    return found.on_hand, found.held


def test_the_basket_it_is_kept_for_gets_it_and_nobody_else(make: Any, kept: Any) -> None:

    [refused] = place_orders([make.order_draft("TEA")], by=make.buyer())
    assert refused == NotEnoughStock("TEA", 1, 0)

    [placed] = place_orders([make.order_draft("TEA", quantity=3, channel="phone", cart_id=kept.id)], by=DESK)

    assert isinstance(placed, OrderRead)
    assert level(make) == (3, 3)


def test_an_order_of_less_lets_the_rest_go(make: Any, kept: Any) -> None:
    [placed] = place_orders([make.order_draft("TEA", quantity=1, channel="phone", cart_id=kept.id)], by=DESK)

    assert isinstance(placed, OrderRead)
    assert level(make) == (3, 1)


def test_an_order_that_is_refused_leaves_what_is_kept(make: Any, kept: Any) -> None:
    [refused] = place_orders([make.order_draft("TEA", quantity=4, channel="phone", cart_id=kept.id)], by=DESK)

    assert refused == NotEnoughStock("TEA", 4, 3)
    assert level(make) == (3, 3)


def test_neighbours_of_the_batch_cannot_have_what_is_kept(make: Any, kept: Any) -> None:
    drafts = [
        make.order_draft("TEA", quantity=3, channel="phone", cart_id=kept.id),
        make.order_draft("TEA", quantity=1, channel="phone", confirm_repeat=True),
    ]
    placed, refused = place_orders(drafts, by=DESK)

    assert isinstance(placed, OrderRead)
    assert refused == NotEnoughStock("TEA", 1, 0)
    assert level(make) == (3, 3)
