"""Which replica may answer: one that has replayed enough of the log, and was seen a moment ago."""

from __future__ import annotations

import pytest

from duken.kernel import replicas
from duken.kernel.reading import PRIMARY
from duken.kernel.replicas import Watch


class Places:
    """Where the log of each database stands; None: it does not answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at: dict[str, int | None] = {PRIMARY: 100, "replica-1": 100}
        self.now = 1000.0
        monkeypatch.setattr(replicas.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(replicas, "aliases", lambda: [alias for alias in self.at if alias != PRIMARY])
        self.watch = Watch()
        monkeypatch.setattr(self.watch, "_start", lambda: None)
        monkeypatch.setattr(self.watch, "_ask", lambda alias, _: self.at[alias])

    def look(self, *, after_seconds: float = 0.0) -> None:
        self.now += after_seconds
        self.watch.look()


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Places:
    return Places(monkeypatch)


def test_nobody_is_sent_to_a_replica_that_was_never_looked_at(places: Places) -> None:
    assert places.watch.choose(seen=0) is None


def test_a_replica_that_keeps_up_answers(places: Places) -> None:
    places.look()

    assert places.watch.choose(seen=0) == "replica-1"


def test_whoever_has_written_waits_for_the_replica_to_have_it(places: Places) -> None:
    places.look()
    assert places.watch.choose(seen=101) is None

    places.at = {PRIMARY: 120, "replica-1": 101}
    places.look(after_seconds=0.1)
    assert places.watch.choose(seen=101) == "replica-1"


def test_a_replica_more_than_a_second_behind_is_left_alone(places: Places) -> None:
    places.look()
    places.at[PRIMARY] = 200
    places.look(after_seconds=0.5)
    assert places.watch.choose(seen=0) == "replica-1"

    places.look(after_seconds=0.6)
    assert places.watch.choose(seen=0) == "replica-1"
    places.look(after_seconds=0.6)
    assert places.watch.choose(seen=0) is None


def test_a_dead_replica_and_a_new_primary_are_left_alone(places: Places) -> None:
    places.at["replica-1"] = None
    places.look()

    assert places.watch.choose(seen=0) is None


def test_no_replica_is_believed_while_the_primary_cannot_be_asked(places: Places) -> None:
    places.look()
    places.at[PRIMARY] = None
    places.look(after_seconds=0.1)

    assert places.watch.choose(seen=0) is None


def test_what_was_seen_a_while_ago_counts_no_more(places: Places) -> None:
    places.look()
    places.now += 5

    assert places.watch.choose(seen=0) is None


def test_a_replica_that_failed_somebody_waits_for_the_next_look(places: Places) -> None:
    places.look()
    places.watch.distrust("replica-1")
    assert places.watch.choose(seen=0) is None

    places.look(after_seconds=0.1)
    assert places.watch.choose(seen=0) == "replica-1"
