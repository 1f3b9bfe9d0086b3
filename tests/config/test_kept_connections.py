"""A connection kept from one request to the next is checked without asking the server."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import close_old_connections, connection

from duken.kernel import sql

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_request_on_a_good_connection_asks_nothing_before_its_own_question(django_assert_num_queries: Any) -> None:
    connection.ensure_connection()
    kept = connection.connection
    close_old_connections()

    with django_assert_num_queries(1):
        sql.rows("SELECT 1")

    assert connection.connection is kept


def test_a_connection_the_server_has_closed_is_replaced_by_the_next_request() -> None:
    [(mine,)] = sql.rows("SELECT pg_backend_pid()")
    with connection.copy().cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
    close_old_connections()

    [(now,)] = sql.rows("SELECT pg_backend_pid()")

    assert now != mine
