"""Orders of other channels, paid and handed over at a till."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from duken.fulfilment import verify as fulfilment
from duken.kernel import ids
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField
from duken.ledger.reads import cached, summed
from duken.orders.cancel import cancel_order
from duken.orders.order import OrderRead
from duken.orders.reads import order
from duken.payments import accounts as money
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.provider import Notice
from duken.payments.reads import payments_of
from duken.payments.settle import settle_payment
from duken.stores import reads as stores
from duken.tills._collected import record_collected
from duken.tills._recording import Found, Outcome, Recording

pytestmark = pytest.mark.django_db
BY = system("tests")
TILL, SHIFT = ids.new_id(), ids.new_id()
CASH, CARDS = money.shift_cash("GBP", SHIFT), money.shift_cards("GBP", SHIFT)
SHORT = money.shortfall("GBP", TILL)


@pytest.fixture
def bought(make: Any) -> OrderRead:
    make.selling("TEA", stock=5)
    return make.order("TEA", quantity=2)


def collected(bought: OrderRead, *tenders: tuple[Any, ...], handed_over: bool = True, **said: Any) -> Recording:
    body = {
        "order": str(bought.id), "number": bought.number, "is_handed_over": handed_over, "code": bought.collect_code,
        "currency": "GBP", "given_minor": 0, "change_minor": 0,
        "tenders": [
            {"id": str(ids.new_id()), "method": method, "amount_minor": amount, "reference": "".join(reference)}
            for method, amount, *reference in tenders
        ],
    } | said  # fmt: skip
    place = stores.location("high-street").id
    return Recording(ids.new_id(), TILL, "A1", place, "till", SHIFT, datetime.now(UTC), "staff:1", body)


def record(*entries: Recording) -> list[list[Found]]:
    answers = record_collected(entries, by=BY)
    return [answer.differences for answer in answers if isinstance(answer, Outcome)]


def owed() -> int:
    return summed(money.customer("GBP"))


def paid(bought: OrderRead) -> list[tuple[str, str, int]]:
    return sorted((one.status, one.tender, one.captured_minor) for one in payments_of([bought.id], by=BY)[bought.id])


def test_an_order_is_paid_and_handed_over_though_nobody_had_picked_it(make: Any, bought: OrderRead) -> None:
    assert record(collected(bought, ("cash", 998))) == [[]]
    make.work_off()

    assert order(bought.id, by=BY).status == "fulfilled"
    assert (summed(CASH), owed(), summed(SHORT)) == (998, 0, 0)
    assert paid(bought) == [("captured", "cash", 998), ("voided", "", 0)]
    assert not [breach for check in fulfilment.checks() for breach in check.look().breaches]
    make.sure_of_the_books()


def test_in_two_ways_and_one_of_them_a_gift_card(make: Any, bought: OrderRead) -> None:
    [issued] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)
    entry = collected(bought, ("gift_card", 300, issued.code), ("card", 398), ("cash", 300))

    assert record(entry) == [[]]
    make.work_off()

    assert (summed(CASH), summed(CARDS), owed()) == (300, 398, 0)
    card = cards.card("GBP", issued.id)
    assert cached([card])[card].posted == 0
    assert sum(one for *_, one in paid(bought)) == 998
    assert order(bought.id, by=BY).status == "fulfilled"
    make.sure_of_the_books()


def test_paid_now_and_collected_another_day(make: Any, bought: OrderRead) -> None:
    assert record(collected(bought, ("card", 998), handed_over=False)) == [[]]
    make.work_off()

    assert order(bought.id, by=BY).status == "confirmed"
    assert record(collected(bought)) == [[]]
    assert (order(bought.id, by=BY).status, summed(CARDS), owed()) == ("fulfilled", 998, 0)
    make.sure_of_the_books()


def test_too_little_leaves_the_rest_due_and_the_order_unfinished_in_the_books(make: Any, bought: OrderRead) -> None:
    [found] = record(collected(bought, ("cash", 900)))

    assert [(one.kind, one.facts["why"]) for one in found] == [("collected", "fulfilment.not_paid")]
    assert paid(bought) == [("captured", "cash", 900), ("started", "", 0), ("voided", "", 0)]
    assert summed(CASH) == 900
    assert order(bought.id, by=BY).status != "fulfilled"
    make.sure_of_the_books()


def test_too_much_and_paid_twice_lie_in_the_drawer_and_are_told(make: Any, bought: OrderRead) -> None:
    first, second = record(collected(bought, ("cash", 1000)), collected(bought, ("cash", 998)))

    assert [(one.kind, one.amount_minor) for one in first] == [("tender", 2)]
    assert [(one.kind, one.amount_minor) for one in second] == [("tender", 998)]
    assert (summed(CASH), summed(SHORT), owed()) == (1998, -1000, 0)
    make.work_off()
    make.sure_of_the_books()


def test_money_for_a_cancelled_order_is_nobodys_payment(make: Any, bought: OrderRead) -> None:
    cancel_order(bought.id, reason="customer_asked", by=BY)

    [found] = record(collected(bought, ("cash", 998)))

    assert [one.kind for one in found] == ["tender", "collected"]
    assert (order(bought.id, by=BY).status, summed(CASH), summed(SHORT)) == ("cancelled", 998, -998)
    make.sure_of_the_books()


def test_an_order_nobody_knows_loses_no_money(make: Any, bought: OrderRead) -> None:
    [found] = record(collected(msgspec.structs.replace(bought, id=ids.new_id()), ("cash", 998)))

    assert [(one.kind, one.facts.get("why", "")) for one in found] == [("collected", "order_missing"), ("tender", "")]
    assert (summed(CASH), summed(SHORT)) == (998, -998)
    make.sure_of_the_books()


def test_a_gift_card_that_is_empty_meanwhile_pays_what_it_has(make: Any, bought: OrderRead) -> None:
    [issued] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)

    [found] = record(collected(bought, ("gift_card", 998, issued.code)))

    assert [(one.kind, one.amount_minor) for one in found][:2] == [("gift_card", 698), ("tender", 698)]
    make.sure_of_the_books()


def test_a_wrong_code_is_told(make: Any, bought: OrderRead) -> None:
    [found] = record(collected(bought, ("cash", 998), code="000000x"))

    assert [one.facts["why"] for one in found] == ["wrong_code"]
    assert order(bought.id, by=BY).status == "fulfilled"


def test_a_body_that_is_none_is_refused_and_nothing_is_written(make: Any, bought: OrderRead) -> None:
    good, bad = collected(bought, ("cash", 998)), collected(bought, ("shells", 998))

    [_, refused] = record_collected([good, bad], by=BY)

    assert isinstance(refused, InvalidField)
    assert (summed(CASH), paid(bought)) == (0, [("started", "", 0)])


def test_one_card_named_twice_pays_what_it_has_once(make: Any, bought: OrderRead) -> None:
    [issued] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)
    tenders = [("gift_card", 200, issued.code), ("gift_card", 200, issued.code), ("cash", 598)]

    [found] = record(collected(bought, *tenders, handed_over=False))

    assert [(one.kind, one.amount_minor) for one in found] == [("gift_card", 100), ("tender", 100)]
    assert sum(one for *_, one in paid(bought)) == 898
    make.sure_of_the_books()


def test_who_pays_at_the_till_and_then_elsewhere_too_gets_the_second_back(make: Any, bought: OrderRead) -> None:
    assert record(collected(bought, ("cash", 600), ("card", 398), handed_over=False)) == [[]]
    make.work_off()
    [late] = [one for one in payments_of([bought.id], by=BY)[bought.id] if one.status == "voided"]

    settle_payment(Notice(late.id, "", "captured", Money(998, "GBP")), by=BY)
    make.work_off()

    kept = [one.captured_minor - one.refunded_minor for one in payments_of([bought.id], by=BY)[bought.id]]
    assert sum(kept) == 998
