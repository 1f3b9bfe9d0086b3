"""Reactions: at least once each, applied once, in order, and what fails does not hold up its neighbours."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from psycopg.errors import AdminShutdown, ConnectionFailure, DeadlockDetected, DiskFull

from duken.inventory.events import StockReceived
from duken.kernel import clock, deliveries, ids, jobs, sql, verify
from duken.kernel.actor import Actor, system, with_scopes
from duken.kernel.database_trouble import is_outage
from duken.kernel.deliveries import DeadLetterMissing
from duken.kernel.events import Recorded, after, record
from duken.kernel.models import Delivery
from duken.kernel.refusals import Refusal
from duken.kernel.relay import relay
from duken.reactions.deliver import GivenUp, StillBehind, deliver_alone, deliver_together
from duken.reactions.jobs import Backoff
from duken.reactions.table import Reaction, reaction, urgent

BY = system("tests")
NAME = StockReceived.name()


class Broken(Exception):
    pass


class Diary:
    """A reaction that writes its effect into the database and can be told what to fail on."""

    def __init__(self) -> None:
        self.fails_on: set[str] = set()
        self.seen: list[str] = []
        self.reaction = Reaction("tests.diary", self.write)

    def write(self, event: Recorded, by: Actor) -> None:
        self.seen.append(event.aggregate_id)
        sql.run("INSERT INTO diary (word) VALUES (%s)", [f"{event.aggregate_id}:{event.sequence}"])
        if event.aggregate_id in self.fails_on:
            raise Broken

    def written(self) -> list[str]:
        return [word.split(":")[0] for (word,) in sql.rows("SELECT word FROM diary ORDER BY number")]


@pytest.fixture
def diary(db: None) -> Diary:
    sql.run("CREATE TEMP TABLE IF NOT EXISTS diary (number serial, word text)")
    sql.run("DELETE FROM diary")
    return Diary()


def happens(*papers: UUID) -> list[UUID]:
    with transaction.atomic():
        record(*(StockReceived(paper, ids.new_id(), ()) for paper in papers), by=BY)
    relay({NAME: ["tests.diary"]})
    return [event.id for event in after(0)][-len(papers) :]


def test_an_event_delivered_three_times_is_applied_once(diary: Diary) -> None:
    paper = ids.new_id()
    events = happens(paper)

    for _ in range(3):
        deliver_together(diary.reaction, events)

    assert diary.written() == [str(paper)]


def test_one_failing_event_leaves_nothing_behind_and_its_neighbours_go_on(diary: Diary) -> None:
    first, second, third = (ids.new_id() for _ in range(3))
    events = happens(first, second, third)
    diary.fails_on = {str(second)}

    deliver_together(diary.reaction, events)

    assert diary.written() == [str(first), str(third)]
    [left] = Delivery.objects.filter(applied_at=None)
    assert (left.event_id, left.attempts, left.problem) == (events[1], 1, "Broken")
    assert ProcrastinateJob.objects.filter(task_name="duken.deliver_alone").count() == 1


def test_what_follows_a_failed_event_of_the_same_thing_waits_for_it(diary: Diary) -> None:
    paper, other = ids.new_id(), ids.new_id()
    events = happens(paper, other, paper)
    diary.fails_on = {str(paper)}
    deliver_together(diary.reaction, events)
    later = happens(paper)
    deliver_together(diary.reaction, later)
    assert diary.written() == [str(other)]

    diary.fails_on = set()
    with pytest.raises(StillBehind):
        deliver_alone(diary.reaction, later[0])
    for event in (events[0], events[2], later[0]):
        deliver_alone(diary.reaction, event)

    numbers = [int(word.split(":")[1]) for (word,) in sql.rows("SELECT word FROM diary ORDER BY number")]
    assert numbers[1:] == sorted(numbers[1:])
    assert len(numbers) == 4


def test_after_the_last_try_it_is_a_dead_letter_which_a_person_can_send_again(diary: Diary) -> None:
    paper = ids.new_id()
    [event] = happens(paper)
    diary.fails_on = {str(paper)}
    for _ in range(jobs.TRIES - 1):
        with pytest.raises(Broken):
            deliver_alone(diary.reaction, event)
    assert not deliveries.dead_letters(by=BY)
    with pytest.raises(GivenUp):
        deliver_alone(diary.reaction, event)

    [letter] = deliveries.dead_letters(by=BY)
    assert (letter.event_id, letter.reaction, letter.problem) == (event, "tests.diary", "Broken")

    diary.fails_on = set()
    deliveries.try_again(event, "tests.diary", by=BY)
    deliver_alone(diary.reaction, event)

    assert deliveries.dead_letters(by=BY) == []
    assert diary.written() == [str(paper)]
    with pytest.raises(DeadLetterMissing):
        deliveries.try_again(event, "tests.diary", by=BY)


def test_dead_letters_are_for_those_who_may_read_the_feed(diary: Diary) -> None:
    with pytest.raises(Refusal):
        deliveries.dead_letters(by=with_scopes("staff:x", "office", []))
    with pytest.raises(Refusal):
        deliveries.try_again(ids.new_id(), "x", by=with_scopes("staff:x", "office", ["events.read"]))


def test_a_reaction_to_many_at_once_falls_back_to_one_by_one_when_one_of_them_fails(diary: Diary) -> None:
    good, bad = ids.new_id(), ids.new_id()
    events = happens(good, bad)
    calls: list[int] = []

    def write_all(recorded: Sequence[Recorded], by: Actor) -> None:
        calls.append(len(recorded))
        for each in recorded:
            diary.write(each, by)

    many = urgent(write_all)
    Delivery.objects.update(reaction=many.name)
    diary.fails_on = {str(bad)}

    deliver_together(many, events)

    assert calls == [2, 1, 1]
    assert diary.written() == [str(good)]


def test_a_reaction_is_named_by_its_file_and_function() -> None:
    def tell(event: Recorded, by: Actor) -> None: ...

    assert reaction(tell).name == "test_deliver.tell"


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_delivery_apply_it_once() -> None:
    effects: list[int] = []
    started = threading.Barrier(2)

    def slow(event: Recorded, by: Actor) -> None:
        effects.append(1)
        sql.rows("SELECT pg_sleep(0.2)")

    once = Reaction("tests.diary", slow)
    events = happens(ids.new_id())

    def work() -> None:
        started.wait(5)
        deliver_together(once, events)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert effects == [1]


@pytest.mark.django_db
def test_an_order_reaches_its_shop_without_waiting_for_the_queue(make: Any) -> None:
    from duken.fulfilment.reads import fulfilment_of_order
    from duken.reactions.worker import relay_once

    make.selling("TEA")
    placed = make.order("TEA")

    while relay_once():
        pass

    progress = fulfilment_of_order(placed.id, by=BY)
    assert progress is not None
    assert progress.status == "requested"
    left = set(ProcrastinateJob.objects.values_list("args__reaction", flat=True))
    assert left == {"messages.send"}, "only who is asked outside is waited for"


@pytest.mark.django_db
def test_when_the_relay_dies_after_stamping_a_job_brings_the_order_to_its_shop(make: Any) -> None:
    from duken.fulfilment.reads import fulfilment_of_order
    from duken.reactions.all_reactions import TABLE

    make.selling("TEA")
    placed = make.order("TEA")
    relay(TABLE.routes, urgent=TABLE.urgent)  # and here it is killed

    make.work_off()

    assert fulfilment_of_order(placed.id, by=BY) is not None


def test_a_clock_that_is_set_back_does_not_undo_the_order(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = ids.new_id()
    first, second = happens(paper), happens(paper)
    relay({NAME: [diary.reaction.name]})
    now = clock.now()

    deliver_together(diary.reaction, first)
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(hours=3))
    deliver_together(diary.reaction, second)

    assert not [breach for check in verify.checks() for breach in check.look().breaches]


def test_what_was_applied_out_of_order_is_found(diary: Diary) -> None:
    paper = ids.new_id()
    first, second = happens(paper), happens(paper)
    relay({NAME: [diary.reaction.name]})

    deliveries.claim(diary.reaction.name, second)
    deliveries.claim(diary.reaction.name, first)

    broken = [check.claim for check in verify.checks() if check.look().breaches]
    assert broken == ["Each reaction applied the events of one aggregate in the order in which they happened"]


@pytest.mark.parametrize("lost", [DiskFull, AdminShutdown, ConnectionFailure, None])
def test_a_database_that_is_away_or_full_is_no_failure_of_the_event(diary: Diary, lost: type[Exception] | None) -> None:
    [paper] = [ids.new_id()]
    happened = happens(paper)

    def away(event: Recorded, by: Actor) -> None:
        raise OperationalError from lost() if lost else None

    kept_away = Reaction(diary.reaction.name, away)
    relay({NAME: [kept_away.name]})

    with pytest.raises(OperationalError):
        deliver_together(kept_away, happened)
    with pytest.raises(OperationalError):
        deliver_alone(kept_away, happened[0])

    [left] = Delivery.objects.all()
    assert (left.attempts, left.problem, left.applied_at, left.given_up_at) == (0, "", None, None)


@pytest.mark.parametrize(
    ("problem", "pause"), [(OperationalError(), 3), (Broken(), 600), (GivenUp(), None)], ids=["outage", "fault", "end"]
)
def test_an_outage_is_waited_for_a_fault_is_tried_again_later_and_a_dead_letter_is_not(
    problem: Exception, pause: int | None
) -> None:
    tired = Job(id=1, lock="", queueing_lock=None, task_name="x", queue="x", attempts=1000)

    decision = Backoff().get_retry_decision(exception=problem, job=tired)

    if pause is None:
        assert decision is None
    else:
        assert decision is not None
        assert decision.retry_at == pytest.approx(clock.now() + timedelta(seconds=pause), abs=timedelta(seconds=2))


def test_a_deadlock_is_no_outage() -> None:
    deadlock = OperationalError()
    deadlock.__cause__ = DeadlockDetected()

    assert not is_outage(deadlock)
