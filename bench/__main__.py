"""`make bench`: one command, one table, every figure of one run on one machine. Writes bench-results.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLIENTS = 16
PRODUCTS = 1000
BATCH = 500
WEB_PROCESSES = 2
PORT = 18000
RESULTS = Path("bench-results.json")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=8, help="length of each measurement")
    asked.add_argument("--rounds", type=int, default=3, help="measurements of each kind; medians are quoted")
    given = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="duken-bench-"))
    folder.chmod(0o755)
    os.environ |= {
        "DUKEN_HOME": str(folder / "home"),
        "PORT": str(PORT),
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("DUKEN_DEBUG", None)
    try:
        results = measure(folder, given.seconds, given.rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    _print(results)


def measure(folder: Path, seconds: int, rounds: int) -> dict[str, object]:
    """Interleaved rounds, so that a slower minute of the machine touches every kind alike."""
    import django

    from bench import pgbench
    from duken.config import cluster, home, postgres_binaries

    with cluster.running(folder / "home"):
        _say("making a shop")
        subprocess.run([sys.executable, "-m", "duken.config.cli", "migrate", "--quiet"], check=True)
        django.setup()
        from bench import in_process, shop  # they need Django to be ready

        key = shop.fill(PRODUCTS)
        programs = Path(postgres_binaries.choose(None).folder)
        yard = home.embedded_dsn(folder / "home", "yardstick")
        with cluster.Cluster(folder / "home").connect() as connection:
            connection.execute("CREATE DATABASE yardstick")
            connection.execute("VACUUM ANALYZE")
        pgbench.prepare(programs, yard, products=PRODUCTS)
        found: dict[str, list[float]] = {}
        latencies: dict[str, object] = {}
        with web_processes():
            for _ in range(rounds):
                for kind in ("spread", "hot"):
                    hot = kind == "hot"
                    _say(f"pgbench, {kind}")
                    found.setdefault(f"pgbench_{kind}", []).append(
                        pgbench.per_second(
                            programs, yard, clients=CLIENTS, seconds=seconds, products=PRODUCTS, hot=hot, folder=folder
                        )
                    )
                    _say(f"orders over HTTP, {kind}")
                    told = load(key, seconds, kind)
                    latencies[kind] = told
                    found.setdefault(f"http_{kind}", []).append(told["per_s"])
                _say("place_orders in process")
                found.setdefault("place", []).append(in_process.orders_per_second(PRODUCTS, BATCH, seconds))
        found["quotes"] = [in_process.quotes_per_second(PRODUCTS, BATCH, seconds / 2)]
    return _results(found, latencies)


def load(key: str, seconds: int, kind: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.load", str(PORT), key, str(CLIENTS), str(seconds), str(PRODUCTS), kind],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


class web_processes:
    """The web as it runs in a shop: two processes, no worker beside (what it does later is not part of an order)."""

    def __enter__(self) -> None:
        environment = {**os.environ, "DUKEN_WEB_WORKERS": str(WEB_PROCESSES), "DUKEN_API_REQUESTS_PER_SECOND": "0"}
        self.process = subprocess.Popen([sys.executable, "-m", "duken.config.serve", "web"], env=environment)
        from duken.config.start_up import is_ready

        until = time.monotonic() + 60
        while not is_ready():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("the web did not start")
            time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(15)


def _results(found: dict[str, list[float]], latencies: dict[str, object]) -> dict[str, object]:
    median = {name: sorted(values)[len(values) // 2] for name, values in found.items()}
    return {
        "order_http_per_s": round(median["http_spread"], 1),
        "order_http_hot_per_s": round(median["http_hot"], 1),
        "pgbench_per_s": round(median["pgbench_spread"], 1),
        "pgbench_hot_per_s": round(median["pgbench_hot"], 1),
        "order_http_ratio_pgbench": round(median["http_spread"] / median["pgbench_spread"], 3),
        "order_http_hot_ratio_spread": round(median["http_hot"] / median["http_spread"], 3),
        "order_http_hot_ratio_pgbench_hot": round(median["http_hot"] / median["pgbench_hot"], 3),
        "place_orders_500_per_s": round(median["place"], 1),
        "place_orders_500_ratio_pgbench": round(median["place"] / median["pgbench_spread"], 3),
        "quotes_500_per_s": round(median["quotes"], 1),
        "latencies": latencies,
        "rounds": {name: [round(value, 1) for value in values] for name, values in found.items()},
        "setting": {
            "clients": CLIENTS,
            "products": PRODUCTS,
            "web_processes": WEB_PROCESSES,
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "machine": platform.machine(),
        },
    }


_TARGETS = {
    "order_http_ratio_pgbench": 0.5,
    "order_http_hot_ratio_spread": 0.8,
    "order_http_hot_ratio_pgbench_hot": 3.0,
    "place_orders_500_ratio_pgbench": 2.0,
}


def _print(results: dict[str, object]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="One order's work, medians of one run")
    for heading in ("figure", "measured", "target", ""):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    for name, value in results.items():
        if isinstance(value, (int, float)):
            target = _TARGETS.get(name)
            verdict = "" if target is None else ("met" if value >= target else "missed")
            table.add_row(name, f"{value:,}", "" if target is None else f"{target}", verdict)
    Console().print(table)


def _say(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")


if __name__ == "__main__":
    main()
