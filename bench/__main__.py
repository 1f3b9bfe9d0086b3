"""`make bench`: one command, one table. Writes bench-results.json, docs/reference/bench.md and its chart.

`--growth` measures a shop ten times as large beside the smaller one, and keeps what the plain run has found before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import growth, machine, page, plain, results, sizing, starting, table, yard
from bench.measure import say
from bench.plain import Length
from bench.web import PROCESSES

RESULTS = Path("bench-results.json")
PORT = 18000


def main() -> None:
    given = _asked()
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="duken-bench-"))
    folder.chmod(0o755)  # an embedded PostgreSQL that may not run as root has a user of its own
    try:
        with yard.running(folder / "home") as ours:
            described = machine.described(ours)
        if described["is_busy"]:
            say(f"load average {described['load_average_at_start']}: others work here; read ratios, not figures")
        run = _growth(folder, given) if given.growth else _plain(folder, given)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    run |= {"machine": described, "taken_at": datetime.now(UTC).isoformat(timespec="seconds")}
    run["setting"] = _length(given)._asdict() | {"web_processes": PROCESSES, "is_quick": given.quick}
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept = {"schema": results.SCHEMA} | {part: kept[part] for part in ("plain", "growth") if part in kept}
    kept["growth" if given.growth else "plain"] = run
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    page.write(kept)
    sizing.write(kept)
    table.show({"growth" if given.growth else "plain": run})
    say(f"done in {time.monotonic() - began:.0f} s; kept in {RESULTS} and {page.PAGE}")


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="bench", description=__doc__)
    asking.add_argument("--growth", action="store_true", help="10,000 products, 100,000 orders, and ten times that")
    asking.add_argument("--full", action="store_true", help="import 100,000 rows and 400,000 lines, not a part of them")
    asking.add_argument("--quick", action="store_true", help="one short round of each, to see that it runs")
    asking.add_argument("--seconds", type=float, help="length of each measure (2; growth 1.5)")
    asking.add_argument("--rounds", type=int, help="rounds of each measure (3); medians are told")
    asking.add_argument("--skip", nargs="*", default=[], choices=["starting", "orders", "wide"], help="leave out parts")
    return asking.parse_args()


def _length(given: argparse.Namespace) -> Length:
    length = Length(1, 1, 5_000, 5_000) if given.quick else Length(1.5 if given.growth else 2, 3, 20_000, 20_000)
    if given.full:
        length = length._replace(rows=100_000, history_lines=400_000)
    return length._replace(seconds=given.seconds or length.seconds, rounds=given.rounds or length.rounds)


def _plain(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    rounds: results.Rounds = {}
    length = _length(given)
    if "starting" not in given.skip:
        rounds |= starting.run(folder / "shop", PORT, rounds=2)
    with yard.running(folder / "home") as ours:
        ours.migrate()
        if "orders" not in given.skip:
            rounds |= plain.orders_and_reading(ours, length, PORT)
        if "wide" not in given.skip:
            rounds |= plain.wide(ours, length, PORT)
    return {"groups": results.plain(rounds), "load_generator": _generator(rounds)}


def _growth(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    with yard.running(folder / "home") as ours:
        ours.migrate()
        small, large = growth.run(ours, _length(given), PORT)
    words = "{0.all_products:,} products, {0.all_orders:,} orders, {0.shops} stores"
    told: dict[str, Any] = {"small": words.format(growth.SMALL), "large": words.format(growth.LARGE)}
    return told | {"factor_target": results.GROWTH_TARGET, "lines": results.growth(small, large)}


def _generator(rounds: results.Rounds) -> dict[str, float]:
    """Whether the load generator was in the way: what it got from an empty view, and could with a whole core."""
    if "empty.per_s" not in rounds:
        return {}
    share, rate = max(rounds["empty.client_share"]), max(rounds["empty.per_s"])
    could = {"empty_view_per_s": results.rounded(rate), "share_of_one_core": results.rounded(share)}
    could["could_ask_per_s"] = results.rounded(rate / share)
    say(
        f"the load generator used {share:.0%} of a core for {rate:,.0f} answers/s; with a whole one {rate / share:,.0f}"
    )
    return could


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops us: everything we started ends too
    main()
