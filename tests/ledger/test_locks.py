"""Locks are taken in one order, so nobody waits for somebody who waits for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from duken.kernel.actor import system
from duken.ledger.entries import Account, Chain, Post, Posted
from duken.ledger.post import post

BY = system("tests")
WORLD = Account("stock", "tea", "world", "")
SHELVES = [Account("stock", "tea", "on_hand", f"shop {number}", floor=0) for number in range(30)]
HANDS, ROUNDS = 4, 8


def sale(hand: int, number: int) -> Chain:
    """One of everything, named from the first shelf to the last or the other way round."""
    along = SHELVES[::-1] if hand % 2 else SHELVES
    return Chain(f"{hand}-{number}", "test", tuple(Post(shelf, WORLD, 1) for shelf in along))


@pytest.mark.django_db(transaction=True)
def test_chains_over_the_same_shelves_never_wait_in_a_ring() -> None:
    post([Chain("opening", "test", tuple(Post(WORLD, shelf, 1000) for shelf in SHELVES))], by=BY)
    ready = Barrier(HANDS)

    def sell(hand: int) -> list[object]:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return [post([sale(hand, number)], by=BY)[0] for number in range(ROUNDS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as threads:
        answers = [answer for hand in threads.map(sell, range(HANDS)) for answer in hand]

    assert all(isinstance(answer, Posted) for answer in answers)
    assert len(answers) == HANDS * ROUNDS
