"""State machines: a shop is used at random; a naive model keeps its own books, and both must say the same.

A module's machine is tests/<module>/machine.py with its naive model beside it; test_machine.py lets it live a few times
in `make test`, and at length with `DUKEN_HYPOTHESIS=long pytest tests/*/test_machine.py`. A machine for promotions
belongs in tests/promotions, and needs no line anywhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from unittest import mock

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from duken.config.invariants import every_check
from duken.kernel import clock, two_clocks
from duken.kernel.refusals import Refusal
from duken.ledger.post import forget_known_accounts

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
_FOUND_FAST = [Phase.reuse, Phase.generate, Phase.shrink]
settings.register_profile(
    "short",
    max_examples=6,
    stateful_step_count=16,
    deadline=None,
    phases=_FOUND_FAST,
    suppress_health_check=_SLOW_IS_FINE,
)
settings.register_profile(
    "control",
    settings.get_profile("short"),
    max_examples=100,
    stateful_step_count=40,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)  # with a bug planted: found is enough
settings.register_profile("long", settings.get_profile("short"), max_examples=150, stateful_step_count=50)


def run(machine: Callable[[], RuleBasedStateMachine], *, profile: str = "") -> None:
    """Let many of these machines live. The profile is `short` unless DUKEN_HYPOTHESIS says otherwise."""
    chosen = settings.get_profile(profile or os.environ.get("DUKEN_HYPOTHESIS") or "short")
    run_state_machine_as_test(machine, settings=chosen)


class Machine(RuleBasedStateMachine):
    """One life of a shop, with a clock of its own. At its end every promise of `duken verify` must hold."""

    def __init__(self) -> None:
        super().__init__()
        self._late = timedelta()
        self._real = clock.now
        self._clocks = [
            mock.patch.object(clock, "now", self.now),
            mock.patch.object(two_clocks, "database_now", self.now),
        ]
        for patched in self._clocks:
            patched.start()
        self.open()

    def open(self) -> None:
        """What the shop is before anything happens."""

    def close(self) -> None:
        """What is still done before everything must hold."""

    def now(self) -> datetime:
        return self._real() + self._late

    def later(self, **time: float) -> None:
        """Time passes."""
        self._late += timedelta(**time)

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.close()
                assert broken() == []
        finally:
            for patched in self._clocks:
                patched.stop()


class UndoneMachine(Machine):
    """A machine whose life is one transaction, taken back at its end: the next one finds the shop as it was."""

    def __init__(self) -> None:
        self._life = transaction.atomic()
        self._life.__enter__()
        try:
            super().__init__()
        except BaseException:
            self._undo()
            raise

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self._undo()

    def _undo(self) -> None:
        transaction.set_rollback(True)
        self._life.__exit__(None, None, None)
        forget_known_accounts()


def broken() -> list[str]:
    """The promises that do not hold now, each with the first thing that breaks it."""
    looked = [(check, check.look()) for check in every_check()]
    return [f"{check.claim}: {found.breaches[0].facts}" for check, found in looked if found.breaches]


def answer(act: Callable[[], object]) -> object:
    """What a verb answers, or the refusal it raises."""
    try:
        return act()
    except Refusal as refusal:
        return refusal
