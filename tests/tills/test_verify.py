"""`duken verify` finds a journal, a report or a drawer that is not as it must be."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel import sql
from duken.kernel.actor import system
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.payments import accounts as money
from duken.tills import verify
from duken.tills.models import Shift, Till

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    return [check.claim for check in verify.checks() if check.look().breaches]


@pytest.fixture
def device(make: Any) -> Any:
    """Two shifts, cash moved, a count that was short, a handheld that came late."""
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    first = counter.opens(10_000)
    counter.moves(-700, "Expense")
    counter.closes(9_250)
    counter.send()
    handheld.moves(300, "Change money", shift=first.id)
    handheld.send()
    counter.opens(5_000)
    counter.closes(5_300)
    counter.send(since=3)
    return counter


def alter(statement: str) -> None:
    """As somebody might who has the database: past the trigger."""
    sql.run("SET session_replication_role = replica")
    sql.run(statement)
    sql.run("SET session_replication_role = origin")


def test_what_tills_wrote_down_holds(device: Any) -> None:
    assert broken() == []
    assert [check.look().count for check in verify.checks()][:2] == [6, 2]


@pytest.mark.parametrize(
    ("statement", "claims"),
    [
        (
            "UPDATE tills_entry SET body = body || '{\"amount_minor\": -70}' WHERE kind = 'cash_moved'",
            ["An entry says what its hash says"],
        ),
        (
            "DELETE FROM tills_entry WHERE sequence = 2",
            ["A till's journal has no gaps, and each entry the hash of the one before"],
        ),
        (
            "UPDATE tills_till SET sequence = 4 WHERE code = 'A1'",
            ["A till's journal stands where its last entry is"],
        ),
        (
            "UPDATE tills_shift SET expected_minor = 1 WHERE number = 1",
            ["What a shift's report expected in the drawer is what the ledger moved through it"],
        ),
        (
            "UPDATE tills_shift SET report = report || '{\"receipts\": 7}' WHERE number = 1",
            ["Where a till's report is not what the books add up to, a difference was filed"],
        ),
    ],
)
def test_what_was_altered_is_found(device: Any, statement: str, claims: list[str]) -> None:
    alter(statement)

    assert broken() == claims


def test_money_that_went_through_a_closed_drawer_is_found(device: Any) -> None:
    shift, place = Shift.objects.get(number=1).pk, Till.objects.get(code="A1").location_id
    movement = Post(money.safe("GBP", place), money.shift_cash("GBP", shift), 5, "lost")
    post([Chain("k", f"shift:{shift}", (movement,))], by=system("tests"))

    assert broken() == [
        "A closed shift has nothing left in its drawer and among its card slips",
        "What a shift's report expected in the drawer is what the ledger moved through it",
    ]
