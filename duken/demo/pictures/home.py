"""Drawings of things for the house and the garden."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from duken.demo.pictures.sketch import Sketch


def candle(s: Sketch) -> None:
    s.ellipse("glow", 50, 24, 15).shape("yolk", (50, 13), (54.5, 24), (50, 30), (45.5, 24)).ellipse("yolk", 50, 25, 4.6)
    s.line("line", (50, 28), (50, 35), width=1.4)
    s.box("body", 38, 35, 62, 82, 2).ellipse("body", 50, 81, 12, 3).ellipse("light", 50, 35, 12, 3)


def t_light(s: Sketch) -> None:
    s.ellipse("glow", 50, 38, 20).shape("yolk", (50, 26), (54, 36), (50, 42), (46, 36)).ellipse("yolk", 50, 37.5, 4)
    s.shape("body", (28, 44), (72, 44), (66, 80), (34, 80)).ellipse("body", 50, 79, 16, 4)
    s.ellipse("shade", 50, 44, 22, 4.5).ellipse("paper", 50, 45, 16, 3)


def lantern(s: Sketch) -> None:
    s.ring("metal", 50, 18, 6, 2).shape("body", (30, 36), (50, 22), (70, 36))
    s.box("glow", 33, 36, 67, 74).box("paper", 45, 58, 55, 74, 1).shape("yolk", (50, 45), (53, 54), (50, 58), (47, 54))
    s.box("body", 31, 35, 35, 78).box("body", 65, 35, 69, 78).box("body", 28, 74, 72, 80, 2).box(
        "body", 29, 34, 71, 38, 1
    )


def candlestick(s: Sketch) -> None:
    for x, top in ((50, 30), (28, 40), (72, 40)):
        s.shape("yolk", (x, top - 14), (x + 3, top - 6), (x - 3, top - 6)).ellipse("yolk", x, top - 5.5, 3)
        s.box("paper", x - 3.5, top, x + 3.5, top + 16, 1)
        s.shape("body", (x - 6, top + 15), (x + 6, top + 15), (x + 3, top + 20), (x - 3, top + 20))
    s.arc("body", 50, 56, 22, 0, 180, 3).box("body", 48, 50, 52, 80).ellipse("shade", 50, 81, 18, 3.4)


def lamp(s: Sketch) -> None:
    s.box("metal", 48.5, 46, 51.5, 78).ellipse("shade", 50, 80, 17, 3.6)
    s.ellipse("glow", 50, 50, 30, 12).shape("body", (38, 20), (62, 20), (76, 52), (24, 52))
    s.ellipse("light", 50, 52, 26, 3)


def lights(s: Sketch) -> None:
    s.line("line", (8, 30), (24, 42), (42, 47), (58, 47), (76, 42), (92, 30), width=1.2)
    for x, y, paint in ((20, 42, "body"), (40, 48, "yolk"), (60, 48, "accent"), (80, 42, "body")):
        s.ellipse("glow", x, y + 12, 13).box("line", x - 2.4, y - 3, x + 2.4, y + 3, 1)
        s.ellipse(paint, x, y + 11, 7, 9)


def clock(s: Sketch) -> None:
    s.ellipse("shade", 50, 53, 33).ellipse("body", 50, 51, 33).ellipse("paper", 50, 51, 26)
    for x, y in ((50, 29), (72, 51), (50, 73), (28, 51)):
        s.ellipse("line", x, y, 1.8)
    s.line("line", (50, 51), (50, 35), width=2.6).line("line", (50, 51), (62, 57), width=2.6).ellipse(
        "accent", 50, 51, 3
    )


def mirror(s: Sketch) -> None:
    s.ellipse("body", 50, 49, 30, 35).ellipse("glass", 50, 49, 23, 28)
    s.line("paper", (40, 50), (53, 32), width=3).line("paper", (43, 60), (60, 37), width=2)
    s.ellipse("accent", 50, 15, 5).ellipse("accent", 50, 83, 4)


def frame(s: Sketch) -> None:
    s.box("shade", 22, 20, 80, 84, 2).box("body", 20, 18, 78, 82, 2).box("paper", 28, 26, 70, 74)
    s.ellipse("yolk", 60, 37, 5).shape("accent", (28, 74), (44, 50), (56, 66), (62, 58), (70, 70), (70, 74))


def sign(s: Sketch) -> None:
    s.line("line", (30, 36), (50, 17), (70, 36), width=1.4).ellipse("metal", 50, 17, 2.6)
    s.box("shade", 15, 37, 85, 75, 3).box("body", 15, 35, 85, 73, 3)
    s.box("light", 19, 39, 81, 69, 2).heart("accent", 28, 55, 6).heart("accent", 72, 55, 6)
    s.line("shade", (40, 49), (60, 49), width=3).line("shade", (37, 55.5), (63, 55.5), width=3)
    s.line("shade", (42, 62), (58, 62), width=3)


def hook(s: Sketch) -> None:
    s.box("body", 12, 34, 88, 50, 4)
    for x in (26, 50, 74):
        s.ellipse("light", x, 42, 4.5).line("metal", (x, 44), (x, 58), width=3).arc("metal", x + 6, 60, 6, 20, 180, 3)
        s.ellipse("accent", x + 11.6, 61, 3)


def magnet(s: Sketch) -> None:
    for x, y, paint in ((34, 36, "body"), (66, 36, "accent"), (34, 66, "accent"), (66, 66, "body")):
        s.ellipse("line_soft", x + 1, y + 2, 13).ellipse(paint, x, y, 13).heart("paper", x, y + 0.5, 6)


def knob(s: Sketch) -> None:
    s.box("metal", 46, 56, 54, 80, 1).ellipse("metal", 50, 58, 12, 4)
    s.ellipse("shade", 50, 42, 24).ellipse("body", 50, 40, 24).ellipse("light", 43, 32, 7, 5)


def cushion(s: Sketch) -> None:
    s.shape("shade", (20, 28), (50, 34), (82, 26), (78, 54), (84, 82), (50, 76), (18, 84), (24, 54))
    s.shape("body", (18, 24), (50, 30), (82, 24), (77, 52), (82, 80), (50, 74), (18, 80), (23, 52))
    s.ellipse("light", 50, 52, 3)


def doormat(s: Sketch) -> None:
    s.shape("shade", (22, 42), (78, 42), (94, 76), (6, 76)).shape("body", (22, 40), (78, 40), (92, 73), (8, 73))
    s.shape("light", (27, 45), (73, 45), (83, 68), (17, 68)).heart("accent", 50, 57, 8)


def doorstop(s: Sketch) -> None:
    s.arc("shade", 50, 34, 12, 180, 360, 5)
    s.shape("body", (34, 36), (66, 36), (80, 74), (74, 82), (26, 82), (20, 74)).heart("light", 50, 61, 10)


def curtain(s: Sketch) -> None:
    s.line("wood", (12, 22), (88, 22), width=3).ellipse("wood", 11, 22, 3.4).ellipse("wood", 89, 22, 3.4)
    s.shape("body", (18, 24), (48, 24), (44, 50), (26, 62), (30, 84), (18, 84))
    s.shape("body", (82, 24), (52, 24), (56, 50), (74, 62), (70, 84), (82, 84))
    s.line("accent", (18, 61), (28, 61), width=3).line("accent", (72, 61), (82, 61), width=3)


def throw(s: Sketch) -> None:
    s.box("shade", 20, 58, 80, 80, 6).box("body", 20, 44, 80, 64, 6).box("light", 20, 32, 80, 50, 6)
    for x in range(24, 80, 6):
        s.line("shade", (x, 79), (x, 85), width=1.6)


def drawers(s: Sketch) -> None:
    s.box("shade", 26, 80, 32, 87).box("shade", 68, 80, 74, 87).box("body", 22, 20, 78, 82, 3)
    for top in (25, 44, 63):
        s.box("light", 27, top, 73, top + 15, 2).ellipse("accent", 40, top + 7.5, 2.6).ellipse(
            "accent", 60, top + 7.5, 2.6
        )


def chest(s: Sketch) -> None:
    s.box("body", 20, 36, 80, 80, 4).box("shade", 20, 46, 80, 50)
    s.box("shade", 28, 36, 33, 80).box("shade", 67, 36, 72, 80).box("metal", 44, 43, 56, 57, 2).ellipse(
        "line", 50, 49, 2
    )


def storage_box(s: Sketch) -> None:
    s.box("body", 22, 44, 78, 82, 3).box("shade", 18, 32, 82, 47, 3).box("paper", 40, 56, 60, 68, 2).ring(
        "metal", 50, 62, 3, 1
    )


def basket(s: Sketch) -> None:
    s.arc("shade", 50, 48, 25, 180, 360, 4)
    s.shape("body", (20, 48), (80, 48), (72, 82), (28, 82))
    for y in (55, 63, 71):
        s.line("shade", (22 + (y - 48) / 5, y), (78 - (y - 48) / 5, y), width=1.8)
    s.box("light", 18, 45, 82, 51, 3)


def chair(s: Sketch) -> None:
    s.box("shade", 30, 18, 35, 84, 2).box("shade", 65, 56, 70, 84, 2).box("body", 28, 54, 72, 61, 3)
    s.box("body", 32, 22, 37, 54, 2).box("light", 30, 22, 36, 30, 2).box("accent", 30, 51, 70, 56, 3)


def hanging_heart(s: Sketch) -> None:
    s.line("line", (50, 8), (50, 32), width=1.3).ellipse("accent", 50, 30, 3.4)
    s.heart("shade", 50.8, 56, 31).heart("body", 50, 54, 30).heart("light", 44, 49, 8)


def star_ornament(s: Sketch) -> None:
    s.line("line", (50, 6), (50, 24), width=1.3).star("shade", 51, 56, 34).star("body", 50, 54, 34).ellipse(
        "light", 50, 55, 6
    )


def bird(s: Sketch) -> None:
    s.shape("shade", (18, 62), (38, 54), (36, 68)).ellipse("body", 50, 56, 24, 17).ellipse("body", 68, 41, 12)
    s.shape("yolk", (78, 38), (88, 43), (78, 46)).ellipse("line", 71, 39, 2)
    s.ellipse("shade", 45, 57, 14, 9).line("wood", (20, 80), (84, 76), width=3)
    s.line("line", (48, 72), (48, 79), width=1.6).line("line", (56, 72), (56, 78), width=1.6)


def butterfly(s: Sketch) -> None:
    s.ellipse("body", 33, 40, 18, 16).ellipse("body", 67, 40, 18, 16).ellipse("shade", 37, 64, 13).ellipse(
        "shade", 63, 64, 13
    )
    s.ellipse("light", 32, 39, 7).ellipse("light", 68, 39, 7).box("line", 48, 34, 52, 72, 2)
    s.line("line", (50, 36), (42, 22), width=1.4).line("line", (50, 36), (58, 22), width=1.4)


def wreath(s: Sketch) -> None:
    s.ring("leaf", 50, 50, 32, 13)
    for x, y in ((50, 24), (72, 36), (76, 58), (60, 75), (40, 75), (24, 58), (28, 36)):
        s.ellipse("body", x, y, 4.4)
    s.shape("accent", (50, 76), (36, 68), (36, 86)).shape("accent", (50, 76), (64, 68), (64, 86)).ellipse(
        "accent", 50, 77, 4
    )


def bell(s: Sketch) -> None:
    s.ring("metal", 50, 20, 5, 2).ellipse("shade", 50, 76, 6)
    s.shape("body", (42, 26), (58, 26), (66, 40), (70, 62), (78, 72), (22, 72), (30, 62), (34, 40)).ellipse(
        "light", 50, 72, 28, 3
    )


def water_bottle(s: Sketch) -> None:
    s.box("shade", 43, 14, 57, 28, 3).box("body", 28, 30, 72, 84, 14).shape(
        "body", (38, 24), (62, 24), (68, 36), (32, 36)
    )
    s.heart("light", 50, 58, 11).box("accent", 40, 25, 60, 29, 2)


def soap(s: Sketch) -> None:
    s.ellipse("shade", 50, 72, 34, 8).ellipse("light", 50, 69, 34, 8).box("body", 28, 46, 72, 68, 9).heart(
        "light", 50, 57, 6
    )
    for x, y, r in ((30, 34, 6), (42, 26, 4), (62, 32, 7), (74, 24, 3.5)):
        s.ring("paper", x, y, r, 1.3)


def incense(s: Sketch) -> None:
    s.ellipse("shade", 50, 79, 30, 4.5).box("body", 24, 70, 76, 79, 4)
    for x, lean in ((40, -6), (50, 0), (60, 6)):
        s.line("wood", (x, 71), (x + lean, 36), width=1.6).ellipse("accent", x + lean, 35, 1.8)
    s.arc("line_soft", 50, 24, 6, 90, 270, 1.4).arc("line_soft", 50, 12, 6, -90, 90, 1.4)


def towel(s: Sketch) -> None:
    s.line("metal", (16, 24), (84, 24), width=3).box("body", 28, 24, 72, 84, 2).box("light", 28, 68, 72, 72).box(
        "accent", 28, 75, 72, 77
    )


def watering_can(s: Sketch) -> None:
    s.arc("shade", 66, 50, 15, -90, 90, 4).line("shade", (34, 66), (12, 42), width=6)
    s.shape("shade", (6, 44), (16, 34), (19, 38), (9, 48))
    s.shape("body", (36, 40), (66, 40), (70, 82), (32, 82)).ellipse("shade", 51, 40, 15, 3.5)


def plant(s: Sketch) -> None:
    s.line("leaf", (50, 58), (50, 34), width=2.4).ellipse("leaf", 40, 46, 10, 5).ellipse("leaf", 60, 42, 10, 5)
    s.flower("accent", 50, 26, 12, middle="yolk")
    s.box("body", 28, 54, 72, 62, 2).shape("body", (32, 60), (68, 60), (62, 83), (38, 83)).box("shade", 31, 61, 69, 63)


def flower(s: Sketch) -> None:
    s.line("leaf", (50, 84), (50, 46), width=3).ellipse("leaf", 38, 68, 13, 5).ellipse("leaf", 62, 62, 13, 5)
    s.flower("body", 50, 36, 24, petals=7, middle="yolk")


def birdhouse(s: Sketch) -> None:
    s.box("wood", 47, 70, 53, 90).box("body", 30, 42, 70, 76, 2).shape("shade", (22, 46), (50, 18), (78, 46))
    s.ellipse("line", 50, 55, 8).line("wood", (50, 67), (50, 72), width=3)


def umbrella(s: Sketch) -> None:
    s.box("wood", 48.8, 20, 51.2, 78).arc("wood", 56, 78, 6, 10, 180, 3)
    s.shape("body", (12, 52), (17, 38), (28, 26), (42, 20), (58, 20), (72, 26), (83, 38), (88, 52))
    s.shape("shade", (37, 52), (43, 30), (50, 19), (57, 30), (63, 52))
    for x in (24.5, 50, 75.5):
        s.ellipse("light", x, 52, 12.6, 3.4)


def tools(s: Sketch) -> None:
    s.box("wood", 33, 20, 39, 48, 3).shape("body", (27, 48), (45, 48), (45, 66), (36, 80), (27, 66))
    s.box("wood", 61, 20, 67, 48, 3).box("body", 54, 48, 74, 53, 1)
    for x in (54, 62.2, 70.4):
        s.box("body", x, 50, x + 3.6, 74, 1)


DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        candle, t_light, lantern, candlestick, lamp, lights, clock, mirror, frame, sign, hook, magnet, knob, cushion, doormat, doorstop,
        curtain, throw, drawers, chest, storage_box, basket, chair, hanging_heart, star_ornament, bird, butterfly, wreath, bell,
        water_bottle, soap, incense, towel, watering_can, plant, flower, birdhouse, umbrella, tools,
    )
}  # fmt: skip
