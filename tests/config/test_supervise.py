"""Several processes as one: restarted when they crash, gone when we go, even when we are killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from duken.config.supervise import Child, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"]
HOLDS_ON = [sys.executable, "-c", "from duken.config import lifeline; import time; lifeline.hold_on(); time.sleep(600)"]


def _wait_for(claim: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.02)


def _supervisor() -> tuple[Supervisor, list[str]]:
    told: list[str] = []
    return Supervisor(environment=dict(os.environ), tell=told.append), told


def test_stopping_leaves_nobody_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duken.config.supervise.STOP_SECONDS", 0.5)
    supervisor, _ = _supervisor()
    for command in (SLEEPER, STUBBORN):
        supervisor.add(Child("a child", command))
    pids = [child.process.pid for child in supervisor.children if child.process]
    time.sleep(0.3)

    supervisor.stop()

    assert [pid for pid in pids if psutil.pid_exists(pid)] == []


def test_a_child_that_crashes_is_named_and_started_again() -> None:
    supervisor, told = _supervisor()
    supervisor.add(Child("work", [sys.executable, "-c", "raise SystemExit(3)"]))

    def look() -> bool:
        supervisor.look_once()
        return len(told) >= 2

    _wait_for(look)
    supervisor.stop()

    assert told[0] == "work ended (exit 3); starting it again in 0.5 s"
    assert told[1] == "work ended (exit 3); starting it again in 1 s"


def test_children_leave_when_their_parent_was_killed() -> None:
    program = (
        "import os, time\n"
        "from duken.config.supervise import Child, Supervisor\n"
        "s = Supervisor(environment=dict(os.environ), tell=print)\n"
        f"s.add(Child('web', {HOLDS_ON!r}))\n"
        "print(s.children[0].process.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    time.sleep(1.5)
    assert child.is_running()

    parent.kill()
    parent.wait()

    _wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
