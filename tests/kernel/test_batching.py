"""Calls that arrive together are run together; each gets its own answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from duken.kernel import batching
from duken.kernel.batching import Combiner, WaitedTooLong
from duken.kernel.figures import FIGURES


def test_a_lone_call_runs_at_once() -> None:
    batches: list[list[int]] = []

    def run(asks: Sequence[int]) -> list[int]:
        batches.append(list(asks))
        return [ask * 2 for ask in asks]

    assert Combiner("tests", run).submit(21) == 42
    assert batches == [[21]]


def test_who_comes_while_a_batch_runs_goes_together_in_the_next() -> None:
    batches: list[list[int]] = []
    started, go_on = threading.Event(), threading.Event()

    def run(asks: Sequence[int]) -> list[int]:
        batches.append(sorted(asks))
        started.set()
        go_on.wait(5)
        return [ask * 2 for ask in asks]

    combiner = Combiner("tests", run, most=3)
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(combiner.submit, 0)
        started.wait(5)
        others = [threads.submit(combiner.submit, ask) for ask in range(1, 6)]
        while len(combiner._queue) < 5:
            pass
        go_on.set()

        assert first.result(5) == 0
        assert [other.result(5) for other in others] == [2, 4, 6, 8, 10]
    assert [len(batch) for batch in batches] == [1, 3, 2]


def test_thousands_of_calls_each_get_their_own_answer() -> None:
    combiner: Combiner[int, int] = Combiner("tests", lambda asks: [ask + 1 for ask in asks])

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(combiner.submit, range(5000)))

    assert answers == list(range(1, 5001))


def test_one_bad_call_of_a_batch_fails_alone_and_the_next_one_runs() -> None:
    served: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def run(asks: Sequence[int]) -> list[int]:
        started.set()
        go_on.wait(5)
        if 13 in asks:
            raise ValueError("unlucky")
        served.extend(asks)
        return list(asks)

    combiner = Combiner("tests", run)
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(combiner.submit, 0)
        started.wait(5)
        others = {ask: threads.submit(combiner.submit, ask) for ask in (11, 12, 13, 14, 15)}
        while len(combiner._queue) < 5:
            pass
        go_on.set()

        with pytest.raises(ValueError, match="unlucky"):
            others.pop(13).result(5)
        assert {ask: other.result(5) for ask, other in others.items()} == {11: 11, 12: 12, 14: 14, 15: 15}
    assert first.result() == 0
    assert sorted(served) == [0, 11, 12, 14, 15]
    assert combiner.submit(1) == 1


def test_when_the_database_is_away_nobody_waits_for_it_twice() -> None:
    tries: list[Sequence[int]] = []
    started, go_on = threading.Event(), threading.Event()

    def run(asks: Sequence[int]) -> list[int]:
        tries.append(asks)
        started.set()
        go_on.wait(5)
        raise OperationalError("away")

    combiner = Combiner("tests", run)
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(combiner.submit, 0)]
        started.wait(5)
        waiting += [threads.submit(combiner.submit, ask) for ask in (1, 2, 3)]
        while len(combiner._queue) < 3:
            pass
        go_on.set()

        for each in waiting:
            with pytest.raises(OperationalError):
                each.result(5)
    assert [len(batch) for batch in tries] == [1, 3]


def test_between_two_batches_those_just_answered_are_waited_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "LONGEST_GATHERING_SECONDS", 5)
    clock = [0.0]
    monkeypatch.setattr(batching, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    batches: list[list[int]] = []
    started, go_on = threading.Event(), threading.Event()

    def run(asks: Sequence[int]) -> list[int]:
        batches.append(sorted(asks))
        started.set()
        go_on.wait(5)
        clock[0] += 10  # a batch takes long
        return list(asks)

    combiner = Combiner("tests", run)
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(combiner.submit, 1)
        started.wait(5)
        second = threads.submit(combiner.submit, 2)
        while len(combiner._queue) < 1:
            pass
        go_on.set()
        first.result(5)

        assert combiner.submit(3) == 3
        assert second.result(5) == 2
    assert batches == [[1], [2, 3]]


def test_batches_are_counted() -> None:
    combiner: Combiner[int, int] = Combiner("counted", lambda asks: list(asks))

    for ask in range(3):
        combiner.submit(ask)

    assert FIGURES.get_sample_value("duken_batch_size_count", {"verb": "counted"}) == 3
    assert FIGURES.get_sample_value("duken_batch_wait_seconds_count", {"verb": "counted"}) == 3


def test_who_waits_too_long_is_told_and_nothing_of_it_was_begun() -> None:
    begun: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def run(asks: Sequence[int]) -> list[int]:
        begun.extend(asks)
        started.set()
        go_on.wait(5)
        return list(asks)

    combiner = Combiner("tests", run)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(combiner.submit, 1)
        started.wait(5)

        with pytest.raises(WaitedTooLong):
            combiner.submit(2, timeout_seconds=0.05)

        go_on.set()
        assert first.result(5) == 1
    assert begun == [1]
    assert combiner.submit(3) == 3
