"""Measuring one shop: its web, its process beside, the database under both; every measure tells rate and processor
time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import psutil

from bench import processor
from bench.child import Child
from bench.pgbench import Yardstick
from bench.results import Rounds, note
from bench.web import Web
from bench.yard import Yard


class Shop:
    """One database with everything that works on it. `way`: how its buyers get their goods."""

    def __init__(self, yard: Yard, database: str, products: int, *, way: str = "pickup", seconds: float) -> None:
        self.yard, self.database, self.products, self.way, self.seconds = yard, database, products, way, seconds
        self.child = Child(yard.environment(database))
        self.webs: dict[str, Web] = {}
        self.key = ""
        self.rounds: Rounds = {}

    def open(self, port: int, name: str = "", **told: str) -> None:
        """Start a web on it; `told` are settings it shall have."""
        self.webs[name] = Web(port, self.yard.environment(self.database), **told)

    def http(self, measure: str, kind: str, clients: int, *, web: str = "") -> None:
        found = self.webs[web]

        def load() -> dict[str, Any]:
            return found.load(kind, clients, self.seconds, key=self.key, products=self.products, way=self.way)

        self._note(measure, load, [*found.roots, *self.yard.roots])

    def ask(self, measure: str, act: str, **given: Any) -> dict[str, Any]:
        """One round of an act of the process beside."""
        return self._note(measure, lambda: self.child.ask(act, **given), [*self.child.roots, *self.yard.roots])

    def pgbench(self, measure: str, yardstick: Yardstick, how: str, *, is_hot: bool, clients: int) -> None:
        def run() -> dict[str, Any]:
            rate = yardstick.per_second(how, is_hot=is_hot, clients=clients, seconds=self.seconds)
            return {"per_s": rate, "done": rate * max(1, round(self.seconds))}

        self._note(measure, run, self.yard.roots)

    def close(self) -> None:
        with ExitStack() as closing:
            closing.callback(self.child.stop)
            for web in self.webs.values():
                closing.callback(web.stop)

    def _note(self, measure: str, act: Callable[[], dict[str, Any]], roots: list[psutil.Process]) -> dict[str, Any]:
        say(f"{self.database}: {measure}")
        before = processor.seconds(roots)
        told = act()
        told["cpu_ms"] = (processor.seconds(roots) - before) * 1000 / max(1, told["done"])
        note(self.rounds, measure, told)
        return told


def say(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")
    sys.stderr.flush()
