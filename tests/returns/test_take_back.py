"""What customers bring back to a counter: goods, money and payments, to the minor unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from duken.customers.recognise import Contact, recognise_customers
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready
from duken.inventory import accounts as stock
from duken.kernel import events, ids, sql
from duken.kernel.actor import ScopeMissing, StoreForbidden, system, with_scopes
from duken.kernel.money import Money
from duken.kernel.relay import relay
from duken.ledger.entries import Account, Post
from duken.ledger.reads import cached, summed
from duken.loyalty.reads import points_of
from duken.orders.reads import order
from duken.orders.record_sales import record_sales
from duken.orders.sold import Given, Sale
from duken.payments import accounts as money
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.reads import payments_of, refunds_of
from duken.reactions.all_reactions import TABLE, routes
from duken.reactions.deliver import deliver_alone
from duken.reactions.loyalty import NotEarnedYet
from duken.returns.brought import Brought, BroughtLine, Way
from duken.returns.take_back import take_back
from tests.makers.counters import AT, Counter

pytestmark = pytest.mark.django_db
BY = system("tests")


def posted(account: Account) -> int:
    return cached([account])[account].posted


def owed() -> int:
    return summed(money.customer("GBP"))


def line_of(sale: Sale, quantity: int, amount: int, at: int = 0, **said: Any) -> BroughtLine:
    line = sale.lines[at]
    return BroughtLine(line.id, line.variant_id, line.sku, quantity, amount, **said)


def cash(counter: Counter, amount: int) -> Way:
    return Way(ids.new_id(), "cash", amount, counter.cash)


def back(counter: Counter, *lines: BroughtLine, ways: tuple[Way, ...] | None = None, **said: Any) -> Brought:
    total = sum(line.amount_minor for line in lines)
    given = (cash(counter, total),) if ways is None else ways
    one = ids.new_id()
    told = {"channel": "till", "at": AT, "currency": "GBP", "number": f"A1-{one}"} | said
    return Brought(f"till:{one}", location_id=counter.location, till_id=counter.till, lines=lines, ways=given, **told)


def sold(counter: Counter, sku: str = "TEA", quantity: int = 1, price_minor: int = 499, **said: Any) -> Sale:
    sale = counter.sale(counter.line(sku, quantity, price_minor), **said)
    record_sales([sale], by=BY)
    return sale


def refundable(sale: Sale) -> list[int]:
    return [one.captured_minor - one.refunded_minor for one in payments_of([sale.id], by=BY)[sale.id]]


def test_goods_come_back_on_the_shelf_and_the_money_out_of_the_drawer(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter, quantity=2)

    [taken] = take_back([back(counter, line_of(sale, 1, 499))], by=BY)

    assert taken.amiss == ()
    assert (posted(counter.on_hand("TEA")), summed(counter.cash), refundable(sale)) == (4, 499, [499])
    assert (owed(), summed(money.sales("GBP", "till"))) == (0, -499)
    assert order(sale.id, by=BY).lines[0].returned_quantity == 1
    [refund] = refunds_of([sale.given[0].id])
    assert (refund.status, refund.amount_minor) == ("done", 499)
    assert events.story_of("return", taken.return_id)[0].name == "returns.GoodsTakenBack"
    make.sure_of_the_books()


@pytest.mark.parametrize(
    ("said", "bucket"),
    [
        ({"condition": "good"}, "on_hand"),
        ({"condition": "opened", "is_restocked": True}, "on_hand"),
        ({"condition": "opened", "is_restocked": False}, "damaged"),
        ({"condition": "damaged", "is_restocked": True}, "damaged"),
    ],
)
def test_what_cannot_be_sold_again_is_not_put_on_the_shelf(make: Any, said: Any, bucket: str) -> None:
    counter = make.counter("TEA", units=1)
    sale = sold(counter)

    take_back([back(counter, line_of(sale, 1, 499, **said))], by=BY)

    shelves = {
        name: posted(stock.bucket(name, sale.lines[0].variant_id, counter.location)) for name in ("on_hand", "damaged")
    }
    assert shelves == {"on_hand": 0, "damaged": 0} | {bucket: 1}
    make.sure_of_the_books()


def test_parts_come_back_to_the_last_minor_unit(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = counter.sale(counter.line("TEA", 3)._replace(subtotal_minor=1000, total_minor=1000), cash=1000)
    record_sales([sale], by=BY)

    answers = [take_back([back(counter, line_of(sale, 1, part))], by=BY)[0].amiss for part in (333, 334, 333)]

    assert answers == [(), (), ()]
    assert (summed(counter.cash), refundable(sale), owed()) == (0, [0], 0)
    make.sure_of_the_books()


def test_a_part_for_more_than_it_was_worth_is_told(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter, quantity=2)

    [taken] = take_back([back(counter, line_of(sale, 1, 600))], by=BY)

    [amiss] = taken.amiss
    assert (amiss.kind, amiss.amount_minor, amiss.facts["why"]) == ("return", 101, "worth")
    assert (summed(counter.cash), refundable(sale)) == (398, [398])
    make.sure_of_the_books()


def test_no_more_money_than_was_paid_goes_to_a_sale(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)

    [taken] = take_back([back(counter, line_of(sale, 1, 600))], by=BY)

    [amiss] = taken.amiss
    assert (amiss.amount_minor, refundable(sale), summed(counter.cash), owed()) == (101, [0], -101, 0)
    assert sql.rows("SELECT goods_minor, credit_minor FROM returns_return") == [(499, 101)]
    make.sure_of_the_books()


def test_more_than_was_sold_comes_back_without_a_receipt(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter, quantity=2)
    take_back([back(counter, line_of(sale, 1, 499))], by=BY)

    [taken] = take_back([back(counter, line_of(sale, 3, 1497))], by=BY)

    [amiss] = taken.amiss
    assert (amiss.kind, amiss.amount_minor, amiss.facts["pieces"]) == ("return", 998, 2)
    assert order(sale.id, by=BY).lines[0].returned_quantity == 2
    assert refundable(sale) == [0]
    assert (posted(counter.on_hand("TEA")), summed(counter.cash), owed()) == (7, -998, 0)
    make.sure_of_the_books()


def test_two_returns_of_one_piece_at_once_give_it_back_once(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)
    each = [back(counter, line_of(sale, 1, 499)) for _ in range(2)]

    first, second = take_back(each, by=BY)

    assert first.amiss == ()
    assert [one.facts["why"] for one in second.amiss] == ["over"]
    make.sure_of_the_books()


def test_the_same_return_again_moves_nothing(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)
    brought = back(counter, line_of(sale, 1, 499))

    [first] = take_back([brought], by=BY)
    again = take_back([brought, brought], by=BY)

    assert [one.return_id for one in again] == [first.return_id] * 2
    assert (posted(counter.on_hand("TEA")), summed(counter.cash)) == (5, 0)
    make.sure_of_the_books()


@pytest.mark.parametrize("wrong", ["line", "article", "currency"])
def test_a_line_that_is_no_such_sale_comes_back_without_a_receipt(make: Any, wrong: str) -> None:
    counter = make.counter("TEA", "MUG", units=5)
    sale = sold(counter)
    line = line_of(sale, 1, 499)
    line = line._replace(order_line_id=ids.new_id()) if wrong == "line" else line
    line = line._replace(variant_id=make.variant("MUG").id) if wrong == "article" else line
    currency = "EUR" if wrong == "currency" else "GBP"
    way = Way(ids.new_id(), "cash", 499, money.shift_cash(currency, counter.shift))
    brought = back(counter, line, ways=(way,), currency=currency)

    [taken] = take_back([brought], by=BY)

    assert [one.facts["why"] for one in taken.amiss] == ["unknown"]
    assert order(sale.id, by=BY).lines[0].returned_quantity == 0
    assert refundable(sale) == [499]
    make.sure_of_the_books()


def test_what_a_gift_card_paid_goes_back_on_it(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [issued] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)
    card = cards.card("GBP", issued.id)
    into = money.had_with_us("GBP", "gift_card")
    given = (Given(ids.new_id(), "gift_card", "", 300, into, ((issued.id, card),)), counter.given("card", 199))
    sale = sold(counter, given=given)
    ways = (Way(ids.new_id(), "original", 300, payment_id=given[0].id), Way(ids.new_id(), "card", 199, counter.cards))

    [taken] = take_back([back(counter, line_of(sale, 1, 499), ways=ways)], by=BY)

    assert taken.amiss == ()
    assert (posted(card), summed(into), summed(counter.cards), refundable(sale), owed()) == (300, 0, 0, [0, 0], 0)
    make.sure_of_the_books()


def test_cash_for_what_a_gift_card_paid_is_told_and_never_given_twice(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [issued] = issue_gift_cards(1, each=Money(499, "GBP"), batch="one", by=BY)
    card = cards.card("GBP", issued.id)
    into = money.had_with_us("GBP", "gift_card")
    sale = sold(counter, given=(Given(ids.new_id(), "gift_card", "", 499, into, ((issued.id, card),)),))

    [taken] = take_back([back(counter, line_of(sale, 1, 499))], by=BY)

    told = {"why": "paid_out", "paid": "gift_card", "method": "cash"}
    assert [tuple(one) for one in taken.amiss] == [("refund", 499, told)]
    assert (posted(card), refundable(sale), summed(counter.cash), summed(into), owed()) == (0, [0], -499, 499, 0)
    make.sure_of_the_books()


def test_an_exchange_of_what_a_gift_card_paid_is_nobodys_task_and_leaves_nothing_to_give_back(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [issued] = issue_gift_cards(1, each=Money(499, "GBP"), batch="one", by=BY)
    card, goods = cards.card("GBP", issued.id), money.exchanged("GBP")
    into = money.had_with_us("GBP", "gift_card")
    sale = sold(counter, given=(Given(ids.new_id(), "gift_card", "", 499, into, ((issued.id, card),)),))

    [taken] = take_back(
        [back(counter, line_of(sale, 1, 499), ways=(Way(ids.new_id(), "exchange", 499, goods),))], by=BY
    )

    assert taken.amiss == ()
    assert (posted(card), refundable(sale), summed(goods), summed(into), owed()) == (0, [0], -499, 499, 0)
    make.sure_of_the_books()


def test_credit_for_what_a_gift_card_paid_is_credit_once(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    assert isinstance(anna, UUID)
    [issued] = issue_gift_cards(1, each=Money(499, "GBP"), batch="one", by=BY)
    card, credit = cards.card("GBP", issued.id), cards.credit("GBP", anna)
    into, had = money.had_with_us("GBP", "gift_card"), money.had_with_us("GBP", "store_credit")
    sale = sold(counter, given=(Given(ids.new_id(), "gift_card", "", 499, into, ((issued.id, card),)),))
    grant = Post(cards.outside(cards.CREDIT, "GBP", "issued"), credit, 499, "refund")
    way = Way(ids.new_id(), "store_credit", 499, had, moves=(grant,), cards=(anna,))

    [taken] = take_back([back(counter, line_of(sale, 1, 499), ways=(way,))], by=BY)

    assert [(one.kind, one.amount_minor) for one in taken.amiss] == [("refund", 499)]
    assert (posted(card), posted(credit), refundable(sale), summed(into), summed(had)) == (0, 499, [0], 499, -499)
    make.sure_of_the_books()


def test_money_becomes_credit_of_the_customer(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    assert isinstance(anna, UUID)
    sale = sold(counter, customer_id=anna)
    credit = cards.credit("GBP", anna)
    grant = Post(cards.outside(cards.CREDIT, "GBP", "issued"), credit, 499, "refund")
    had = money.had_with_us("GBP", "store_credit")
    way = Way(ids.new_id(), "store_credit", 499, had, moves=(grant,), cards=(anna,))

    take_back([back(counter, line_of(sale, 1, 499), ways=(way,))], by=BY)

    assert (posted(credit), summed(had), refundable(sale), summed(counter.cash), owed()) == (499, -499, [0], 499, 0)
    make.sure_of_the_books()


def test_a_way_that_is_closed_is_told_and_nobody_has_the_money(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)
    way = Way(ids.new_id(), "original", 499, payment_id=ids.new_id())

    [taken] = take_back([back(counter, line_of(sale, 1, 499), ways=(way,))], by=BY)

    assert [(one.kind, one.amount_minor) for one in taken.amiss] == [("refund", 499)]
    assert (summed(money.shortfall("GBP", counter.till)), refundable(sale), owed()) == (-499, [499], 0)
    make.sure_of_the_books()


def test_an_order_of_the_web_is_taken_back_and_its_payment_with_it(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    bought = make.order("TEA", quantity=2)
    work = make.picked(bought.id)
    mark_ready(work.id, by=BY)
    hand_over(work.id, code=bought.collect_code, tender="card", by=BY)
    [line] = order(bought.id, by=BY).lines
    brought = back(counter, BroughtLine(line.id, line.variant_id, "TEA", 1, 499))

    [taken] = take_back([brought], by=BY)

    assert taken.amiss == ()
    [payment] = payments_of([bought.id], by=BY)[bought.id]
    assert (payment.captured_minor, payment.refunded_minor) == (998, 499)
    assert (summed(money.sales("GBP", "web")), summed(counter.cash), owed()) == (-499, -499, 0)
    make.sure_of_the_books()


def test_cash_back_is_rounded_to_the_coin(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)
    brought = back(counter, line_of(sale, 1, 499), ways=(cash(counter, 500),), rounding_minor=-1)

    [taken] = take_back([brought], by=BY)

    assert taken.amiss == ()
    assert (summed(counter.cash), summed(money.rounding("GBP")), owed()) == (-1, 1, 0)
    assert summed(money.shortfall("GBP", counter.till)) == 0
    make.sure_of_the_books()


def test_points_follow_the_goods(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    make.programme(earn_points=1, earn_per_minor=100)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    sale = sold(counter, quantity=3, customer_id=anna)
    make.work_off()
    take_back([back(counter, line_of(sale, 1, 499), customer_id=anna)], by=BY)
    make.work_off()

    [(earned, gone)] = sql.rows("SELECT earned, earned_back FROM loyalty_linepoints")
    assert (earned, gone) == (14, 4)
    kinds = sql.rows("SELECT kind FROM customers_moment WHERE customer_id = %s ORDER BY at, kind", [anna])
    assert {"order_sold", "returned"} <= {kind for (kind,) in kinds}
    assert sql.rows("SELECT count(*) FROM conversations_message") == [(0,)]
    make.sure_of_the_books()


def test_points_that_are_not_given_yet_are_waited_for(make: Any) -> None:
    """A till that comes back sends the sale and its return at once; the worker may take the second first."""
    counter = make.counter("TEA", units=5)
    make.programme(earn_points=1, earn_per_minor=100)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    sale = sold(counter, quantity=3, customer_id=anna)
    [taken] = take_back([back(counter, line_of(sale, 3, 1497), customer_id=anna)], by=BY)
    relay(routes())
    [told] = events.story_of("return", taken.return_id)

    with pytest.raises(NotEarnedYet):
        deliver_alone(TABLE.by_name["loyalty.take_points_back"], told.id)
    make.work_off()

    assert sql.rows("SELECT earned, earned_back FROM loyalty_linepoints") == [(14, 14)]
    assert points_of(anna, currency="GBP", by=BY).posted == 0


def test_only_a_till_takes_goods_back(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)

    with pytest.raises(ScopeMissing):
        take_back([back(counter, line_of(sale, 1, 499))], by=with_scopes("staff:1", "till", {"payments.refund"}))

    assert (posted(counter.on_hand("TEA")), refundable(sale)) == (4, [499])


def test_a_till_of_another_shop_takes_nothing_back_here(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    sale = sold(counter)
    elsewhere = replace(with_scopes("key:1", "till", {"tills.sell"}), stores=frozenset({make.shop("market").id}))

    with pytest.raises(StoreForbidden):
        take_back([back(counter, line_of(sale, 1, 499))], by=elsewhere)

    assert (posted(counter.on_hand("TEA")), refundable(sale)) == (4, [499])


def test_goods_that_were_never_handed_over_do_not_come_back_to_their_order(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    bought = make.order("TEA")
    [line] = bought.lines

    [taken] = take_back([back(counter, BroughtLine(line.id, line.variant_id, "TEA", 1, 499))], by=BY)

    assert [one.facts["why"] for one in taken.amiss] == ["unknown"]
    assert order(bought.id, by=BY).lines[0].returned_quantity == 0
    make.sure_of_the_books()


def test_money_that_is_not_what_came_back_is_kept_apart(make: Any) -> None:
    counter = make.counter("TEA", units=5)
    little, much = sold(counter), sold(counter)

    take_back([back(counter, line_of(little, 1, 499), ways=(cash(counter, 400),))], by=BY)
    take_back([back(counter, line_of(much, 1, 499), ways=(cash(counter, 510),))], by=BY)

    assert (summed(counter.cash), summed(money.shortfall("GBP", counter.till)), owed()) == (88, -88, 0)
    make.sure_of_the_books()
