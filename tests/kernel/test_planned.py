"""A planned question answers as one through a cursor does, whatever became of its plan."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from duken.kernel import _planned, ids, sql

pytestmark = pytest.mark.django_db(transaction=True)
EVERY_KIND = """
SELECT %(text)s::text, %(id)s::uuid, %(number)s::bigint, %(is_so)s::boolean, %(nothing)s::text, %(text)s::text || '%%',
       '{"a": 1}'::jsonb, '2026-11-22 10:30Z'::timestamptz, 12.50::numeric
"""
GIVEN = {"text": "ћ'%s\\", "id": UUID(int=7), "number": -5, "is_so": True, "nothing": None}


def plans() -> dict[str, bytes]:
    return {statement: name for statement, name in _planned._plans_of(connection.connection).names.items() if name}


def test_rows_are_the_same_as_through_a_cursor() -> None:
    told = sql.rows(EVERY_KIND, GIVEN)

    answers = [sql.ask(EVERY_KIND, GIVEN).rows() for _ in range(3)]

    assert answers == [told] * 3
    assert told[0][:4] == (GIVEN["text"], UUID(int=7), -5, True)
    assert told[0][7] == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    assert EVERY_KIND in plans()


def test_a_plan_that_is_gone_is_made_again() -> None:
    statement = "SELECT %s::int + 1"
    assert [sql.ask(statement, [1]).rows() for _ in range(3)] == [[(2,)]] * 3

    sql.run("DEALLOCATE ALL")

    assert [sql.ask(statement, [2]).rows() for _ in range(3)] == [[(3,)]] * 3
    assert statement in plans()


def test_tables_may_change_under_a_plan() -> None:
    sql.run("CREATE TEMP TABLE shelf (tea int)")
    sql.run("INSERT INTO shelf VALUES (1)")
    statement = "SELECT * FROM shelf WHERE tea = %s::int"
    assert [sql.ask(statement, [1]).rows() for _ in range(3)] == [[(1,)]] * 3

    sql.run("ALTER TABLE shelf ADD COLUMN mug int DEFAULT 9")

    assert sql.ask(statement, [1]).rows() == [(1, 9)]
    sql.run("DROP TABLE shelf")


def test_a_plan_for_a_table_of_one_row_is_not_kept_when_it_has_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    sql.run("CREATE TEMP TABLE parcel AS SELECT '7' AS number")
    sql.run("CREATE INDEX parcel_number ON parcel (number)")
    sql.run("ANALYZE parcel")
    statement = "SELECT number FROM parcel WHERE number = ANY(%s::text[])"
    sql.ask(statement, [sql.array("text", ["7"])])
    sql.run("INSERT INTO parcel SELECT generate_series(8, 20000)")
    again = f"EXPLAIN EXECUTE {plans()[statement].decode()}('{{7}}')"
    assert "Seq Scan" in str(sql.rows(again))

    monkeypatch.setattr(_planned._plans_of(connection.connection), "_old_at", 0.0)

    assert sql.ask(statement, [sql.array("text", ["7"])]).rows() == [("7",)]
    assert "Seq Scan" not in str(sql.rows(again))
    sql.run("DROP TABLE parcel")


def test_a_text_with_a_nul_is_refused_and_not_cut_short() -> None:
    with pytest.raises(DatabaseError, match="NUL"):
        sql.ask("SELECT %s::text", ["null\x00byte"])


def test_times_and_amounts_come_back() -> None:
    at, rate = datetime(2026, 11, 22, 10, 30, tzinfo=UTC), Decimal("0.2000")

    answer = sql.ask("SELECT %s::timestamptz, %s::numeric, %s::bytea, %s::date", [at, rate, b"\x00\xff", at.date()])

    assert [(*row[:2], bytes(row[2]), row[3]) for row in answer.rows()] == [(at, rate, b"\x00\xff", at.date())]


def test_a_block_is_one_round_trip_and_each_gets_its_own_answer() -> None:
    with transaction.atomic(), sql.together():
        first = sql.ask("SELECT %s::int", [1])
        nothing = sql.ask("SELECT 1 WHERE %s::boolean", [False])
        third = sql.ask("SELECT generate_series(1, %s::int)", [3])

    assert (first.rows(), nothing.rows(), third.rows()) == ([(1,)], [], [(1,), (2,), (3,)])
    assert third.touched == 3


def test_what_is_asked_first_in_a_block_is_done_first() -> None:
    sql.run("CREATE TEMP TABLE shelf (tea int)")
    with transaction.atomic(), sql.together():
        sql.insert("shelf", {"tea": ("int", [1, 2])})
        assert sql.rows("SELECT count(*) FROM shelf") == [(2,)]

    sql.run("DROP TABLE shelf")


def test_a_block_that_fails_leaves_nothing_and_a_good_connection() -> None:
    sql.run("CREATE TEMP TABLE shelf (tea int)")

    def fail_half_way() -> None:
        with transaction.atomic(), sql.together():
            sql.insert("shelf", {"tea": ("int", [1])})
            sql.ask("SELECT 1 / %s::int", [0])
            sql.insert("shelf", {"tea": ("int", [2])})

    with pytest.raises(DatabaseError, match="division by zero"):
        fail_half_way()

    assert sql.ask("SELECT * FROM shelf").rows() == []
    sql.run("DROP TABLE shelf")


def test_more_than_a_socket_holds_goes_out_in_one_block() -> None:
    long = "tea " * 250_000

    with transaction.atomic(), sql.together():
        asked = [sql.ask("SELECT %s::text", [long]) for _ in range(8)]

    assert all(one.rows() == [(long,)] for one in asked)


def test_behind_a_pooler_nothing_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    sql.ask("SELECT 1")
    monkeypatch.setattr(_planned._plans_of(connection.connection), "may_plan", False)
    statement = "SELECT %s::int + 77"

    assert [sql.ask(statement, [1]).rows() for _ in range(3)] == [[(78,)]] * 3
    assert statement not in plans()


def test_a_rollback_leaves_the_plans_alone() -> None:
    statement = "SELECT %s::int + 5"
    with transaction.atomic():
        sql.ask(statement, [1])
        transaction.set_rollback(True)

    assert sql.ask(statement, [1]).rows() == [(6,)]
    assert statement in plans()


def test_a_mistake_is_told_in_the_same_words() -> None:
    statement = "SELECT 1 / %s::int"
    for _ in range(3):
        sql.ask(statement, [1])

    with pytest.raises(DatabaseError, match="division by zero"):
        sql.ask(statement, [0])

    assert sql.ask(statement, [1]).rows() == [(1,)]


def test_whoever_watches_is_told() -> None:
    statement = f"SELECT '{ids.new_id()}'"
    for _ in range(3):
        sql.ask(statement)

    with CaptureQueriesContext(connection) as seen:
        sql.ask(statement)

    assert len(seen) == 1
