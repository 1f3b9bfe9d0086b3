"""Drawings of things for the kitchen and the table."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from duken.demo.pictures.sketch import Sketch


def mug(s: Sketch) -> None:
    s.arc("shade", 68, 54, 12, -80, 80, 6)
    s.box("body", 28, 34, 68, 80, 7).box("body", 28, 34, 68, 60, 2)
    s.ellipse("shade", 48, 35, 20, 4).ellipse("drink", 48, 35.6, 16.5, 2.7)


def teacup(s: Sketch) -> None:
    s.ellipse("shade", 50, 77, 33, 5).ellipse("light", 50, 75.6, 33, 5)
    s.arc("shade", 72, 52, 8, -95, 70, 4.5)
    s.shape("body", (26, 42), (74, 42), (70, 60), (62, 72), (38, 72), (30, 60)).ellipse("body", 50, 70, 16, 5)
    s.ellipse("shade", 50, 42, 24, 5).ellipse("drink", 50, 42.8, 20.5, 3.6)


def teapot(s: Sketch) -> None:
    s.arc("shade", 27, 56, 13, 90, 285, 5)
    s.shape("shade", (66, 62), (84, 42), (90, 42), (74, 70))
    s.ellipse("body", 50, 59, 25, 21).box("body", 38, 74, 62, 81, 3)
    s.ellipse("light", 50, 40, 15, 4).ellipse("accent", 50, 33, 4)


def cake_stand(s: Sketch) -> None:
    s.box("metal", 48.5, 18, 51.5, 78)
    s.ellipse("shade", 50, 77.5, 32, 5).ellipse("body", 50, 75.5, 32, 5)
    s.ellipse("shade", 50, 54.5, 24, 4.2).ellipse("body", 50, 53, 24, 4.2)
    s.ellipse("shade", 50, 34, 16, 3.4).ellipse("body", 50, 32.6, 16, 3.4)
    s.ring("metal", 50, 17, 4, 1.6)
    for x, y in ((36, 69), (50, 70), (64, 69), (42, 47), (58, 47), (50, 28)):
        s.box("wood", x - 4, y - 1, x + 4, y + 5, 1).ellipse("accent", x, y - 2, 5, 4).ellipse("paper", x, y - 6, 1.6)


def cupcake(s: Sketch) -> None:
    s.shape("body", (30, 54), (70, 54), (63, 82), (37, 82))
    for x in (36, 43, 50, 57, 64):
        s.line("shade", (x, 56), (50 + (x - 50) * 0.72, 81), width=1.3)
    s.ellipse("paper", 50, 53, 25, 9).ellipse("paper", 50, 43, 19, 9).ellipse("paper", 50, 34, 12, 8)
    s.ellipse("accent", 50, 25, 5.5)


def plate(s: Sketch) -> None:
    s.ellipse("shade", 50, 53, 34).ellipse("body", 50, 51.5, 34).ellipse("light", 50, 51.5, 22)
    s.ring("accent", 50, 51.5, 29, 1.4).heart("accent", 50, 52, 8)


def bowl(s: Sketch) -> None:
    s.box("shade", 40, 73, 60, 80, 2)
    s.shape("body", (18, 46), (82, 46), (78, 58), (68, 70), (58, 76), (42, 76), (32, 70), (22, 58))
    s.ellipse("shade", 50, 46, 32, 6).ellipse("light", 50, 47, 27.5, 4.2)


def tumbler(s: Sketch) -> None:
    s.shape("glass", (31, 26), (69, 26), (63, 81), (37, 81)).ellipse("glass", 50, 80, 13, 3)
    s.shape("body", (33.5, 48), (66.5, 48), (63, 79), (37, 79)).ellipse("light", 50, 48, 16.5, 3)
    s.ring("paper", 50, 26, 19, 1.4, 3.6).line("paper", (38, 34), (41, 72), width=2.4)


def cutlery(s: Sketch) -> None:
    s.box("metal", 27, 22, 30, 40, 1).box("metal", 32, 22, 35, 40, 1).box("metal", 37, 22, 40, 40, 1)
    s.shape("metal", (27, 38), (40, 38), (36, 48), (31, 48)).box("body", 30.5, 46, 36.5, 82, 3)
    s.shape("metal", (47, 20), (54, 24), (54, 48), (47, 48)).box("body", 47.5, 46, 53.5, 82, 3)
    s.ellipse("metal", 67, 33, 7.5, 11).box("metal", 65.5, 40, 68.5, 50).box("body", 64, 46, 70, 82, 3)


def jar(s: Sketch) -> None:
    s.box("glass", 28, 34, 72, 82, 9).box("body", 31, 48, 69, 79, 6)
    s.box("accent", 31, 22, 69, 34, 3).box("shade", 31, 31, 69, 34, 1)
    s.box("paper", 36, 54, 64, 70, 2).heart("accent", 50, 62, 5).line("paper", (33, 40), (33, 46), width=2)


def tin(s: Sketch) -> None:
    s.box("body", 26, 38, 74, 80, 3).ellipse("body", 50, 79, 24, 4)
    s.box("shade", 25, 30, 75, 41, 2).ellipse("shade", 50, 41, 25, 3.4)
    s.ellipse("light", 50, 30, 25, 5).ellipse("paper", 50, 61, 12, 9).heart("accent", 50, 61, 5)


def bottle(s: Sketch) -> None:
    s.box("glass", 36, 42, 64, 83, 8).box("glass", 44, 24, 56, 50, 2).box("body", 38, 58, 62, 81, 6)
    s.box("wood", 44.5, 17, 55.5, 26, 2).box("paper", 40, 56, 60, 70, 1).line(
        "paper", (40.5, 47), (40.5, 53), width=1.8
    )


def jug(s: Sketch) -> None:
    s.arc("shade", 69, 48, 11, -75, 80, 5)
    s.shape("body", (30, 24), (66, 28), (67, 40), (73, 60), (68, 80), (32, 80), (27, 60), (33, 40), (24, 22))
    s.ellipse("shade", 48, 27, 18, 3).ellipse("body", 50, 80, 18, 3)


def apron(s: Sketch) -> None:
    s.arc("shade", 50, 26, 12, 180, 360, 3)
    s.line("shade", (22, 50), (78, 50), width=2.6)
    s.shape("body", (37, 26), (63, 26), (66, 46), (74, 52), (74, 83), (26, 83), (26, 52), (34, 46))
    s.box("light", 37, 58, 63, 73, 3).line("shade", (37, 58.5), (63, 58.5), width=1.6)


def pan(s: Sketch) -> None:
    s.box("wood", 60, 47, 92, 54, 3.5)
    s.ellipse("shade", 40, 53, 29).ellipse("body", 40, 51, 29).ellipse("line", 40, 51, 23)
    s.ellipse("paper", 39, 52, 13, 11).ellipse("yolk", 41, 51, 5)


def egg_cup(s: Sketch) -> None:
    s.ellipse("paper", 50, 38, 13, 17)
    s.shape("body", (32, 44), (68, 44), (62, 60), (53, 65), (53, 74), (47, 74), (47, 65), (38, 60))
    s.ellipse("body", 50, 78, 17, 4).ellipse("shade", 50, 44, 18, 2.5)


def scales(s: Sketch) -> None:
    s.shape("metal", (22, 28), (78, 28), (70, 38), (30, 38)).box("shade", 46, 36, 54, 46)
    s.shape("body", (30, 44), (70, 44), (78, 82), (22, 82)).ellipse("paper", 50, 63, 14)
    s.line("accent", (50, 63), (57, 55), width=2).ellipse("line", 50, 63, 2)


DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        mug, teacup, teapot, cake_stand, cupcake, plate, bowl, tumbler, cutlery, jar, tin, bottle, jug, apron, pan, egg_cup, scales,
    )
}  # fmt: skip
