"""A planned question answers as one through a cursor does, whatever became of its plan."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
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
    with transaction.atomic():  # always a cursor
        told = sql.ask(EVERY_KIND, GIVEN).rows()

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


@pytest.mark.parametrize("given", ["null\x00byte", datetime(2026, 11, 22, tzinfo=UTC)])
def test_what_is_no_plain_text_goes_through_a_cursor(given: Any) -> None:
    statement = "SELECT %s::text"
    for _ in range(3):
        sql.ask(statement, ["tea"])

    if isinstance(given, str):
        with pytest.raises(DatabaseError, match="NUL"):
            sql.ask(statement, [given])
    else:
        assert sql.ask(statement, [given]).rows()[0][0].startswith("2026-11-22")


def test_a_mistake_is_told_in_the_same_words() -> None:
    statement = "SELECT 1 / %s::int"
    for _ in range(3):
        sql.ask(statement, [1])

    with pytest.raises(DatabaseError, match="division by zero"):
        sql.ask(statement, [0])

    assert sql.ask(statement, [1]).rows() == [(1,)]


def test_what_is_watched_goes_through_a_cursor() -> None:
    statement = f"SELECT '{ids.new_id()}'"
    for _ in range(3):
        sql.ask(statement)

    with CaptureQueriesContext(connection) as seen:
        sql.ask(statement)

    assert len(seen) == 1
