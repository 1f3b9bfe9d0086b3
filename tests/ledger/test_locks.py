"""Shelves are taken in one order, so nobody ever waits for somebody who waits for them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from duken.kernel import sql
from duken.kernel.actor import system
from duken.ledger.entries import Account, Chain, Post, Posted
from duken.ledger.post import post

BY = system("tests")
WORLD = Account("stock", "tea", "world", "")
SHELVES = sorted((Account("stock", "tea", "on_hand", str(number), floor=0) for number in range(9)), key=lambda a: a.id)


@pytest.mark.django_db(transaction=True)
def test_shelves_are_taken_in_one_order_however_they_are_named() -> None:
    post([Chain("opening", "test", tuple(Post(WORLD, shelf, 1) for shelf in SHELVES))], by=BY)

    with ThreadPoolExecutor(1) as another:
        with transaction.atomic():
            sql.rows("SELECT id FROM ledger_account WHERE id = %s FOR UPDATE", [SHELVES[4].id])
            sale = another.submit(sell_one_of_each_from_the_last_to_the_first)
            until_somebody_waits_for_us()
            not_taken = still_free()
        sold = sale.result(20)

    assert not_taken == {shelf.id for shelf in SHELVES[4:]}
    assert isinstance(sold, Posted)


def sell_one_of_each_from_the_last_to_the_first() -> object:
    try:
        return post([Chain("sale", "test", tuple(Post(shelf, WORLD, 1) for shelf in reversed(SHELVES)))], by=BY)[0]
    finally:
        connection.close()


def until_somebody_waits_for_us() -> None:
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    until = time.monotonic() + 20
    while not sql.rows(waits):
        assert time.monotonic() < until, "nobody wants the shelf we hold"
        time.sleep(0.002)


def still_free() -> set[UUID]:
    """What nobody but us holds."""
    return {row[0] for row in sql.rows("SELECT id FROM ledger_account WHERE floor = 0 FOR UPDATE SKIP LOCKED")}
