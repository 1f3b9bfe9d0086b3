"""What is kept for a till's channel the till sets aside first, for itself alone: given back it is kept again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import connection

from duken.inventory import accounts
from duken.inventory.allot import allot_stock, release_allotment
from duken.inventory.browse import kept_by_channel
from duken.inventory.errors import NotEnoughStock
from duken.inventory.explain import Because, explain
from duken.inventory.reads import availability, locked_on_hand
from duken.kernel import ids
from duken.kernel.actor import Actor, system
from duken.kernel.try_again import try_again
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.record_sales import record_sales
from duken.tills._lease_checks import lease_checks
from duken.tills.lease_stock import lease_stock
from duken.tills.models import Lease
from duken.tills.reads import TillRead, leases_of, till_of
from duken.tills.return_leases import return_leases
from duken.tills.where_it_is import where_it_is

BY = system("tests")


class Heaps(NamedTuple):
    """What lies where, of one article in the shop."""

    shelf: int
    of_shelf: int
    kept: int
    of_kept: int


class Shop:
    """Ten of an article on the shelf; four of them are kept for the tills, and one till leases."""

    def __init__(self, make: Any) -> None:
        make.selling("TEA", stock=10)
        self.make = make
        self.by: Actor = make.enrolled("A1")[1]
        self.till: TillRead = till_of(self.by)
        self.place = self.till.location_id
        self.tea: UUID = make.variant("TEA").id
        self.allot(4)

    def allot(self, quantity: int, channel: str = "till") -> None:
        allot_stock([(self.tea, quantity)], location_id=self.place, channel=channel, key=str(ids.new_id()), by=BY)

    def lease(self, quantity: int) -> int:
        return sum(lease.quantity for lease in lease_stock([(self.tea, quantity)], till=self.till, by=self.by))

    @property
    def heaps(self) -> Heaps:
        of = (
            accounts.on_hand(self.tea, self.place),
            accounts.leased(self.till.id, self.tea, self.place),
            accounts.kept_for("till", self.tea, self.place),
            accounts.kept_for_till(self.till.id, "till", self.tea, self.place),
        )
        there = cached(of)
        return Heaps(*(there[one].posted for one in of))

    def sellable(self, channel: str) -> int:
        return availability([self.tea], channel=channel)[self.tea, self.place].sellable


@pytest.fixture
def shop(make: Any) -> Shop:
    return Shop(make)


@pytest.mark.django_db
def test_what_is_kept_for_the_channel_comes_first_and_then_what_is_free(shop: Shop) -> None:
    assert shop.lease(3) == 3
    assert shop.heaps == Heaps(shelf=6, of_shelf=0, kept=1, of_kept=3)

    assert shop.lease(6) == 6
    assert shop.heaps == Heaps(shelf=4, of_shelf=2, kept=0, of_kept=4)
    assert [lease.quantity for lease in leases_of(shop.till)] == [6]
    assert Lease.objects.count() == 1
    shop.make.sure_of_the_books()


@pytest.mark.django_db
def test_another_till_of_the_channel_is_not_sold_what_one_has_set_aside(shop: Shop) -> None:
    shop.lease(3)
    other = shop.make.enrolled("B2")[1]

    [lease] = lease_stock([(shop.tea, 9)], till=till_of(other), by=other)

    assert lease.quantity == 1 + 6
    assert shop.heaps == Heaps(shelf=0, of_shelf=0, kept=0, of_kept=3)
    assert (shop.sellable("till"), shop.sellable("web")) == (0, 0)
    shop.make.sure_of_the_books()


@pytest.mark.django_db
def test_what_is_kept_for_another_channel_or_promised_to_a_customer_is_never_set_aside(make: Any, shop: Shop) -> None:
    shop.allot(5, "web")
    [ordered] = place_orders([make.order_draft("TEA", channel="till", quantity=2)], by=make.by)
    assert isinstance(ordered, OrderRead)

    assert shop.lease(9) == 3

    assert shop.heaps == Heaps(shelf=0, of_shelf=1, kept=2, of_kept=2)  # two of what is kept are the customer's
    assert shop.sellable("web") == 5
    make.sure_of_the_books()


@pytest.mark.django_db
def test_what_goes_back_is_kept_again_and_the_rest_is_everybodys(shop: Shop) -> None:
    shop.lease(6)

    assert return_leases(shop.till.id, by=shop.by) == 1

    assert shop.heaps == Heaps(shelf=6, of_shelf=0, kept=4, of_kept=0)
    assert not Lease.objects.exists()
    shop.make.sure_of_the_books()


@pytest.mark.django_db
def test_a_sale_takes_what_the_till_has_of_the_channels_before_what_it_has_of_the_shelf(shop: Shop) -> None:
    counter = shop.make.counter("TEA", units=0)
    counter.till = shop.till.id
    shop.lease(6)

    [first] = record_sales([counter.sale(counter.line("TEA", 5))], by=BY)
    after_first = shop.heaps
    [second] = record_sales([counter.sale(counter.line("TEA", 4))], by=BY)

    assert (first.missing, second.missing) == ((), ())
    assert after_first == Heaps(shelf=4, of_shelf=1, kept=0, of_kept=0)
    assert shop.heaps == Heaps(shelf=1, of_shelf=0, kept=0, of_kept=0)
    shop.make.sure_of_the_books()


@pytest.mark.django_db
def test_another_till_sells_nothing_of_it_and_somebody_is_asked_to_count(shop: Shop) -> None:
    counter = shop.make.counter("TEA", units=0)
    shop.lease(4)

    [written] = record_sales([counter.sale(counter.line("TEA", 7))], by=BY)

    assert written.missing == ((shop.tea, 1),)
    assert shop.heaps == Heaps(shelf=0, of_shelf=0, kept=0, of_kept=4)
    shop.make.sure_of_the_books()


@pytest.mark.django_db
def test_what_it_sold_of_the_channels_counts_to_what_it_usually_sells(shop: Shop) -> None:
    shop.make.stock("TEA", 90)
    shop.allot(26)
    shop.lease(28)
    sold = Post(
        accounts.kept_for_till(shop.till.id, "till", shop.tea, shop.place), accounts.customer(shop.tea), 28, "sold"
    )
    post([Chain("sale", "sale", (sold,))], by=BY)
    shop.allot(20)

    assert shop.lease(1) == 1 + 2  # twenty-eight in four weeks are two in two days


@pytest.mark.django_db
def test_an_allotment_is_given_up_only_where_no_till_has_it(shop: Shop) -> None:
    shop.lease(3)

    with pytest.raises(NotEnoughStock):
        release_allotment([(shop.tea, 2)], location_id=shop.place, channel="till", key="b", by=BY)

    assert shop.heaps == Heaps(shelf=6, of_shelf=0, kept=1, of_kept=3)


@pytest.mark.django_db
def test_the_levels_say_where_each_unit_is(shop: Shop) -> None:
    shop.lease(6)

    web = availability([shop.tea], channel="web")[shop.tea, shop.place]
    own = availability([shop.tea], channel="till")[shop.tea, shop.place]

    assert (web.on_hand, web.kept_for_others, web.leased, web.sellable) == (10, 4, 2, 4)
    assert (own.on_hand, own.kept_for_others, own.leased, own.sellable) == (10, 0, 6, 4)
    assert kept_by_channel(shop.tea, shop.place, by=BY) == {"till": 4}
    assert explain(shop.tea, shop.place, channel="till", by=BY).reasons == (
        Because("on_hand", 10),
        Because("leased", -6),
    )
    [here] = [place for place in where_it_is("TEA", till=shop.till, by=shop.by) if place.is_here]
    assert here.free == 10


@pytest.mark.django_db
def test_who_counts_the_shelf_counts_as_before(shop: Shop) -> None:
    before = locked_on_hand([shop.tea], shop.place, by=BY)

    shop.lease(6)

    assert (before, locked_on_hand([shop.tea], shop.place, by=BY)) == ({shop.tea: 6}, {shop.tea: 6})


@pytest.mark.django_db
def test_the_books_tell_what_was_set_aside_out_of_another_channels(shop: Shop) -> None:
    shop.allot(2, "web")
    shop.lease(1)
    wrong = (
        Post(accounts.kept_for("web", shop.tea, shop.place), accounts.leased(shop.till.id, shop.tea, shop.place), 1),
        Post(
            accounts.kept_for("web", shop.tea, shop.place),
            accounts.kept_for_till(shop.till.id, "till", shop.tea, shop.place),
            1,
        ),
    )
    post([Chain("wrong", "wrong", wrong)], by=BY)

    back, channels = lease_checks()

    assert back.look().breaches == []
    assert {breach.facts["kept"] for breach in channels.look().breaches} == {"kept:web"}
    assert len(channels.look().breaches) == 2


@pytest.mark.django_db
def test_what_nobody_would_give_back_to_the_channel_is_found(shop: Shop) -> None:
    shop.lease(2)
    Lease.objects.all().delete()

    back, _ = lease_checks()

    assert [breach.facts["posted"] for breach in back.look().breaches] == [2]


@pytest.mark.django_db(transaction=True)
def test_two_tills_who_lease_sell_and_give_back_at_once_never_have_more_than_was_kept(make: Any) -> None:
    shop = Shop(make)
    shop.make.stock("TEA", 20)
    shop.allot(16)
    counter = make.counter("TEA", units=0)
    counter.till = shop.till.id
    tills = [(shop.till, shop.by), (till_of(other := make.enrolled("B2")[1]), other)]

    sales = [counter.sale(counter.line("TEA")) for _ in range(6)]

    def lease(till: TillRead, by: Actor, quantity: int) -> None:
        lease_stock([(shop.tea, quantity)], till=till, by=by)

    acts = [
        *chain.from_iterable(
            [(lambda one=one, level=level: lease(*one, level)) for one in tills] for level in range(1, 13)
        ),
        *[lambda sale=sale: try_again(lambda: record_sales([sale], by=BY)) for sale in sales],  # as record_entries does
        *[lambda: place_orders([make.order_draft("TEA", channel="till")], by=make.by) for _ in range(6)],
        *[lambda: return_leases(shop.till.id, by=shop.by) for _ in range(4)],
    ]
    acts = [acts[number * 7 % len(acts)] for number in range(len(acts))]  # one after another of each kind

    def run(act: Any) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        done = list(threads.map(run, acts))

    ordered = sum(isinstance(answer, OrderRead) for [answer, *_] in (one for one in done if isinstance(one, list)))
    for till, by in tills:
        return_leases(till.id, by=by)
    level = availability([shop.tea], channel="till")[shop.tea, shop.place]
    assert (level.on_hand, level.held, level.leased) == (30 - 6, ordered, 0)
    make.sure_of_the_books()
