"""A process beside the bench, on one database (DATABASE_URL): it does what it is asked, one line of JSON each way.

python -m bench.child, then {"act": "place", "given": {"batch": 500, …}} on its standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

import psutil

from duken.config import opened

if TYPE_CHECKING:
    from duken.kernel.actor import Actor

Told = dict[str, Any]


class Child:
    """One such process, seen from the bench."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "bench.child"]
        self._process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.roots = [psutil.Process(self._process.pid)]

    def ask(self, act: str, **given: Any) -> Told:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{act} broke off; the reason stands above")
        told: Told = json.loads(line)
        return told

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(15)


def serve(acts: dict[str, Callable[..., Told]], asked: IO[str], answers: IO[str]) -> None:
    for line in asked:
        wanted = json.loads(line)
        answers.write(json.dumps(acts[wanted["act"]](**wanted["given"])) + "\n")
        answers.flush()


def by() -> Actor:
    from duken.kernel.actor import system

    return system("bench")


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def again_and_again(act: Callable[[], int], length_seconds: float) -> Told:
    """Run `act`, which answers how many it did, until the time is over."""
    done, began = 0, time.perf_counter()
    while (took := time.perf_counter() - began) < length_seconds:
        done += act()
    return {"done": done, "per_s": done / took}


def progress(what: str, done: int, of: int) -> None:
    """One line that rewrites itself on a terminal; nothing elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\rbench:   {what} {done:,} of {of:,}\033[K" + ("\n" if done >= of else ""))
        sys.stderr.flush()


def _main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # the answers alone go out; whatever is printed goes to the terminal
    opened.set_up()
    from bench import files, grow_orders, grow_products, in_process, office, past, screen, shop, tills

    acts: dict[str, Callable[..., Told]] = {
        "fill": shop.fill,
        "grow_products": grow_products.grow_products,
        "mark_sales": grow_orders.mark_sales,
        "copy_orders": grow_orders.copy_orders,
        "copy_ledger": grow_orders.copy_ledger,
        "place": in_process.place,
        "quote": in_process.quote_baskets,
        "history": past.record,
        "import_file": files.run_import,
        "office": office.ask_pages,
        "screen_ticket": screen.screen_ticket,
        "sync_receipts": tills.sync_receipts,
        "show_sales": tills.show_sales,
    }
    serve(acts, sys.stdin, answers)


if __name__ == "__main__":
    _main()
