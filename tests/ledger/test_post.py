"""The ledger keeps what it is given and gives back no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from duken.kernel import clock, sql
from duken.kernel.actor import ScopeMissing, system, with_scopes
from duken.ledger.entries import Account, Capture, Chain, Hold, HoldId, Post, Posted, Release
from duken.ledger.errors import BadAmount, CaptureTooLarge, HoldOver, KeyReused, NotEnough
from duken.ledger.expire import expire_holds
from duken.ledger.post import post
from duken.ledger.reads import floored, summed

pytestmark = pytest.mark.django_db
BY = system("tests")
WORLD = Account("stock", "tea", "supplier", "")
SHELF = Account("stock", "tea", "on_hand", "shop", floor=0)
GONE = Account("stock", "tea", "customer", "")


def give(amount: int, key: str = "give") -> None:
    [answer] = post([Chain(key, "receipt", (Post(WORLD, SHELF, amount),))], by=BY)
    assert isinstance(answer, Posted)


def shelf() -> tuple[int, int]:
    [balance] = floored("stock", ["tea"])
    return balance.posted, balance.held


def hold(amount: int, key: str = "hold", **said: object) -> HoldId:
    [answer] = post([Chain(key, "order:1", (Hold(SHELF, GONE, amount, **said),))], by=BY)  # type: ignore[arg-type]
    assert isinstance(answer, Posted), answer
    return HoldId(answer.transfers[0])


def test_what_was_given_is_there() -> None:
    give(5)

    assert shelf() == (5, 0)
    assert summed(SHELF) == 5
    assert summed(WORLD) == -5


def test_nothing_sinks_below_its_floor_and_a_refused_chain_moves_nothing() -> None:
    give(5)

    [answer] = post([Chain("take", "sale", (Post(SHELF, GONE, 3), Post(SHELF, GONE, 3)))], by=BY)

    assert answer == NotEnough(book="stock", unit="tea", bucket="on_hand", place="shop", wanted=6, free=5)
    assert shelf() == (5, 0)
    assert summed(GONE) == 0


def test_a_chain_is_judged_by_its_net_effect() -> None:
    give(5)

    [answer] = post([Chain("swap", "exchange", (Post(SHELF, GONE, 6), Post(GONE, SHELF, 2)))], by=BY)

    assert isinstance(answer, Posted)
    assert shelf() == (1, 0)


def test_a_held_unit_is_there_but_not_free() -> None:
    give(5)
    hold(4)

    [answer] = post([Chain("more", "order:2", (Hold(SHELF, GONE, 2),))], by=BY)

    assert answer == NotEnough(book="stock", unit="tea", bucket="on_hand", place="shop", wanted=2, free=1)
    assert shelf() == (5, 4)


def test_safety_stock_stays_free() -> None:
    give(5)

    [refused] = post([Chain("a", "order:1", (Hold(SHELF, GONE, 4, leaving=2),))], by=BY)
    [kept] = post([Chain("b", "order:2", (Hold(SHELF, GONE, 3, leaving=2),))], by=BY)

    assert isinstance(refused, NotEnough)
    assert isinstance(kept, Posted)
    assert shelf() == (5, 3)


def test_a_captured_hold_moves_what_was_taken_and_frees_the_rest() -> None:
    give(5)
    promised = hold(4)

    post([Chain("ship", "order:1", (Capture(promised, 3),))], by=BY)

    assert shelf() == (2, 0)
    assert summed(GONE) == 3


def test_a_hold_ends_once() -> None:
    give(5)
    promised = hold(4)
    post([Chain("free", "order:1", (Release(promised),))], by=BY)

    [again, captured] = post(
        [Chain("free2", "order:1", (Release(promised),)), Chain("ship", "order:1", (Capture(promised),))], by=BY
    )

    assert again == captured == HoldOver(promised)
    assert shelf() == (5, 0)


def test_of_two_ends_in_one_batch_the_first_counts() -> None:
    give(5)
    promised = hold(4)

    captured, released = post(
        [Chain("ship", "order:1", (Capture(promised, 3),)), Chain("free", "order:1", (Release(promised),))], by=BY
    )

    assert isinstance(captured, Posted)
    assert released == HoldOver(promised)
    assert shelf() == (2, 0)


def test_a_hold_made_in_a_batch_can_end_in_it() -> None:
    give(5)
    promise = Hold(SHELF, GONE, 2)

    answers = post([Chain("h", "order:1", (promise,)), Chain("c", "order:1", (Capture(HoldId(promise.id), 1),))], by=BY)

    assert all(isinstance(answer, Posted) for answer in answers)
    assert shelf() == (4, 0)
    assert sql.rows("SELECT count(*) FROM ledger_openhold") == [(0,)]


def test_more_than_held_cannot_be_captured() -> None:
    give(5)
    promised = hold(2)

    [answer] = post([Chain("ship", "order:1", (Capture(promised, 3),))], by=BY)

    assert answer == CaptureTooLarge(promised, 3, 2)
    assert shelf() == (5, 2)


def test_the_same_key_gets_the_first_answer_and_moves_nothing() -> None:
    give(5)
    first = post([Chain("k", "sale", (Post(SHELF, GONE, 2),))], by=BY)[0]

    again = post([Chain("k", "sale", (Post(SHELF, GONE, 2),))], by=BY)[0]

    assert isinstance(first, Posted)
    assert isinstance(again, Posted)
    assert (again.id, again.transfers, again.repeated) == (first.id, first.transfers, True)
    assert shelf() == (3, 0)


def test_the_same_key_with_another_body_is_refused() -> None:
    give(5)
    post([Chain("k", "sale", (Post(SHELF, GONE, 2),))], by=BY)

    [answer] = post([Chain("k", "sale", (Post(SHELF, GONE, 3),))], by=BY)

    assert answer == KeyReused("k")
    assert shelf() == (3, 0)


def test_the_same_key_twice_in_a_batch_counts_once() -> None:
    give(5)

    first, again, other = post(
        [
            Chain("k", "sale", (Post(SHELF, GONE, 2),)),
            Chain("k", "sale", (Post(SHELF, GONE, 2),)),
            Chain("k", "sale", (Post(SHELF, GONE, 1),)),
        ],
        by=BY,
    )

    assert isinstance(first, Posted)
    assert again == Posted(first.id, first.transfers, repeated=True)
    assert other == KeyReused("k")
    assert shelf() == (3, 0)


def test_a_refused_chain_may_be_tried_again_under_its_key() -> None:
    give(1)
    [refused] = post([Chain("k", "sale", (Post(SHELF, GONE, 2),))], by=BY)
    give(1, "give more")

    [answer] = post([Chain("k", "sale", (Post(SHELF, GONE, 2),))], by=BY)

    assert isinstance(refused, NotEnough)
    assert isinstance(answer, Posted)
    assert not answer.repeated


def test_one_chains_refusal_does_not_disturb_its_neighbours() -> None:
    give(3)

    answers = post([Chain(f"k{n}", "sale", (Post(SHELF, GONE, n),)) for n in (2, 5, 1)], by=BY)

    assert [isinstance(answer, Posted) for answer in answers] == [True, False, True]
    assert shelf() == (0, 0)


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_positive(amount: int) -> None:
    [answer] = post([Chain("k", "sale", (Post(WORLD, SHELF, amount),))], by=BY)

    assert answer == BadAmount(amount)


def test_who_may_not_post_does_not() -> None:
    with pytest.raises(ScopeMissing):
        post([], by=with_scopes("visitor:1", "web", {"orders.place"}))


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["ledger_transfer", "ledger_chain"])
def test_what_is_written_stays_written(statement: str, table: str) -> None:
    give(1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql.run(statement.format(table))


def test_the_database_itself_refuses_to_break_a_floor() -> None:
    give(1)

    with pytest.raises(DatabaseError, match="ledger_account_floor"), transaction.atomic():
        sql.run("UPDATE ledger_account SET held = 2 WHERE floor IS NOT NULL")


def test_a_hold_whose_time_is_over_is_released_once() -> None:
    give(5)
    hold(2, expires_at=clock.now() - timedelta(seconds=1))
    hold(1, "later", expires_at=clock.now() + timedelta(hours=1))

    assert (expire_holds(by=BY), expire_holds(by=BY)) == (1, 0)
    assert shelf() == (5, 1)


def test_a_clock_that_jumped_ahead_ends_no_hold_early(monkeypatch: pytest.MonkeyPatch) -> None:
    give(5)
    hold(2, expires_at=clock.now() + timedelta(hours=1))
    now = clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))

    assert expire_holds(by=BY) == 0
    assert shelf() == (5, 2)


def test_a_clock_that_is_behind_ends_a_hold_when_it_has_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    give(5)
    hold(2, expires_at=clock.now() - timedelta(minutes=1))
    now = clock.now()

    with monkeypatch.context() as behind:
        behind.setattr(clock, "now", lambda: now - timedelta(days=1))
        assert expire_holds(by=BY) == 0

    assert expire_holds(by=BY) == 1
    assert shelf() == (5, 0)


def test_a_captured_hold_does_not_expire() -> None:
    give(5)
    promised = hold(2, expires_at=clock.now() + timedelta(hours=-1))
    post([Chain("ship", "order:1", (Capture(promised),))], by=BY)

    assert expire_holds(by=BY) == 0
    assert shelf() == (3, 0)
    assert summed(GONE) == 2


def test_any_number_of_chains_costs_the_same_number_of_statements(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    give(1000)

    def batch(size: int) -> list[Chain]:
        return [Chain(f"{size}-{n}", "order:1", (Hold(SHELF, GONE, 1),)) for n in range(size)]

    with transaction.atomic(), django_assert_num_queries(9):  # a savepoint and its release among them
        post(batch(1), by=BY)
    with transaction.atomic(), django_assert_num_queries(9):
        post(batch(500), by=BY)
