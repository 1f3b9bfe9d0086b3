"""Bugs planted in events, their relay and delivery, in states and in money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Thread
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.db import connection, transaction

from duken.kernel import events, money, states
from tests.controls.planting import instead, plant, saying

EVENTS = "tests/kernel/test_events.py"
RELAY = "tests/reactions/test_relay.py"
DELIVER = "tests/reactions/test_deliver.py"


@plant(f"{EVENTS}::test_an_event_is_told_inside_the_transaction_that_made_it_true", because="DID NOT RAISE")
def event_outside_a_transaction() -> Iterator[None]:
    """Nobody asserts that a transaction is open when an event is recorded."""
    with mock.patch.object(events, "connection", SimpleNamespace(in_atomic_block=True)):
        yield


@plant(f"{EVENTS}::test_what_was_taken_back_is_not_told", because="assert ")
def event_survives_what_it_tells() -> Iterator[None]:
    """Events are written over a connection of their own: what is rolled back was told all the same."""
    write = events.record_many

    def elsewhere(told: Sequence[Any]) -> None:
        def run() -> None:
            with transaction.atomic():
                write(told)
            connection.close()

        thread = Thread(target=run)
        thread.start()
        thread.join()

    with instead(write, elsewhere):
        yield


@plant(f"{RELAY}::test_what_commits_late_comes_later_in_the_feed_and_is_not_lost", because="assert ")
def relay_by_greater_than_the_last() -> Iterator[None]:
    """The relay asks for ids greater than the last one it saw: what commits late is never relayed."""
    last = "sequence > (SELECT coalesce(max(sequence), 0) FROM kernel_event WHERE position IS NOT NULL)"
    with saying(r"FROM kernel_event WHERE position IS NULL ORDER BY", f"FROM kernel_event WHERE {last} ORDER BY"):
        yield


@plant(f"{RELAY}::test_two_relays_at_once_number_every_event_once", because="duplicate key value", runs=12)
def two_relays_at_once() -> Iterator[None]:
    """The lock that lets one relay work at a time is not taken."""
    with saying(r"SELECT pg_try_advisory_xact_lock\(hashtextextended\('duken.relay', 0\)\)", "SELECT true"):
        yield


@plant(f"{DELIVER}::test_two_workers_with_the_same_delivery_apply_it_once", because="assert ", runs=8)
def delivery_claimed_twice() -> Iterator[None]:
    """A delivery is claimed without testing that nobody has applied it."""
    with saying(r"(UPDATE kernel_delivery SET applied_at.*) AND applied_at IS NULL RETURNING", r"\1 RETURNING"):
        yield


@plant(f"{DELIVER}::test_what_follows_a_failed_event_of_the_same_thing_waits_for_it", because="assert ")
def story_out_of_order() -> Iterator[None]:
    """An event does not wait for an earlier one of the same thing that has not been applied."""
    with saying(r"d\.attempts, EXISTS \(", "d.attempts, false AND EXISTS ("):
        yield


@plant("tests/orders/test_life.py::test_what_was_handed_over_cannot_be_cancelled", because="DID NOT RAISE")
def any_state_after_any() -> Iterator[None]:
    """A state is moved without testing which state it was in."""
    with instead(states.sources, lambda moves, to: list(moves)):
        yield


@plant("tests/carts/test_price_basket.py::test_an_adjustment_takes_all_it_may_take", because="assert ")
def rounding_share_lost() -> Iterator[None]:
    """Shares are rounded down and the minor units that are left over belong to nobody."""

    def rounded_down(total: int, weights: Sequence[int]) -> list[int]:
        return [total * weight // (sum(weights) or 1) for weight in weights]

    with instead(money.share_minor, rounded_down):
        yield
