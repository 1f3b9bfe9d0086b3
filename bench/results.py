"""Results: from the rounds of every measure to medians, ratios, verdicts; and the JSON they are kept in. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from bench.figures import AT_LEAST, GROWING, GROWTH_TARGET, PLAIN, Figure

SCHEMA = 1
Rounds = dict[str, list[float]]  # "order_16.per_s" -> one value a round
Line = dict[str, Any]


def note(rounds: Rounds, measure: str, told: Mapping[str, Any]) -> None:
    """Keep every number of one round of a measure."""
    for aspect, value in told.items():
        if isinstance(value, (int, float)):
            rounds.setdefault(f"{measure}.{aspect}", []).append(float(value))


def values_of(code: str, rounds: Rounds) -> list[float]:
    """A ratio is taken round by round: what disturbs the machine for a minute disturbs both sides of it."""
    if " / " not in code:
        return rounds.get(code, [])
    above, below = (rounds.get(part, []) for part in code.split(" / "))
    return [one / other for one, other in zip(above, below, strict=False) if other]


def line(figure: Figure, rounds: Rounds) -> Line | None:
    """One figure of the table; None when it was not measured."""
    values = values_of(figure.code, rounds)
    if not values:
        return None
    found = median(values)
    return {
        "code": figure.code,
        "words": figure.words,
        "unit": figure.unit,
        "median": rounded(found),
        "least": rounded(min(values)),
        "most": rounded(max(values)),
        "rounds": len(values),
        "target": figure.target,
        "bound": figure.bound if figure.target is not None else None,
        "met": verdict(figure, found),
    }


def verdict(figure: Figure, found: float) -> bool | None:
    if figure.target is None:
        return None
    return found >= figure.target if figure.bound == AT_LEAST else found <= figure.target


def plain(rounds: Rounds) -> list[Line]:
    """Groups in order, each with its lines."""
    groups = []
    for title, figures in PLAIN.items():
        lines = [found for figure in figures if (found := line(figure, rounds))]
        if lines:
            groups.append({"title": title, "figures": lines})
    return groups


def growth(small: Rounds, large: Rounds) -> list[Line]:
    """`factor` is how many times as long the same takes in the larger shop, its median over the rounds."""
    lines = []
    for figure in GROWING:
        one, other = line(figure, small), line(figure, large)
        if one and other:
            factor = median(factors(figure, small[figure.code], large[figure.code]))
            judged = {"factor": rounded(factor), "factor_target": GROWTH_TARGET, "factor_met": factor <= GROWTH_TARGET}
            lines.append({"small": one["median"], "large": other["median"], **other, **judged})
    return lines


def factors(figure: Figure, small: Sequence[float], large: Sequence[float]) -> list[float]:
    pairs = zip(small, large, strict=False)
    if figure.bound == AT_LEAST:  # a rate: twice as many a second is half the time
        return [one / other for one, other in pairs if other]
    return [other / one for one, other in pairs if one]


def rounded(value: float) -> float:
    """Three figures that count; more would promise what a shared machine cannot keep."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))
