"""The relay: every committed event gets one place in the feed, and its reactions one delivery each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from duken.inventory.events import StockReceived
from duken.kernel import clock, ids, jobs
from duken.kernel.actor import system
from duken.kernel.events import after, record
from duken.kernel.models import Delivery, Event
from duken.kernel.relay import relay

BY = system("tests")
NAME = StockReceived.name()


def happens(paper: UUID | None = None) -> UUID:
    paper = paper or ids.new_id()
    with transaction.atomic():
        record(StockReceived(paper, ids.new_id(), ()), by=BY)
    return paper


@pytest.mark.django_db
def test_events_are_numbered_without_a_gap_in_the_order_they_happened() -> None:
    papers = [happens() for _ in range(5)]

    assert relay({}).events == 5

    assert [event.position for event in after(0)] == [1, 2, 3, 4, 5]
    assert [event.aggregate_id for event in after(0)] == [str(paper) for paper in papers]


@pytest.mark.django_db
def test_what_commits_late_comes_later_in_the_feed_and_is_not_lost() -> None:
    happens()
    relay({})
    began_earlier = Event.objects.create(
        sequence=Event.objects.get().sequence - 1, id=ids.new_id(), name=NAME, aggregate="x", aggregate_id="1",
        facts={}, actor="x", channel="x", happened_at=clock.now(),
    )  # fmt: skip

    relay({})

    assert [event.id for event in after(1)] == [began_earlier.id]


@pytest.mark.django_db
def test_a_year_of_history_nobody_reacts_to_makes_no_jobs_and_few_statements(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic():
        record(*(StockReceived(ids.new_id(), ids.new_id(), ()) for _ in range(500)), by=BY)

    with django_assert_num_queries(6):  # look, begin, lock, stamp, notify, end
        assert relay({}).events == 500

    assert ProcrastinateJob.objects.count() == 0
    assert Delivery.objects.count() == 0


@pytest.mark.django_db
def test_events_that_came_together_travel_together_in_their_lanes() -> None:
    papers = [happens() for _ in range(40)]

    relay({NAME: ["tests.first", "tests.second"]})

    assert Delivery.objects.count() == 80
    sent = [job.args["events"] for job in ProcrastinateJob.objects.all()]
    assert len(sent) == 2 * len({jobs.lane(str(paper)) for paper in papers})
    assert sum(map(len, sent)) == 80


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_number_every_event_once() -> None:
    for _ in range(60):
        happens()

    def work(_: int) -> None:
        try:
            while Event.objects.filter(position=None).exists():
                relay({NAME: ["tests.one"]}, limit=7)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as relays:
        list(relays.map(work, range(3)))

    assert sorted(Event.objects.values_list("position", flat=True)) == list(range(1, 61))
    assert Delivery.objects.count() == 60
