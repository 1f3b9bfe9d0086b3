"""Supervise: several processes as one. Started together, restarted when they crash, stopped in order."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from duken.config import lifeline

STOP_SECONDS = 6.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0


@dataclass
class Child:
    """One process to look after. `name` is what people read when it ends; one that ends well need not start again."""

    name: str
    command: Sequence[str]
    starts_again: bool = True
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    crashes_in_a_row: int = 0


class Supervisor:
    """Keeps children alive until `stop_asked`; `tell` gets one sentence for each thing that happens."""

    def __init__(self, *, environment: Mapping[str, str], tell: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self.environment = environment
        self.tell = tell
        self.stop_asked = False
        self._reading_end, self._writing_end = os.pipe()

    def heed_signals(self) -> None:
        """From now on Ctrl-C, SIGTERM and a closed terminal ask to stop, in order, instead of ending us at once."""
        for asking in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asking, self._ask_to_stop)

    def add(self, child: Child) -> None:
        self.children.append(child)
        self._start(child)

    def keep_alive(self) -> None:
        """Look after the children until somebody asks to stop, or (DUKEN_STOP_WITH_PARENT) our own parent is gone."""
        parent = os.getppid() if self.environment.get("DUKEN_STOP_WITH_PARENT") == "1" else None
        while not self.stop_asked and parent in (None, os.getppid()):
            self.look_once()
            time.sleep(0.1)

    def look_once(self) -> None:
        for child in list(self.children):
            if child.process is None:
                if time.monotonic() >= child.start_again_at:
                    self._start(child)
            elif child.process.poll() is not None:
                self._bury(child)

    def stop(self) -> None:
        """Stop every child, in the order they were added; what does not go politely is killed with its children."""
        for child in self.children:
            if child.process is not None:
                with suppress(ProcessLookupError):
                    child.process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(STOP_SECONDS)
                _kill_group(child.process)
                child.process.wait()
                child.process = None

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.process = subprocess.Popen(
            child.command,
            env={**self.environment, lifeline.NAME: str(self._reading_end)},
            pass_fds=[self._reading_end],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us only; we stop them in order
        )

    def _bury(self, child: Child) -> None:
        """A child has ended by itself: tell, and start it again after a pause that doubles."""
        assert child.process is not None
        _kill_group(child.process)
        if not child.starts_again:
            self.children.remove(child)
            self.tell(f"{child.name}: " + ("done" if child.process.returncode == 0 else _how(child.process.returncode)))
            return
        steady = time.monotonic() - child.started_at > STEADY_SECONDS
        child.crashes_in_a_row = 1 if steady else child.crashes_in_a_row + 1
        pause = min(0.5 * 2 ** (child.crashes_in_a_row - 1), LONGEST_PAUSE_SECONDS)
        self.tell(f"{child.name} ended ({_how(child.process.returncode)}); starting it again in {pause:g} s")
        child.process, child.start_again_at = None, time.monotonic() + pause

    def _ask_to_stop(self, *_: object) -> None:
        self.stop_asked = True


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Whatever the child itself had started goes with it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"
