"""Small drawings as plain numbers: the template writes the SVG. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT, FOOT, MARGIN = 720, 180, 20, 60


class Bar(NamedTuple):
    """One rectangle; `series` says which colour, `title` what it stands for."""

    x: float
    y: float
    width: float
    height: float
    series: int
    title: str


class Mark(NamedTuple):
    """A word at a place."""

    x: float
    y: float
    text: str


class Stacked(NamedTuple):
    bars: list[Bar]
    days: list[Mark]
    lines: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT + FOOT
    margin: int = MARGIN
    whole_width: int = WIDTH + MARGIN


def stacked(
    days: Sequence[date],
    series: Sequence[str],
    amounts: Mapping[tuple[date, str], int],
    *,
    day_name: Mapping[date, str],
    said: Mapping[int, str],
    titles: Mapping[tuple[date, str], str],
) -> Stacked:
    """Bars by day, one colour a series; `said` are the levels of the grid in words (value -> text)."""
    top = max([*said, *(sum(amounts.get((day, one), 0) for one in series) for day in days), 1])
    slot = WIDTH / max(1, len(days))
    bars = []
    for position, day in enumerate(days):
        floor = float(HEIGHT)
        for number, one in enumerate(series):
            if not (amount := amounts.get((day, one), 0)):
                continue
            height = round(amount * (HEIGHT - 12) / top, 1)
            floor = round(floor - height, 1)
            bars.append(
                Bar(
                    round(position * slot + slot * 0.15, 1),
                    floor,
                    round(slot * 0.7, 1),
                    height,
                    number % 6,
                    titles[day, one],
                )
            )
    names = [
        Mark(round(position * slot + slot / 2, 1), HEIGHT + 14, day_name[day])
        for position, day in enumerate(days)
        if (len(days) - 1 - position) % 2 == 0 or len(days) <= 7  # the last one has its name
    ]
    lines = [Mark(0, round(HEIGHT - value * (HEIGHT - 12) / top, 1), text) for value, text in said.items()]
    return Stacked(bars, names, lines)


def grid(top: int) -> list[int]:
    """Two or three round numbers up to `top`."""
    if top <= 0:
        return []
    size = 10 ** (len(str(top)) - 1)
    step = next(size * part // 10 for part in (2, 5, 10, 20, 50) if size * part // 10 * 3 >= top or part == 50) or 1
    return list(range(step, top + 1, step))[:4]


class Step(NamedTuple):
    """One bar of a waterfall: `start` to `start + length`, as parts of `WIDTH`."""

    code: str
    label: str
    quantity: int
    x: float
    length: float

    @property
    def said(self) -> str:
        return f"−{-self.quantity}" if self.quantity < 0 else str(self.quantity)


def waterfall(steps: Sequence[tuple[str, str, int]], *, width: int = 420) -> list[Step]:
    """Bars that start where the last one ended: (code, label, change); the first is the whole."""
    whole = max([abs(change) for _, _, change in steps] + [1])
    level, drawn = 0, []
    for code, label, change in steps:
        low, high = sorted((level, level + change))
        level += change
        drawn.append(
            Step(
                code,
                label,
                change,
                round(max(0, low) * width / whole, 1),
                round(max(high - low, 0) * width / whole, 1) or 1.5,
            )
        )
    return drawn
