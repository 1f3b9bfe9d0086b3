"""Companies that pay later: never more than their limit, owed from the hand-over, paid oldest first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from duken.customers.companies.errors import CompanyMissing
from duken.kernel import clock, ids
from duken.kernel.actor import ScopeMissing, system
from duken.kernel.events import story_of
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger import verify as ledger
from duken.orders import verify as orders
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.fulfil import fulfil_order
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.payments import verify as payments
from duken.payments.on_account.ageing import Ageing, Due, age, still_due
from duken.payments.on_account.errors import (
    CompanyPaymentKeyReused,
    CompanyPaymentMissing,
    CreditExceeded,
    LimitInUse,
)
from duken.payments.on_account.limit import change_credit_limit
from duken.payments.on_account.reads import ageing_of_companies, credit_of, currencies_of, statement_of
from duken.payments.on_account.record_payments import (
    CompanyPaymentDraft,
    record_company_payments,
    take_back_company_payment,
)
from duken.payments.reads import payments_of
from duken.payments.refund import refund_payment

BY = system("tests")
TODAY = date(2026, 11, 22)


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


@pytest.fixture
def café(make: Any, db: None) -> Any:
    """Tea at 5.00; 20.00 of limit, two weeks to pay."""
    make.selling("TEA", price_minor=500, stock=100)
    return make.company("Café", limit_minor=2000, terms_days=14)


def place(make: Any, company_id: Any, quantity: int = 1) -> OrderRead | Refusal:
    draft = make.order_draft("TEA", quantity=quantity, company_id=company_id, payment_method="on_account",
                             confirm_repeat=True)  # fmt: skip
    [answer] = place_orders([draft], by=BY)
    return answer


def bought(make: Any, company_id: Any, quantity: int = 1) -> OrderRead:
    """Ordered and handed over."""
    order = place(make, company_id, quantity)
    assert isinstance(order, OrderRead)
    confirm_order(order.id, by=BY)
    fulfil_order(order.id, by=BY)
    return order


def pay(company_id: Any, minor: int, key: str = "1") -> Any:
    [answer] = record_company_payments(
        [CompanyPaymentDraft(company_id, pounds(minor), clock.now().date(), key, f"transfer {key}")], by=BY
    )
    return answer


def stands(company_id: Any) -> tuple[int, int, int, int]:
    """Limit, owed, promised to orders, left."""
    return tuple(money.minor for money in credit_of(company_id, "GBP", by=BY))  # type: ignore[return-value]


def all_is_well() -> bool:
    checks = [*ledger.checks(), *orders.checks(), *payments.checks()]
    return [(check.claim, found.breaches) for check in checks if (found := check.look()).breaches] == []


def test_an_order_holds_a_part_of_the_limit_and_is_owed_from_the_hand_over(make: Any, café: Any) -> None:
    order = place(make, café, 3)
    assert isinstance(order, OrderRead)
    assert (order.payment_method, stands(café)) == ("on_account", (2000, 0, 1500, 500))
    assert all_is_well()

    confirm_order(order.id, by=BY)
    fulfil_order(order.id, by=BY)
    [payment] = payments_of([order.id], by=BY)[order.id]
    assert (payment.method, payment.captured_minor, payment.status) == ("on_account", 1500, "captured")
    assert stands(café) == (2000, 1500, 0, 500)
    assert all_is_well()


def test_no_order_goes_over_the_limit_and_the_refusal_says_what_is_left(make: Any, café: Any) -> None:
    assert isinstance(place(make, café, 3), OrderRead)

    assert place(make, café, 2) == CreditExceeded(1000, 500, "GBP")

    assert stands(café) == (2000, 0, 1500, 500)
    assert isinstance(place(make, café), OrderRead)


def test_two_orders_of_one_batch_against_the_last_of_the_limit_are_one(make: Any, café: Any) -> None:
    drafts = [
        make.order_draft("TEA", quantity=3, company_id=café, payment_method="on_account", confirm_repeat=True)
        for _ in range(2)
    ]

    answers = place_orders(drafts, by=BY)

    assert [type(answer) for answer in answers] == [OrderRead, CreditExceeded]
    assert stands(café) == (2000, 0, 1500, 500)


def test_a_company_without_a_limit_orders_nothing_on_account(make: Any, café: Any) -> None:
    assert place(make, make.company("Bar")) == CreditExceeded(500, 0, "GBP")


def test_a_cancelled_order_gives_back_what_it_held(make: Any, café: Any) -> None:
    order = place(make, café, 4)
    assert isinstance(order, OrderRead)

    cancel_order(order.id, reason="changed_mind", by=BY)

    assert stands(café) == (2000, 0, 0, 2000)


def test_what_did_not_come_is_not_owed(make: Any, café: Any) -> None:
    order = place(make, café, 3)
    assert isinstance(order, OrderRead)
    confirm_order(order.id, by=BY)
    cut_line(order.id, order.lines[0].id, quantity=1, reason="not_found", by=BY)
    fulfil_order(order.id, by=BY)

    assert stands(café) == (2000, 1000, 0, 1000)
    assert all_is_well()


def test_what_comes_back_is_no_longer_owed(make: Any, café: Any) -> None:
    order = bought(make, café, 3)
    [payment] = payments_of([order.id], by=BY)[order.id]

    refund_payment(payment.id, amount=pounds(500), reason="returned", key="r", by=BY)

    assert stands(café) == (2000, 1000, 0, 1000)
    assert [(line.kind, line.amount.minor, line.balance.minor) for line in statement_of(café, "GBP", by=BY).lines] == [
        ("sale", 1500, 1500),
        ("returned", -500, 1000),
    ]
    assert all_is_well()


def test_a_payment_frees_the_limit_once_for_its_key(make: Any, café: Any) -> None:
    bought(make, café, 4)
    assert place(make, café) == CreditExceeded(500, 0, "GBP")

    first, again = pay(café, 1200), pay(café, 1200)

    assert (first, stands(café)) == (again, (2000, 800, 0, 1200))
    assert pay(café, 1300) == CompanyPaymentKeyReused()
    assert isinstance(place(make, café, 2), OrderRead)
    assert all_is_well()


def test_whoever_pays_ahead_has_more_left_than_their_limit(make: Any, café: Any) -> None:
    pay(café, 500)

    assert stands(café) == (2000, -500, 0, 2500)
    assert isinstance(place(make, café, 5), OrderRead)
    assert all_is_well()


def test_a_payment_written_down_by_mistake_is_taken_back_while_it_can_be(make: Any, café: Any) -> None:
    bought(make, café, 4)
    mistake, _ = pay(café, 2000), pay(café, 100, "2")

    assert take_back_company_payment(mistake, reason="another company's", by=BY)
    assert not take_back_company_payment(mistake, reason="another company's", by=BY)
    assert stands(café) == (2000, 1900, 0, 100)
    assert pay(café, 2000) == CompanyPaymentKeyReused()

    spent = pay(café, 2000, "3")
    place(make, café, 4)
    with pytest.raises(CreditExceeded):
        take_back_company_payment(spent, reason="mistake", by=BY)
    with pytest.raises(CompanyPaymentMissing):
        take_back_company_payment(ids.new_id(), reason="mistake", by=BY)
    assert all_is_well()


def test_a_bank_statement_is_written_down_in_as_many_statements_as_one_payment(
    make: Any, café: Any, django_assert_max_num_queries: Any
) -> None:
    today = clock.now().date()
    drafts = [CompanyPaymentDraft(café, pounds(100), today, str(key)) for key in (1, 2, 3, 4, 1)]
    pay(café, 100, "1")

    with django_assert_max_num_queries(15):
        first, *others, again = record_company_payments(drafts, by=BY)

    assert (first, len({first, *others}), stands(café)) == (again, 4, (2000, -400, 0, 2400))
    assert [one.name for one in story_of("company", café)].count("payments.CompanyPaid") == 4
    assert take_back_company_payment(first, reason="twice", by=BY)
    assert record_company_payments(drafts[:2], by=BY) == [CompanyPaymentKeyReused(), others[0]]
    assert all_is_well()


def test_bad_payments_are_answered_each(make: Any, café: Any) -> None:
    later, today = clock.now().date() + timedelta(days=2), clock.now().date()
    drafts = [
        CompanyPaymentDraft(ids.new_id(), pounds(1), today, "a"),
        CompanyPaymentDraft(café, pounds(0), today, "a"),
        CompanyPaymentDraft(café, pounds(1), later, "a"),
        CompanyPaymentDraft(café, pounds(1), today, ""),
        CompanyPaymentDraft(café, Money(100, "gbp"), today, "a"),
        CompanyPaymentDraft(café, pounds(1), today, "a"),
    ]

    *refused, written = record_company_payments(drafts, by=BY)

    assert refused[0] == CompanyMissing()
    assert [one.facts["field"] for one in refused[1:]] == ["amount", "paid_on", "key", "currency"]
    assert (isinstance(written, Refusal), stands(café)) == (False, (2000, -1, 0, 2001))


def test_the_limit_is_changed_with_a_reason_and_never_below_what_is_used(make: Any, café: Any) -> None:
    bought(make, café, 2)
    place(make, café)

    assert change_credit_limit(café, limit=pounds(1500), reason="season", by=BY)
    assert not change_credit_limit(café, limit=pounds(1500), reason="season", by=BY)
    assert stands(café) == (1500, 1000, 500, 0)
    with pytest.raises(LimitInUse) as refused:
        change_credit_limit(café, limit=pounds(1499), reason="late", by=BY)
    assert refused.value == LimitInUse(pounds(1500))
    with pytest.raises(InvalidField):
        change_credit_limit(café, limit=pounds(5000), reason=" ", by=BY)
    assert stands(café) == (1500, 1000, 500, 0)
    told = [one for one in story_of("company", café) if one.name == "payments.CreditLimitChanged"]
    assert [(one.facts["before"]["minor"], one.facts["now"]["minor"]) for one in told] == [(0, 2000), (2000, 1500)]


def test_the_statement_tells_until_when_and_how_much_is_still_to_be_paid(make: Any, café: Any) -> None:
    first, second = bought(make, café, 2), bought(make, café)
    pay(café, 1100)
    due_on = clock.now().date() + timedelta(days=14)

    told = statement_of(café, "GBP", by=BY)

    assert [
        (line.kind, line.amount.minor, line.balance.minor, line.left.minor if line.left is not None else None)
        for line in told.lines
    ] == [
        ("sale", 1000, 1000, 0),
        ("sale", 500, 1500, 400),
        ("payment", -1100, 400, None),
    ]
    assert [line.order_id for line in told.lines] == [first.id, second.id, None]
    assert {line.due_on for line in told.lines[:2]} == {due_on}
    assert (told.ageing, told.credit.owed) == (Ageing(current=400), pounds(400))
    assert ageing_of_companies([café], "GBP", by=BY) == {café: Ageing(current=400)}
    assert currencies_of(café, by=BY) == ["GBP"]


def test_only_who_sees_the_books_sees_what_is_owed(make: Any, café: Any) -> None:
    boss, ann = make.company_buyer(café, role="accounts"), make.company_buyer(café)
    rival = make.company_buyer(make.company("Bar"), role="approver")

    assert credit_of(café, "GBP", by=boss).limit == pounds(2000)
    for actor in (ann, rival, make.buyer()):
        with pytest.raises(CompanyMissing):
            credit_of(café, "GBP", by=actor)
        with pytest.raises(CompanyMissing):
            statement_of(café, "GBP", by=actor)
    with pytest.raises(ScopeMissing):
        change_credit_limit(café, limit=pounds(1), reason="x", by=boss)
    with pytest.raises(ScopeMissing):
        record_company_payments([], by=boss)


def test_a_debt_ages_by_the_day_and_what_is_due_first_is_paid_first() -> None:
    dues = [Due(TODAY - timedelta(days=late), 100) for late in (0, 1, 30, 31, 60, 61, 90, 91, -5)]

    assert age(dues, 0, today=TODAY) == Ageing(200, 200, 200, 200, 100)
    assert age(dues, 0, today=TODAY).overdue == 700
    assert age(dues, 150, today=TODAY) == Ageing(200, 200, 200, 150, 0)
    assert age(dues, 1000, today=TODAY) == Ageing(-100, 0, 0, 0, 0)
    assert still_due([Due(TODAY, 100), Due(TODAY - timedelta(days=1), 100)], 130) == [70, 0]
