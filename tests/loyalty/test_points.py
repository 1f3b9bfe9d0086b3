"""Points are earned once, spent once, taken back exactly, and end when their time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from duken.access.models import AuditEntry
from duken.kernel import clock, ids
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import Forbidden, InvalidField
from duken.ledger.entries import Capture, Chain, HoldId, Posted, Release
from duken.ledger.post import post
from duken.loyalty import verify
from duken.loyalty.claims import claim_points, in_words_of_loyalty
from duken.loyalty.correct_points import correct_points
from duken.loyalty.earn_points import EarnDraft, EarnLine, earn_points
from duken.loyalty.errors import (
    AnotherProgrammeActive,
    NoProgramme,
    NotEnoughPoints,
    PointsNeedCustomer,
    TooFewPoints,
    TooManyPoints,
)
from duken.loyalty.expire_points import expire_points
from duken.loyalty.judge_tiers import judge_old_tiers
from duken.loyalty.policies import Tier
from duken.loyalty.reads import check_spending, points_of, statement, tiers_of
from duken.loyalty.return_points import LineBack, return_points
from duken.loyalty.save_programme import ProgrammeDraft, save_programme

pytestmark = pytest.mark.django_db
BY = system("tests")
ARU = ids.new_id()


def sale(amount_minor=10_000, *, customer_id=ARU, quantity=4, spent=0):
    return EarnDraft(ids.new_id(), customer_id, "GBP", [EarnLine(ids.new_id(), quantity, amount_minor, spent=spent)])


def earn(*drafts):
    return earn_points(drafts, by=BY)


def spend(programme, points, *, key):
    """An order that holds so many points; the hold, or the refusal in words."""
    chain = Chain(f"order:{key}", f"order:{key}", tuple(claim.hold() for claim in claim_points(programme, ARU, points)))
    [answer] = post([chain], by=BY)
    return HoldId(answer.transfers[0]) if isinstance(answer, Posted) else in_words_of_loyalty(answer)


def hand_over(hold):
    post([Chain(f"capture:{hold}", "order", (Capture(hold),))], by=BY)


def points(customer_id=ARU):
    found = points_of(customer_id, currency="GBP", by=BY)
    return found.posted, found.held, found.debt


def broken():
    return [check.claim for check in verify.checks() if check.look().breaches]


def test_an_order_earns_once_however_often_it_is_told(make):
    make.programme()
    order = sale()

    assert earn(order, sale(5_000, customer_id=ids.new_id()), order) == [100, 50, 0]
    assert earn(order) == [0]
    assert points() == (100, 0, 0)
    assert broken() == []


def test_where_there_is_no_programme_nothing_is_earned():
    assert earn(sale()) == [0]
    with pytest.raises(NoProgramme):
        points_of(ARU, currency="GBP", by=BY)


def test_points_are_held_spent_and_told(make):
    programme = make.programme()
    earn(sale())

    hold = spend(programme, 60, key="a")
    assert points() == (100, 60, 0)
    assert spend(programme, 60, key="b") == NotEnoughPoints(60, 40)

    hand_over(hold)
    assert points() == (40, 0, 0)
    assert [(line.points, line.why) for line in statement(ARU, currency="GBP", by=BY)] == [
        (-60, "spent"),
        (100, "earned"),
    ]
    assert broken() == []


def test_points_of_a_cancelled_order_are_there_again(make):
    programme = make.programme()
    earn(sale())
    hold = spend(programme, 100, key="a")

    post([Chain("cancel:a", "order:a", (Release(hold),))], by=BY)

    assert points() == (100, 0, 0)


def test_a_return_takes_back_exactly_what_the_lines_earned_and_gives_back_what_was_spent_on_them(make):
    make.programme()
    make.points(ARU, 40)
    order = sale(10_000, quantity=3, spent=40)
    hand_over(spend(make.programme(), 40, key="a"))
    earn(order)
    [line] = order.lines
    assert points() == (100, 0, 0)

    return_points([LineBack(line.line_id, 1)], key="r1", by=BY)
    assert points() == (100 - 33 + 13, 0, 0)

    return_points([LineBack(line.line_id, 1)], key="r1", by=BY)  # told twice
    assert points() == (80, 0, 0)

    return_points([LineBack(line.line_id, 2)], key="r2", by=BY)
    assert points() == (40, 0, 0)
    assert broken() == []


def test_points_that_were_spent_meanwhile_are_owed_and_paid_by_the_next(make):
    programme = make.programme()
    order = sale()
    earn(order)
    hand_over(spend(programme, 90, key="a"))

    return_points([LineBack(order.lines[0].line_id, 4)], key="r", by=BY)
    assert points() == (0, 0, 90)

    assert earn(sale()) == [100]
    assert points() == (10, 0, 0)
    assert broken() == []


def test_points_end_when_their_time_is_over_and_those_that_end_first_go_first(make):
    programme = make.programme(months=1)
    start = clock.now()
    earn(sale(10_000))
    with time_machine.travel(start + timedelta(days=20)):
        earn(sale(5_000))
        hand_over(spend(programme, 30, key="a"))
    with time_machine.travel(start + timedelta(days=35)):
        assert expire_points(by=BY) == 1
        assert points() == (50, 0, 0)  # 70 of the first were left
        assert expire_points(by=BY) == 0
    assert broken() == []


def test_points_held_by_an_order_do_not_end_under_it(make):
    programme = make.programme(months=1)
    start = clock.now()
    earn(sale(10_000))
    hold = spend(programme, 30, key="a")
    with time_machine.travel(start + timedelta(days=35)):
        expire_points(by=BY)
        assert points() == (30, 30, 0)
        post([Chain("cancel", "order:a", (Release(hold),))], by=BY)
        expire_points(by=BY)
        assert points() == (0, 0, 0)


def test_a_tier_is_reached_multiplies_and_is_lost(make):
    make.programme(tiers=[Tier("gold", "Gold", 10_000, 2000)])
    start = clock.now()

    assert earn(sale(10_000)) == [100]
    assert tiers_of([ARU], "GBP") == {ARU: "gold"}
    assert earn(sale(10_000)) == [200]
    with time_machine.travel(start + timedelta(days=400)):
        judge_old_tiers(by=BY)
        assert tiers_of([ARU], "GBP") == {}


def test_a_return_can_cost_the_tier(make):
    make.programme(tiers=[Tier("gold", "Gold", 10_000, 2000)])
    order = sale(10_000)
    earn(order)

    return_points([LineBack(order.lines[0].line_id, 1)], key="r", by=BY)

    assert tiers_of([ARU], "GBP") == {}


def test_how_many_points_may_pay(make):
    programme = make.programme(least_points=10, most_basis_points=5000)

    assert check_spending(programme, 500, customer_id=ARU, goods_minor=1000) == 500
    for spent, customer, refusal in (
        (500, None, PointsNeedCustomer()),
        (9, ARU, TooFewPoints(9, 10)),
        (501, ARU, TooManyPoints(501, 500)),
    ):
        with pytest.raises(type(refusal)) as raised:
            check_spending(programme, spent, customer_id=customer, goods_minor=1000)
        assert raised.value == refusal


def test_a_correction_has_a_reason_and_an_audit_row_and_happens_once(make):
    make.programme()

    for _ in range(2):
        correct_points(ARU, currency="GBP", points=50, reason="sorry", key="k", by=BY)
    with pytest.raises(NotEnoughPoints):
        correct_points(ARU, currency="GBP", points=-51, reason="mistake", key="l", by=BY)
    with pytest.raises(InvalidField):
        correct_points(ARU, currency="GBP", points=50, reason=" ", key="m", by=BY)

    assert points() == (50, 0, 0)
    assert AuditEntry.objects.filter(act="loyalty.correct").count() == 1
    assert broken() == []


def test_nobody_sees_the_points_of_others(make):
    make.programme()
    stranger = Actor(id="cus_x", channel="web", scopes=frozenset(), customer=ids.new_id())

    for ask in (points_of, statement):
        with pytest.raises(Forbidden):
            ask(ARU, currency="GBP", by=stranger)


def test_one_programme_a_currency(make):
    make.programme()

    with pytest.raises(AnotherProgrammeActive):
        save_programme(ProgrammeDraft("other", "Other", "GBP"), by=BY)
    save_programme(ProgrammeDraft("tenge", "Tenge", "KZT"), by=BY)
