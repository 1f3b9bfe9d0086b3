"""Leases: what a till has set aside it sells though nobody can be asked, and nobody else is sold it meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.catalog.errors import VariantUnknown
from duken.inventory import accounts
from duken.inventory.allot import allot_stock
from duken.inventory.errors import BadQuantity, NotEnoughStock
from duken.inventory.reads import availability
from duken.inventory.safety import set_safety_stock
from duken.kernel import clock, events, ids, sql
from duken.kernel.actor import Actor, ScopeMissing
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.orders.place import place_orders
from duken.reactions.tills import give_leases_back
from duken.tills._lease_checks import lease_checks
from duken.tills.events import TillRevoked
from duken.tills.lease_policy import (
    BASKET_LASTS,
    COVER_LASTS,
    OFFLINE_LASTS,
    More,
    Shelf,
    cover,
    idle_at,
    more_to_lease,
)
from duken.tills.lease_stock import lease_stock
from duken.tills.models import Lease, Till
from duken.tills.reads import LeaseRead, TillRead, leases_of, till_of
from duken.tills.return_leases import return_idle_leases, return_leases
from duken.tills.revoke_till import revoke_till


@pytest.fixture
def by(make: Any) -> Actor:
    make.selling("TEA", stock=10)
    return make.enrolled("A1")[1]  # type: ignore[no-any-return]


@pytest.fixture
def till(by: Actor) -> TillRead:
    return till_of(by)


@pytest.fixture
def tea(make: Any, by: Actor) -> UUID:
    return make.variant("TEA").id  # type: ignore[no-any-return]


def lying(tea: UUID, till: TillRead) -> tuple[int, int, int]:
    """On hand in all, of it set aside for tills, and what the web may sell."""
    level = availability([tea], channel="web")[tea, till.location_id]
    return level.on_hand, level.leased, level.sellable


def sell(make: Any, till: TillRead, tea: UUID, quantity: int) -> None:
    source = accounts.leased(till.id, tea, till.location_id)
    chain = Chain(f"sale:{ids.new_id()}", "sale", (Post(source, accounts.customer(tea), quantity, "sold"),))
    post([chain], by=make.by)


def heard(till: TillRead) -> None:
    Till.objects.filter(pk=till.id).update(seen_at=clock.now())


@pytest.mark.parametrize(
    ("shelf", "more"),
    [
        (Shelf(wanted=2, leased=0, free=10, safety=0, sold=0), 2),
        (Shelf(wanted=2, leased=2, free=10, safety=0, sold=0), 0),
        (Shelf(wanted=2, leased=1, free=0, safety=0, sold=0), 0),
        (Shelf(wanted=9, leased=0, free=4, safety=3, sold=0), 4),  # in the hand: safety or not
        (Shelf(wanted=1, leased=0, free=100, safety=0, sold=28), 3),  # one a day: two days' more
        (Shelf(wanted=1, leased=3, free=100, safety=0, sold=28), 0),
        (Shelf(wanted=1, leased=0, free=9, safety=0, sold=280), 3),  # a quarter of the eight that are left
        (Shelf(wanted=1, leased=0, free=9, safety=8, sold=280), 1),  # nothing beyond the safety stock
    ],
)
def test_what_the_basket_needs_comes_first_and_then_what_the_till_usually_sells(shelf: Shelf, more: int) -> None:
    assert more_to_lease(shelf) == More(0, more)


@pytest.mark.parametrize(
    ("shelf", "more"),
    [
        (Shelf(wanted=3, leased=0, free=10, safety=0, sold=0, kept=2), More(2, 1)),
        (Shelf(wanted=3, leased=1, free=10, safety=0, sold=0, kept=9), More(2, 0)),
        (Shelf(wanted=3, leased=0, free=0, safety=0, sold=0, kept=2), More(2, 0)),
        (Shelf(wanted=3, leased=0, free=0, safety=0, sold=0, kept=-1), More(0, 0)),
        (Shelf(wanted=1, leased=0, free=100, safety=0, sold=28, kept=100), More(3, 0)),
        (
            Shelf(wanted=1, leased=0, free=100, safety=0, sold=28, kept=5),
            More(2, 1),
        ),  # a quarter is left to other tills
        (Shelf(wanted=1, leased=0, free=8, safety=8, sold=280, kept=9), More(3, 0)),  # safety binds the shelf alone
    ],
)
def test_what_is_kept_for_its_channel_is_set_aside_before_what_everybody_may_have(shelf: Shelf, more: More) -> None:
    assert more_to_lease(shelf) == more


def test_cover_is_by_the_rate_of_sale_and_idles_longer() -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)

    assert [cover(sold) for sold in (0, 1, 14, 15, 280)] == [0, 1, 1, 2, 20]
    assert (idle_at(0, at), idle_at(3, at)) == (at + BASKET_LASTS, at + COVER_LASTS)


@pytest.mark.django_db
def test_what_a_basket_needs_is_the_tills_at_once(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    [lease] = lease_stock([(tea, 2), (tea, 1)], till=till, by=by)
    [refused] = place_orders([make.order_draft("TEA", quantity=8)], by=make.by)

    assert lease == LeaseRead(tea, 3, lease.until)
    assert clock.now() + OFFLINE_LASTS - lease.until < timedelta(minutes=1)
    assert lying(tea, till) == (10, 3, 7)
    assert refused == NotEnoughStock("TEA", 8, 7)


@pytest.mark.django_db
def test_asking_again_moves_nothing(by: Actor, till: TillRead, tea: UUID) -> None:
    first = lease_stock([(tea, 2)], till=till, by=by)
    again = lease_stock([(tea, 2)], till=till, by=by)

    assert [lease.quantity for lease in (*first, *again)] == [2, 2]
    assert again[0].until >= first[0].until
    assert lying(tea, till) == (10, 2, 8)


@pytest.mark.django_db
def test_what_is_not_there_is_not_leased_and_nothing_is_refused(
    make: Any, by: Actor, till: TillRead, tea: UUID
) -> None:
    make.order("TEA", quantity=9)

    [lease] = lease_stock([(tea, 5)], till=till, by=by)

    assert lease.quantity == 1
    assert lying(tea, till) == (10, 1, 0)


@pytest.mark.django_db
def test_two_tills_never_have_more_than_there_is(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    other = make.enrolled("B2")[1]

    taken = [lease_stock([(tea, 6)], till=till_of(one), by=one) for one in (by, other)]

    assert [lease.quantity for leases in taken for lease in leases] == [6, 4]
    assert lying(tea, till) == (10, 10, 0)


@pytest.mark.django_db
def test_what_is_kept_for_another_channel_no_till_sets_aside(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    allot_stock([(tea, 7)], location_id=till.location_id, channel="web", key="a", by=make.by)

    [lease] = lease_stock([(tea, 9)], till=till, by=by)
    again = lease_stock([(tea, 9)], till=till, by=by)

    assert (lease.quantity, [one.quantity for one in again]) == (3, [3])
    assert lying(tea, till) == (10, 3, 7)
    [placed] = place_orders([make.order_draft("TEA", quantity=7)], by=make.by)
    assert not isinstance(placed, NotEnoughStock)


@pytest.mark.django_db
def test_a_till_that_sells_it_every_day_has_some_beyond_the_basket(
    make: Any, by: Actor, till: TillRead, tea: UUID
) -> None:
    make.stock("TEA", 90)
    lease_stock([(tea, 30)], till=till, by=by)
    sell(make, till, tea, 30)

    [lease] = lease_stock([(tea, 1)], till=till, by=by)

    assert lease.quantity == 1 + 3  # thirty in four weeks is a little more than two in two days
    assert Lease.objects.get().idle_at > clock.now() + BASKET_LASTS


@pytest.mark.django_db
def test_safety_stock_is_left_but_for_what_is_in_a_customers_hand(
    make: Any, by: Actor, till: TillRead, tea: UUID
) -> None:
    set_safety_stock({tea: 9}, location_id=till.location_id, by=make.by)

    assert lease_stock([(tea, 4)], till=till, by=by)[0].quantity == 4


@pytest.mark.django_db
def test_a_till_is_told_everything_it_has(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    make.selling("MILK", stock=5)
    milk = make.variant("MILK").id
    lease_stock([(tea, 2), (milk, 1)], till=till, by=by)
    sell(make, till, milk, 1)

    assert [(lease.variant_id, lease.quantity) for lease in lease_stock([], till=till, by=by)] == [(tea, 2)]


@pytest.mark.django_db
def test_what_a_basket_did_not_need_after_all_goes_back(by: Actor, till: TillRead, tea: UUID) -> None:
    lease_stock([(tea, 2)], till=till, by=by)
    heard(till)

    early = return_idle_leases(limit=10, by=by)
    sql.run("UPDATE tills_lease SET idle_at = now() - interval '1 minute'")
    late = return_idle_leases(limit=10, by=by)

    assert (early, late) == (0, 1)
    assert lying(tea, till) == (10, 0, 10)
    assert not Lease.objects.exists()


@pytest.mark.django_db
def test_a_till_without_a_network_keeps_what_it_has(by: Actor, till: TillRead, tea: UUID) -> None:
    lease_stock([(tea, 2)], till=till, by=by)
    sql.run("UPDATE tills_lease SET idle_at = now() - interval '3 days'")

    assert return_idle_leases(limit=10, by=by) == 0
    assert lying(tea, till) == (10, 2, 8)

    sql.run("UPDATE tills_lease SET until = now() - interval '1 second'")
    assert return_idle_leases(limit=10, by=by) == 1
    assert lying(tea, till) == (10, 0, 10)


@pytest.mark.django_db
def test_all_of_a_till_goes_back_and_nothing_of_another(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    other = make.enrolled("B2")[1]
    lease_stock([(tea, 2)], till=till, by=by)
    lease_stock([(tea, 3)], till=till_of(other), by=other)
    sell(make, till, tea, 1)

    assert return_leases(till.id, by=by) == 1
    assert lying(tea, till) == (9, 3, 6)
    assert leases_of(till) == []


@pytest.mark.django_db
def test_a_device_that_is_no_till_any_more_gives_all_of_it_back(
    make: Any, by: Actor, till: TillRead, tea: UUID
) -> None:
    lease_stock([(tea, 2)], till=till, by=by)
    assert not any(check.look().breaches for check in lease_checks())

    revoke_till(till.id, by=make.by)
    [told] = [event for event in events.story_of("till", till.id) if event.name == TillRevoked.name()]
    give_leases_back(told, make.by)

    assert lying(tea, till) == (10, 0, 10)


@pytest.mark.django_db
def test_what_nobody_would_give_back_is_found(by: Actor, till: TillRead, tea: UUID) -> None:
    lease_stock([(tea, 2)], till=till, by=by)
    Lease.objects.all().delete()

    check, _ = lease_checks()

    assert [breach.facts["posted"] for breach in check.look().breaches] == [2]


@pytest.mark.django_db
def test_only_a_till_leases_and_only_what_there_is(make: Any, by: Actor, till: TillRead, tea: UUID) -> None:
    with pytest.raises(ScopeMissing):
        lease_stock([(tea, 1)], till=till, by=make.buyer())
    with pytest.raises(BadQuantity):
        lease_stock([(tea, 0)], till=till, by=by)
    with pytest.raises(VariantUnknown):
        lease_stock([(ids.new_id(), 1)], till=till, by=by)

    assert lying(tea, till) == (10, 0, 10)


@pytest.mark.django_db
def test_a_scan_costs_few_statements(by: Actor, till: TillRead, tea: UUID, django_assert_num_queries: Any) -> None:
    lease_stock([(tea, 1)], till=till, by=by)

    with django_assert_num_queries(8):
        lease_stock([(tea, 1)], till=till, by=by)
