"""`python -m bench.replay FOLDER`: real history imported, recorded coupons replayed.

Writes replay-results.json and docs/reference/replay.md. Two shops of its own in a temporary folder; nothing of them
is left behind.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import machine, yard
from bench.replay import page
from bench.replay.tables import WHERE_FROM, TableMissing, find
from bench.replay.timing import say

RESULTS = Path("replay-results.json")
TABLES = {"journey": "transactions", "retail": "online_retail"}


def main() -> None:
    given = _asked()
    chosen = [name for name in TABLES if _has(given.folder, TABLES[name]) and name not in given.skip]
    if not chosen:
        sys.exit(f"{given.folder} holds neither data set.\n{WHERE_FROM}")
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    folder = Path(tempfile.mkdtemp(prefix="duken-replay-"))
    folder.chmod(0o755)  # an embedded PostgreSQL that may not run as root has a user of its own
    try:
        with yard.running(folder / "home") as ours:
            described = machine.described(ours) | {"taken_at": datetime.now(UTC).isoformat(timespec="seconds")}
            ours.migrate()
            for name in chosen:
                size = {"journey": given.households, "retail": given.customers}[name]
                kept[name] = _run(ours, name, given.folder, size) | {"machine": described}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    page.write(kept)
    say(f"kept in {RESULTS} and {page.PAGE}")


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(
        prog="bench.replay", description=__doc__, epilog=WHERE_FROM, formatter_class=argparse.RawTextHelpFormatter
    )
    asking.add_argument("folder", type=Path, help="where the tables are")
    asking.add_argument(
        "--households", type=int, default=0, help="import the baskets of so many, those with redemptions first (0: all)"
    )
    asking.add_argument(
        "--customers", type=int, default=0, help="import those of Online Retail, and nothing anonymous (0: all)"
    )
    asking.add_argument("--skip", nargs="*", default=[], choices=list(TABLES), help="leave one out")
    return asking.parse_args()


def _has(folder: Path, table: str) -> bool:
    try:
        return find(folder, table).exists()
    except TableMissing:
        return False


def _run(ours: yard.Yard, name: str, folder: Path, size: int) -> dict[str, Any]:
    """In a database and a process of its own; then everything that must hold is looked at."""
    ours.make(name)
    environment = ours.environment(name) | {"DJANGO_SETTINGS_MODULE": "duken.config.settings"}
    command = [sys.executable, "-m", "bench.replay.inside", name, str(folder), str(size)]
    told = _json(command, environment)
    say(f"{name}: verifying")
    looked = _json([sys.executable, "-m", "duken.config.cli", "verify", "--json"], environment)
    for check in looked["checks"]:
        if check["breaches"]:
            say(f"broken: {check['invariant']} {check['claim']}: {check['breaches'][:3]}")
    checks = {"ok": looked["ok"], "checks": len(looked["checks"])}
    return told | {"verify": checks | {"broken": [each["claim"] for each in looked["checks"] if each["breaches"]]}}


def _json(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if not done.stdout:
        sys.exit(f"{' '.join(command[1:5])} broke off; the reason stands above")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    main()
