"""What tills have set aside: it lies on the shelf, is counted with it, and is sold to nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.inventory import accounts
from duken.inventory.adjust import set_stock
from duken.inventory.count import close_count, record_count, start_count
from duken.inventory.errors import NotEnoughStock
from duken.inventory.explain import Because, explain
from duken.inventory.levels import Level
from duken.inventory.reads import availability, leased, sellable, totals
from duken.kernel import ids
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.orders.place import place_orders
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db

TILL = ids.new_id()


@pytest.fixture
def shop(make: Any) -> UUID:
    make.selling("TEA", stock=5)
    return stores.location("high-street").id


@pytest.fixture
def tea(make: Any, shop: UUID) -> UUID:
    """Five on the shelf; two of them are a till's."""
    tea: UUID = make.variant("TEA").id
    move = Post(accounts.on_hand(tea, shop), accounts.leased(TILL, tea, shop), 2, "set_aside")
    post([Chain("lease", f"lease:{TILL}", (move,))], by=make.by)
    return tea


def test_what_a_till_has_set_aside_is_sold_nowhere_else(make: Any, tea: UUID, shop: UUID) -> None:
    [refused] = place_orders([make.order_draft("TEA", quantity=4)], by=make.by)

    assert refused == NotEnoughStock("TEA", 4, 3)
    assert availability([tea], channel="web")[tea, shop] == Level(tea, shop, 5, 0, 0, 0, 0, 0, 3, 2)
    assert (sellable([tea], channel="web"), totals([tea], channel="web")) == ({tea: {shop: 3}}, {tea: 3})


def test_why_it_is_not_sellable_names_the_tills(make: Any, tea: UUID, shop: UUID) -> None:
    told = explain(tea, shop, channel="web", by=make.by)

    assert told.reasons == (Because("on_hand", 5), Because("leased", -2))
    assert told.level.sellable == 3
    assert [(move.amount, move.reason) for move in told.movements] == [(2, "set_aside"), (5, "")]


def test_who_counts_the_shelf_counts_what_is_set_aside(make: Any, tea: UUID, shop: UUID) -> None:
    count = start_count(location_id=shop, by=make.by)
    record_count(count, variant_id=tea, counted=5, by=make.by)

    assert close_count(count, by=make.by) == {}
    assert leased([tea], shop) == {tea: 2}


def test_a_shelf_that_is_set_to_a_level_holds_what_is_set_aside(make: Any, tea: UUID, shop: UUID) -> None:
    assert not set_stock({tea: 5}, location_id=shop, key="same", by=make.by)
    set_stock({tea: 9}, location_id=shop, key="more", by=make.by)

    assert availability([tea], channel="web")[tea, shop] == Level(tea, shop, 9, 0, 0, 0, 0, 0, 7, 2)


def test_what_is_set_aside_cannot_be_written_off(make: Any, tea: UUID, shop: UUID) -> None:
    with pytest.raises(NotEnoughStock):
        set_stock({tea: 1}, location_id=shop, key="less", by=make.by)

    assert availability([tea], channel="web")[tea, shop].on_hand == 5
