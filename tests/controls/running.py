"""Run the suite's tests with one bug planted, each bug in a process and a database of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

from tests.controls.planting import Plant

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
ENOUGH = 0.95  # of the runs of a race
WITHOUT = "without a plant"


class Ended(NamedTuple):
    """What became of one test."""

    test: str
    when: str
    outcome: str
    said: str


@dataclass(frozen=True)
class Verdict:
    """The suite caught the plant in `share` of its runs, `test` most often; `told` is what the run said."""

    plant: Plant
    test: str
    share: float
    told: str

    @property
    def is_caught(self) -> bool:
        return bool(self.test) and self.share >= ENOUGH


class Nursery:
    """All plants, being tried; ask for what became of one and wait until it is known."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, names: Sequence[str]) -> None:
        self._process, self._folder = process, folder
        self._done = {name: Event() for name in names}
        Thread(target=self._listen, daemon=True).start()

    def ended(self, name: str) -> list[Ended]:
        self._done[name].wait()
        lines = _report(self._folder, name).read_text(encoding="utf-8").splitlines()
        return [Ended(**json.loads(line)) for line in lines]

    def output(self, name: str) -> str:
        written = _output(self._folder, name)
        return written.read_text(encoding="utf-8") if written.exists() else "it was never run"

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._done[line.rstrip("\n")].set()
        for each in self._done.values():  # it is over, whatever it said
            each.set()


@contextmanager
def nursery(plants: Sequence[Plant]) -> Iterator[Nursery]:
    """Tries these plants, after the run without any; stops when it is left."""
    every = list(dict.fromkeys(test for plant in plants for test in plant.caught_by))
    command = [sys.executable, "-m", "tests.controls.nursery", str(AT_ONCE)]
    with (
        tempfile.TemporaryDirectory() as made,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
    ):
        folder = Path(made)
        orders = [_order(WITHOUT, every, folder), *(_order(each.name, each.caught_by, folder, each) for each in plants)]
        assert process.stdin is not None
        process.stdin.write("".join(json.dumps(order) + "\n" for order in orders))
        process.stdin.close()
        try:
            yield Nursery(process, folder, [order["name"] for order in orders])
        finally:
            process.terminate()


def judge(tried: Nursery, plant: Plant) -> Verdict:
    """In how many of the runs one of its tests caught it, for the right reason; and which test did so most often."""
    runs: dict[str, list[bool]] = {}
    for each in tried.ended(plant.name):
        if each.when == "call":
            runs.setdefault(each.test, []).append(each.outcome == "failed" and plant.because in each.said)
    told = tried.output(plant.name)[-4000:]
    best = max(runs, key=lambda test: sum(runs[test]), default="")
    if not best or not any(runs[best]):
        return Verdict(plant, "", 0, told)
    caught = [any(of_one_run) for of_one_run in zip_longest(*runs.values())]
    return Verdict(plant, best, sum(caught) / len(caught), told)


def _order(name: str, tests: Sequence[str], folder: Path, plant: Plant | None = None) -> dict[str, Any]:
    report = _report(folder, name)
    report.touch()
    environment = {
        "DUKEN_PLANT": plant.name if plant else "",
        "DUKEN_PLANT_RUNS": str(plant.runs if plant else 1),
        "DUKEN_PLANT_REPORT": str(report),
        "DUKEN_HYPOTHESIS": "control" if plant else "short",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(folder),  # what a planted bug breaks is no example to remember
    }
    return {"name": name, "tests": list(tests), "environment": environment, "output": str(_output(folder, name))}


def _report(folder: Path, name: str) -> Path:
    return folder / f"{name}.report"


def _output(folder: Path, name: str) -> Path:
    return folder / f"{name}.output"
