"""Sales that have happened at a counter: written whole, whatever the books say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duken.customers.recognise import Contact, recognise_customers
from duken.inventory import accounts as stock
from duken.inventory.count import close_count, record_count
from duken.inventory.models import StockCount
from duken.kernel import events, ids
from duken.kernel.actor import ScopeMissing, StoreForbidden, system, with_scopes
from duken.kernel.money import Money
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import cached, summed
from duken.loyalty import accounts as points
from duken.loyalty.reads import points_of
from duken.orders.models import Order
from duken.orders.reads import order, orders_with_ids
from duken.orders.record_sales import record_sales
from duken.orders.sold import Given, Unpaid
from duken.payments import accounts as money
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.reads import payments_of
from tests.makers.counters import AT

pytestmark = pytest.mark.django_db
BY = system("tests")


def posted(account: Account) -> int:
    return cached([account])[account].posted


def owed() -> int:
    return summed(money.customer("GBP"))


def test_a_sale_is_an_order_paid_and_handed_over(make: Any) -> None:
    counter = make.counter("TEA", "MUG", units=5)
    sale = counter.sale(counter.line("TEA", 2), counter.line("MUG"), language="ru")

    [written] = record_sales([sale], by=BY)

    found = order(written.order_id, by=BY)
    assert (written.order_id, written.number, written.missing) == (sale.id, sale.number, ())
    assert (found.status, found.channel, found.total_minor, found.placed_at) == ("fulfilled", "till", 1497, AT)
    assert [line.id for line in found.lines] == [line.id for line in sale.lines]
    assert (posted(counter.on_hand("TEA")), posted(counter.on_hand("MUG"))) == (3, 4)
    assert (summed(counter.cash), summed(money.sales("GBP", "till")), owed()) == (1497, -1497, 0)
    [payment] = payments_of([found.id], by=BY)[found.id]
    assert (payment.id, payment.tender, payment.captured_minor) == (sale.given[0].id, "cash", 1497)
    [told] = events.story_of("order", found.id)
    assert told.name == "orders.OrderSold"
    assert told.facts["tenders"] == [["cash", 1497]]
    make.sure_of_the_books()


def test_the_same_sale_again_is_the_same_order(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = counter.sale(counter.line("TEA"))

    [first], [again], twice = (record_sales(batch, by=BY) for batch in ([sale], [sale], [sale, sale]))

    assert not first.repeated
    assert again.repeated
    assert {one.order_id for one in (first, again, *twice)} == {sale.id}
    assert (posted(counter.on_hand("TEA")), summed(counter.cash), Order.objects.count()) == (4, 499, 1)
    make.sure_of_the_books()


def test_goods_in_the_customers_hand_are_sold_though_the_books_have_none(make: Any) -> None:
    counter = make.counter("TEA", units=1)
    tea = make.variant("TEA").id

    [first, second] = record_sales([counter.sale(counter.line("TEA")), counter.sale(counter.line("TEA", 2))], by=BY)

    assert (first.missing, second.missing) == ((), ((tea, 2),))
    assert (posted(counter.on_hand("TEA")), counter.variance("TEA")) == (0, -2)
    count = StockCount.objects.get()
    assert (count.status, count.location_id, count.wanted) == ("open", counter.location, [str(tea)])
    make.sure_of_the_books()


def test_a_shelf_is_asked_to_be_counted_once_and_the_count_explains_it(make: Any) -> None:
    counter = make.counter("TEA", "MUG", units=0)
    tea = make.variant("TEA").id
    record_sales([counter.sale(counter.line("TEA"))], by=BY)
    record_sales([counter.sale(counter.line("MUG"), counter.line("TEA"))], by=BY)
    count = StockCount.objects.get()
    assert sorted(count.wanted) == sorted([str(tea), str(make.variant("MUG").id)])

    record_count(count.pk, variant_id=tea, counted=3, by=BY)
    assert close_count(count.pk, by=BY) == {tea: 3}

    assert (counter.variance("TEA"), counter.variance("MUG"), posted(counter.on_hand("TEA"))) == (0, -1, 3)
    assert summed(stock.shrinkage(tea, counter.location)) == -5
    make.sure_of_the_books()


def test_what_others_were_promised_is_not_taken(make: Any) -> None:
    counter = make.counter("TEA", units=3)
    make.order("TEA", quantity=2)

    [written] = record_sales([counter.sale(counter.line("TEA", 2))], by=BY)

    assert [quantity for _, quantity in written.missing] == [1]
    balance = cached([counter.on_hand("TEA")])[counter.on_hand("TEA")]
    assert (balance.posted, balance.held, counter.variance("TEA")) == (2, 2, -1)
    make.sure_of_the_books()


def test_what_a_till_has_set_aside_is_taken_first_and_another_till_has_none_of_it(make: Any) -> None:
    counter = make.counter("TEA", units=3)
    lease = stock.leased(counter.till, make.variant("TEA").id, counter.location)
    post([Chain("lease", "lease:1", (Post(counter.on_hand("TEA"), lease, 2),))], by=BY)
    other = replace(counter.sale(counter.line("TEA", 2)), till_id=ids.new_id())

    [mine, theirs] = record_sales([counter.sale(counter.line("TEA")), other], by=BY)

    assert mine.missing == ()
    assert [quantity for _, quantity in theirs.missing] == [1]
    assert (posted(lease), posted(counter.on_hand("TEA")), counter.variance("TEA")) == (1, 0, -1)
    make.sure_of_the_books()


def test_cash_is_rounded_on_an_account_of_its_own(make: Any) -> None:
    counter = make.counter("TEA", "MUG", units=5)
    up = counter.sale(counter.line("TEA"), cash=500, rounding_minor=1)
    down = counter.sale(counter.line("MUG", price_minor=502), cash=500, rounding_minor=-2)

    record_sales([up, down], by=BY)

    assert summed(counter.cash) == 1000
    assert summed(money.rounding("GBP")) == 1
    assert (owed(), summed(money.shortfall("GBP", counter.till))) == (0, 0)
    assert [payment.captured_minor for one in (up, down) for payment in payments_of([one.id], by=BY)[one.id]] == [
        499,
        500,
    ]
    make.sure_of_the_books()


def test_a_gift_card_that_is_empty_meanwhile_pays_what_it_has(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [issued] = issue_gift_cards(1, each=Money(200, "GBP"), batch="one", by=BY)
    card = cards.card("GBP", issued.id)
    into = money.had_with_us("GBP", "gift_card")

    def paid_by_card() -> Given:
        return Given(ids.new_id(), "gift_card", "", 300, into, ((issued.id, card),))

    sales = [counter.sale(counter.line("TEA"), given=(paid_by_card(), counter.given("cash", 199))) for _ in range(2)]
    [first, second] = record_sales(sales, by=BY)

    assert first.unpaid == (Unpaid("gift_card", 300, 200),)
    assert second.unpaid == (Unpaid("gift_card", 300, 0),)
    assert (posted(card), summed(into), summed(counter.cash)) == (0, 200, 398)
    assert (summed(money.shortfall("GBP", counter.till)), owed()) == (400, 0)
    make.sure_of_the_books()


def test_credit_pays_from_every_card_of_the_person(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    one, other = (
        recognise_customers([Contact("Anna", phone)], by=BY)[0] for phone in ("+447700900123", "+447700900124")
    )
    issued = cards.outside(cards.CREDIT, "GBP", "issued")
    sources = tuple((card, cards.credit("GBP", card)) for card in (one, other) if isinstance(card, UUID))
    post([Chain(f"c{n}", "c", (Post(issued, account, 300),)) for n, (_, account) in enumerate(sources)], by=BY)
    given = Given(ids.new_id(), "store_credit", "", 499, money.had_with_us("GBP", "store_credit"), sources)

    [written] = record_sales([counter.sale(counter.line("TEA"), given=(given,), customer_id=one)], by=BY)

    assert written.unpaid == ()
    assert [posted(account) for _, account in sources] == [0, 101]
    assert sorted(one.captured_minor for one in payments_of([written.order_id], by=BY)[written.order_id]) == [199, 300]
    make.sure_of_the_books()


def test_points_nobody_has_come_out_of_the_tills_escrow(make: Any) -> None:
    counter = make.counter("TEA", "MUG", units=5)
    make.programme()
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    make.points(anna, 30)
    lines = [counter.line(sku)._replace(total_minor=449, by_points_minor=50) for sku in ("TEA", "MUG")]

    [written] = record_sales([counter.sale(*lines, points=100, customer_id=anna)], by=BY)

    assert written.points_short == 70
    assert points_of(anna, currency="GBP", by=BY).posted == 0
    assert summed(points.escrow("club", counter.till)) == -70
    [found] = orders_with_ids([written.order_id])
    assert [line.points_spent for line in found.lines] == [15, 15]
    assert (found.total_minor, found.discount_minor) == (898, 100)
    make.sure_of_the_books()


def test_sums_that_do_not_add_up_are_kept_apart(make: Any) -> None:
    counter = make.counter("TEA", units=5)

    record_sales([counter.sale(counter.line("TEA"), cash=400), counter.sale(counter.line("TEA"), cash=510)], by=BY)

    assert summed(counter.cash) == 910
    assert (summed(money.shortfall("GBP", counter.till)), owed()) == (99 - 11, 0)
    make.sure_of_the_books()


def test_a_number_or_a_line_of_somebody_else_loses_no_sale(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = counter.sale(counter.line("TEA"))
    double = replace(counter.sale(*sale.lines), number=sale.number)

    [first, second] = record_sales([sale, double], by=BY)

    assert first.number == sale.number
    assert second.number.startswith(f"{sale.number}/")
    assert order(second.order_id, by=BY).lines[0].id != sale.lines[0].id
    assert posted(counter.on_hand("TEA")) == 3
    make.sure_of_the_books()


def test_only_a_till_records_sales(make: Any) -> None:
    counter = make.counter("TEA", units=5)

    with pytest.raises(ScopeMissing):
        record_sales([counter.sale(counter.line("TEA"))], by=with_scopes("staff:1", "till", {"orders.place"}))

    assert (posted(counter.on_hand("TEA")), Order.objects.count()) == (5, 0)


def test_a_till_of_another_shop_records_nothing_here(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    elsewhere = replace(with_scopes("key:1", "till", {"tills.sell"}), stores=frozenset({make.shop("market").id}))

    with pytest.raises(StoreForbidden):
        record_sales([counter.sale(counter.line("TEA"))], by=elsewhere)

    assert (posted(counter.on_hand("TEA")), Order.objects.count()) == (5, 0)


def test_many_sales_take_as_many_statements_as_one(make: Any) -> None:
    counter = make.counter("TEA", units=100)
    record_sales([counter.sale(counter.line("TEA"))], by=BY)
    taken = []

    for size in (1, 20):
        sales = [counter.sale(counter.line("TEA")) for _ in range(size)]
        with CaptureQueriesContext(connection) as queries:
            record_sales(sales, by=BY)
        taken.append(len(queries))

    assert taken[0] == taken[1] <= 24
