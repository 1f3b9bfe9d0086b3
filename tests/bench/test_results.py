"""The bench's own arithmetic: medians, ratios, verdicts, factors, and pages made from what is kept."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from bench import chart, page, results
from bench.figures import AT_MOST, Figure

MACHINE = {
    "processor": "P", "cores": 2, "memory_gb": 8, "system": "Linux", "python": "3", "postgresql": "18", "fsync": "on",
    "synchronous_commit": "on", "commit": "abc", "load_average_at_start": 0.1, "is_busy": False,
}  # fmt: skip


def test_a_figure_is_the_median_of_its_rounds_with_the_least_and_the_most():
    found = results.line(Figure("order_16.per_s", "orders", "orders/s"), {"order_16.per_s": [900.4, 1200.6, 30.04]})

    assert found is not None
    assert (found["median"], found["least"], found["most"], found["rounds"]) == (900.0, 30.0, 1201.0, 3)
    assert found["met"] is None


def test_what_was_not_measured_has_no_line():
    assert results.line(Figure("order_16.per_s", "orders", "orders/s"), {}) is None


def test_a_ratio_is_taken_within_each_round():
    rounds = {"a.per_s": [100.0, 10.0, 300.0], "b.per_s": [50.0, 5.0, 100.0]}

    assert results.values_of("a.per_s / b.per_s", rounds) == [2.0, 2.0, 3.0]


def test_a_target_may_be_a_least_or_a_most():
    assert results.verdict(Figure("x", "", "×", 0.5), 0.5) is True
    assert results.verdict(Figure("x", "", "×", 0.5), 0.49) is False
    assert results.verdict(Figure("x", "", "ms", 50, AT_MOST), 50) is True
    assert results.verdict(Figure("x", "", "ms", 50, AT_MOST), 51) is False


def test_growth_is_time_to_time_whether_a_rate_or_a_time_was_measured():
    assert results.factors(Figure("x", "", "orders/s"), [900.0], [300.0]) == [3.0]
    assert results.factors(Figure("x", "", "ms", None, AT_MOST), [10.0], [30.0]) == [3.0]


def test_a_line_of_growth_names_both_shops_and_judges_the_factor():
    [line] = results.growth({"order_16.per_s": [900.0, 800.0]}, {"order_16.per_s": [450.0, 800.0]})

    assert (line["small"], line["large"], line["factor"], line["factor_met"]) == (850.0, 625.0, 1.5, True)


def test_every_number_of_a_round_is_kept_and_words_are_not():
    rounds: results.Rounds = {}

    results.note(rounds, "order_16", {"per_s": 900, "p95_ms": 12.5, "statuses": {"201": 900}, "p99_ms": None})

    assert rounds == {"order_16.per_s": [900.0], "order_16.p95_ms": [12.5]}


def test_the_chart_is_sound_and_its_longest_bar_fills_the_width():
    drawn = chart.drawn(chart.bars({"order_16.per_s": 1000.0, "pgbench_statements.per_s": 500.0}))

    root = ElementTree.fromstring(drawn)
    bars = [one for one in root if one.tag.endswith("rect")]
    assert [int(one.attrib["width"]) for one in bars] == [170, 340]
    assert [one.attrib["class"] for one in bars] == ["theirs", "ours"]
    assert "prefers-color-scheme: dark" in drawn


def test_the_page_says_plainly_what_was_missed():
    groups = results.plain({"product.per_s": [1400.0], "search.per_s": [600.0]})
    run = {"groups": groups, "machine": MACHINE, "setting": {"rounds": 1, "seconds": 2}, "taken_at": "2026-01-02T03:04"}

    text = page.text({"plain": run})

    assert "| 1,400 answers/s |  | ≥ 1,500 answers/s | missed |" in text
    assert "| 600 answers/s |  | ≥ 500 answers/s | met |" in text
    assert "Missed: product JSON with price and stock of each store, 16 clients." in text
