"""docs/reference/bench.md and its chart, made from bench-results.json and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import chart
from bench.table import Kept, amount, judged, spread, target, word

PAGE, CHART = Path("docs/reference/bench.md"), Path("docs/pictures/bench.svg")


def write(results: Kept) -> None:
    PAGE.write_text(text(results), encoding="utf-8")
    if plain := results.get("plain"):
        CHART.write_text(chart.drawn(chart.bars(medians(plain))), encoding="utf-8")


def medians(run: Kept) -> dict[str, float]:
    return {line["code"]: line["median"] for group in run["groups"] for line in group["figures"]}


def text(results: Kept) -> str:
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Kept) -> Iterator[str]:
    yield "# Bench"
    yield ""
    yield "Measured and written by `make bench` (and `make bench BENCH_FLAGS=--growth`); do not edit. The same figures"
    yield "lie in `bench-results.json`. How they are taken: [bench/README.md](../../bench/README.md)."
    if plain := results.get("plain"):
        yield from _plain(plain)
    if growth := results.get("growth"):
        yield from _growth(growth)


def _plain(run: Kept) -> Iterator[str]:
    yield from ("", "![Orders a second](../pictures/bench.svg)", "", *_machine(run))
    for group in run["groups"]:
        yield from (
            "",
            f"## {group['title']}",
            "",
            "| | Median | Least to most | Target | |",
            "|---|---:|---:|---:|---|",
        )
        for line in group["figures"]:
            cells = [line["words"], amount(line["median"], line["unit"]), spread(line), target(line), judged(line)]
            yield f"| {' | '.join(cells)} |"
    if missed := [line["words"] for group in run["groups"] for line in group["figures"] if line["met"] is False]:
        yield from ("", f"Missed: {'; '.join(missed)}.")
    else:
        yield from ("", "Every target is met.")


def _growth(run: Kept) -> Iterator[str]:
    yield from ("", "## Ten times as much", "", *_machine(run), "")
    yield "The factor is time to time: how many times as long the same takes in the larger shop, round beside round."
    yield ""
    yield f"| | {run['small']} | {run['large']} | Target | Factor | ≤ {run['factor_target']} |"
    yield "|---|---:|---:|---:|---:|---|"
    for line in run["lines"]:
        unit, goal = line["unit"], " ".join([target(line), judged(line)]).strip()
        cells = [line["words"], amount(line["small"], unit), amount(line["large"], unit), goal, f"{line['factor']:g}"]
        yield f"| {' | '.join(cells)} | {word(line['factor_met'])} |"


def _machine(run: Kept) -> Iterator[str]:
    machine, setting = run["machine"], run["setting"]
    yield (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB; {machine['system']}, Python "
        f"{machine['python']}, PostgreSQL {machine['postgresql']} (fsync {machine['fsync']}, synchronous_commit "
        f"{machine['synchronous_commit']}). Commit {machine['commit']}, {run['taken_at'][:10]}. {setting['rounds']} "
        f"rounds of {setting['seconds']:g} s each; load average at the start {machine['load_average_at_start']:g}."
    )
    if machine["is_busy"]:
        yield ""
        yield "**The machine was busy with other work: the ratios count, the absolute figures do not.**"
