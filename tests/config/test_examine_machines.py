"""The doctor looks at NATS and at replicas where there are any, and says nothing where there are none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from duken.config import examine_machines
from duken.config.examine_machines import machines
from duken.kernel import clock
from duken.kernel.backlog import Backlog


@pytest.fixture(autouse=True)
def _no_replicas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine_machines.replicas, "behind_bytes", dict)


def test_one_machine_has_nothing_to_examine(settings: Any) -> None:
    settings.NATS_URL = ""

    assert list(machines()) == []


@pytest.mark.parametrize(("minutes", "state"), [(0, "good"), (5, "odd")])
def test_events_that_wait_long_for_nats_are_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch, minutes: int, state: str
) -> None:
    settings.NATS_URL = "nats://10.0.0.11:4222"
    waiting = Backlog(7, clock.now() - timedelta(minutes=minutes))
    monkeypatch.setattr(examine_machines.outlets, "backlog", lambda _: waiting)

    [found] = machines()

    assert (found.about, found.state) == ("NATS", state)
    assert found.what.startswith("7 events")


def test_replicas_are_told_one_by_one(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NATS_URL = ""
    behind = {"replica-1": 0, "replica-2": None, "replica-3": 64 * 2**20}
    monkeypatch.setattr(examine_machines.replicas, "behind_bytes", lambda: behind)

    assert [(found.about, found.state) for found in machines()] == [
        ("Replica-1", "good"),
        ("Replica-2", "odd"),
        ("Replica-3", "odd"),
    ]
