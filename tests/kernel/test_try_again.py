"""What another transaction was in the way of is tried again; what is our own fault is not."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from duken.kernel import sql
from duken.kernel.try_again import try_again


@pytest.mark.django_db(transaction=True)
def test_the_victim_of_a_deadlock_is_tried_again_and_both_are_done() -> None:
    sql.run("CREATE TABLE shelf (name text PRIMARY KEY, units int)")
    try:
        sql.run("INSERT INTO shelf VALUES ('left', 0), ('right', 0)")
        meet = Barrier(2)
        tries: list[str] = []

        def take(first: str, second: str) -> Callable[[], None]:
            def taken() -> None:
                tries.append(first)
                with transaction.atomic():
                    sql.run("UPDATE shelf SET units = units + 1 WHERE name = %s", [first])
                    if len(tries) <= 2:
                        meet.wait(10)
                    sql.run("UPDATE shelf SET units = units + 1 WHERE name = %s", [second])

            return taken

        def run(first: str, second: str) -> None:
            try:
                try_again(take(first, second))
            finally:
                connection.close()

        hands = [Thread(target=run, args=ends) for ends in (("left", "right"), ("right", "left"))]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

        assert sql.rows("SELECT name, units FROM shelf ORDER BY name") == [("left", 2), ("right", 2)]
        assert len(tries) == 3
    finally:
        sql.run("DROP TABLE shelf")


@pytest.mark.django_db
def test_a_fault_of_our_own_is_not_tried_again() -> None:
    tries: list[int] = []

    def wrong() -> None:
        tries.append(1)
        with transaction.atomic():
            sql.run("SELECT 1 / 0")

    with pytest.raises(DatabaseError):
        try_again(wrong)
    assert len(tries) == 1


def test_it_gives_up_after_five_times() -> None:
    tries: list[int] = []

    def taken() -> None:
        tries.append(1)
        raise KeyError

    with pytest.raises(KeyError):
        try_again(taken, after=KeyError)
    assert len(tries) == 5
