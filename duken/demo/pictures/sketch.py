"""A sketch: flat shapes on a 100 by 100 sheet, kept as masks so that one drawing can be painted in any colours."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageDraw

SMOOTH = 3  # drawn this much larger, then reduced: clean edges
Point = tuple[float, float]
Corner = tuple[int, int]


class Layer(NamedTuple):
    paint: str
    corner: Corner  # left, top
    mask: Image.Image


class Sketch:
    """Shapes in the order they are drawn; neighbours of the same paint share a mask."""

    def __init__(self, size: int) -> None:
        self.scale = size * SMOOTH / 100
        self._side = size * SMOOTH
        self._drawn: list[tuple[str, Image.Image]] = []

    def layers(self) -> list[Layer]:
        """From back to front, each cut to what is drawn on it."""
        return [_cut(paint, mask.reduce(SMOOTH)) for paint, mask in self._drawn]

    def sheet(self) -> Image.Image:
        """The first layer, uncut."""
        return self._drawn[0][1].reduce(SMOOTH)

    def ellipse(self, paint: str, x: float, y: float, across: float, down: float | None = None) -> Sketch:
        """An ellipse around (x, y)."""
        down = across if down is None else down
        self._pen(paint).ellipse(self._box(x - across, y - down, x + across, y + down), fill=255)
        return self

    def ring(self, paint: str, x: float, y: float, across: float, width: float, down: float | None = None) -> Sketch:
        down = across if down is None else down
        box = self._box(x - across, y - down, x + across, y + down)
        self._pen(paint).ellipse(box, outline=255, width=round(width * self.scale))
        return self

    def arc(self, paint: str, x: float, y: float, across: float, start: float, end: float, width: float) -> Sketch:
        """Part of a circle, degrees clockwise from three o'clock, with round ends."""
        half = width / 2
        box = self._box(x - across - half, y - across - half, x + across + half, y + across + half)
        self._pen(paint).arc(box, start, end, fill=255, width=round(width * self.scale))
        for degrees in (start, end):
            angle = degrees * pi / 180
            self.ellipse(paint, x + across * cos(angle), y + across * sin(angle), half)
        return self

    def box(self, paint: str, left: float, top: float, right: float, bottom: float, corner: float = 0) -> Sketch:
        radius = corner * self.scale
        self._pen(paint).rounded_rectangle(self._box(left, top, right, bottom), radius, fill=255)
        return self

    def shape(self, paint: str, *points: Point) -> Sketch:
        self._pen(paint).polygon([(x * self.scale, y * self.scale) for x, y in points], fill=255)
        return self

    def line(self, paint: str, *points: Point, width: float = 2) -> Sketch:
        pen = self._pen(paint)
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        pen.line(scaled, fill=255, width=round(width * self.scale), joint="curve")
        for x, y in (points[0], points[-1]):
            self.ellipse(paint, x, y, width / 2)
        return self

    def heart(self, paint: str, x: float, y: float, size: float) -> Sketch:
        turns = [2 * pi * step / 60 for step in range(60)]
        curve = [(16 * sin(t) ** 3, 13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)) for t in turns]
        return self.shape(paint, *[(x + size * a / 17, y - size * b / 17) for a, b in curve])

    def star(self, paint: str, x: float, y: float, size: float, points: int = 5) -> Sketch:
        return self.shape(paint, *_star(x, y, size, size * 0.45, points))

    def flower(self, paint: str, x: float, y: float, size: float, petals: int = 6, middle: str = "accent") -> Sketch:
        for step in range(petals):
            angle = 2 * pi * step / petals
            self.ellipse(paint, x + size * 0.58 * cos(angle), y + size * 0.58 * sin(angle), size * 0.4)
        return self.ellipse(middle, x, y, size * 0.36)

    def _pen(self, paint: str) -> ImageDraw.ImageDraw:
        if not self._drawn or self._drawn[-1][0] != paint:
            self._drawn.append((paint, Image.new("L", (self._side, self._side), 0)))
        return ImageDraw.Draw(self._drawn[-1][1])

    def _box(self, *sides: float) -> tuple[float, float, float, float]:
        left, top, right, bottom = (side * self.scale for side in sides)
        return left, top, right, bottom


def _star(x: float, y: float, outer: float, inner: float, points: int) -> Sequence[Point]:
    corners = []
    for step in range(points * 2):
        radius = inner if step % 2 else outer
        angle = pi * step / points - pi / 2
        corners.append((x + radius * cos(angle), y + radius * sin(angle)))
    return corners


def _cut(paint: str, mask: Image.Image) -> Layer:
    box = mask.getbbox() or (0, 0, 1, 1)
    return Layer(paint, box[:2], mask.crop(box))
