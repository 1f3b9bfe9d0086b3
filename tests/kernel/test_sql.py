"""What is written through arrays comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duken.kernel import ids, sql

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 30, 15, 123456, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)


def round_trip(kind: str, values: list[Any]) -> list[Any]:
    return [value for (value,) in sql.rows(f"SELECT * FROM unnest(%s::{kind}[])", [sql.array(kind, values)])]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(values=st.lists(st.none() | TEXTS, max_size=8))
def test_any_text_comes_back(db: None, values: list[str | None]) -> None:
    assert round_trip("text", values) == values


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(values=st.lists(st.binary(max_size=20), max_size=8))
def test_any_bytes_come_back(db: None, values: list[bytes]) -> None:
    assert [bytes(value) for value in round_trip("bytea", values)] == values


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("uuid", [UUID(int=1), None, ids.new_id()]),
        ("bigint", [0, -5, 2**62, None]),
        ("boolean", [True, False, None]),
        ("timestamptz", [NOW, None]),
        ("date", [NOW.date(), None]),
        ("numeric", [Decimal("0.2000"), Decimal("-1E+3"), None]),
        ("text", ["NULL", "null", "", '{"a": [1, "b\\n"]}', "{}", ",", "'; DROP TABLE x; --", "%s"]),
    ],
)
def test_each_kind_comes_back(db: None, kind: str, values: list[Any]) -> None:
    assert round_trip(kind, values) == values
