"""Drawings of what is worn, written, wrapped, played with and celebrated."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from math import cos, pi, sin

from duken.demo.pictures.sketch import Sketch


def tote(s: Sketch) -> None:
    s.arc("shade", 50, 40, 15, 180, 360, 4).box("body", 24, 38, 76, 84, 3).box("shade", 24, 38, 76, 42, 1)


def lunch_bag(s: Sketch) -> None:
    s.shape("body", (28, 34), (72, 34), (78, 84), (22, 84)).shape("shade", (66, 34), (72, 34), (78, 84), (70, 84))
    s.box("shade", 26, 24, 74, 38, 3).box("light", 26, 28, 74, 31).box("metal", 45, 25, 55, 37, 2)


def lunch_box(s: Sketch) -> None:
    s.arc("shade", 50, 38, 10, 180, 360, 4).box("body", 18, 38, 82, 82, 7).box("shade", 18, 54, 82, 57)
    s.box("metal", 44, 50, 56, 61, 2).heart("light", 32, 70, 5).heart("light", 68, 70, 5)


def handbag(s: Sketch) -> None:
    s.arc("shade", 50, 44, 20, 180, 360, 4).shape("body", (24, 44), (76, 44), (84, 80), (16, 80))
    s.shape("shade", (24, 44), (76, 44), (70, 58), (30, 58)).ellipse("metal", 50, 58, 4)


def purse(s: Sketch) -> None:
    s.ellipse("body", 50, 60, 32, 23).box("metal", 26, 36, 74, 42, 3)
    s.ellipse("metal", 46, 33, 4).ellipse("metal", 54, 33, 4).arc("shade", 50, 60, 22, 20, 160, 1.4)


def suitcase(s: Sketch) -> None:
    s.arc("shade", 50, 36, 10, 180, 360, 4).box("body", 16, 36, 84, 80, 5).box("shade", 28, 36, 33, 80).box(
        "shade", 67, 36, 72, 80
    )
    s.box("metal", 28, 54, 33, 60, 1).box("metal", 67, 54, 72, 60, 1)


def luggage_tag(s: Sketch) -> None:
    s.arc("line", 50, 18, 10, 120, 420, 2).shape("body", (38, 22), (62, 22), (70, 32), (70, 84), (30, 84), (30, 32))
    s.ellipse("light", 50, 30, 4).box("paper", 37, 48, 63, 74, 2).line("line_soft", (41, 57), (59, 57), width=1.6)
    s.line("line_soft", (41, 64), (55, 64), width=1.6)


def necklace(s: Sketch) -> None:
    for step in range(13):
        angle = pi * (0.02 + 0.96 * step / 12)
        s.ellipse("body" if step % 2 else "light", 50 + 30 * cos(angle), 30 + 38 * sin(angle), 3.8 if step % 2 else 3)
    s.shape("accent", (50, 70), (57, 78), (50, 89), (43, 78))


def bracelet(s: Sketch) -> None:
    for step in range(16):
        angle = 2 * pi * step / 16
        paint = ("body", "light", "body", "accent")[step % 4]
        s.ellipse(paint, 50 + 28 * cos(angle), 52 + 26 * sin(angle), 5.4)


def earrings(s: Sketch) -> None:
    for x in (34, 66):
        s.arc("metal", x, 26, 5, 150, 400, 1.8).line("metal", (x, 31), (x, 42), width=1.4)
        s.ellipse("light", x, 45, 4).shape("body", (x, 47), (x + 10, 66), (x - 10, 66)).ellipse("body", x, 68, 10)
        s.ellipse("light", x - 3, 66, 2.4)


def ring(s: Sketch) -> None:
    s.ring("metal", 50, 60, 23, 5).shape("body", (36, 22), (64, 22), (72, 32), (50, 46), (28, 32))
    s.shape("light", (36, 22), (50, 22), (44, 32), (28, 32))


def brooch(s: Sketch) -> None:
    s.flower("body", 50, 50, 28, petals=8, middle="accent").flower("light", 50, 50, 15, petals=8, middle="accent")


def key_ring(s: Sketch) -> None:
    s.ring("metal", 50, 26, 12, 3.4).line("metal", (50, 38), (50, 50), width=2).heart("shade", 50.6, 67, 19).heart(
        "body", 50, 66, 18
    )
    s.ellipse("light", 44, 61, 3)


def hair_clip(s: Sketch) -> None:
    s.box("metal", 16, 58, 84, 65, 3.5).shape("body", (50, 48), (22, 30), (22, 66)).shape(
        "body", (50, 48), (78, 30), (78, 66)
    )
    s.ellipse("shade", 50, 48, 8)


def card(s: Sketch) -> None:
    s.box("line_soft", 27, 21, 77, 83, 2).box("paper", 24, 18, 74, 80, 2).box("light", 28, 22, 70, 76, 1)
    s.heart("body", 49, 44, 14).line("shade", (38, 65), (60, 65), width=2.4).line(
        "shade", (43, 70), (55, 70), width=1.6
    )


def envelope(s: Sketch) -> None:
    s.box("body", 14, 32, 86, 78, 3).shape("light", (16, 33), (84, 33), (50, 60)).line(
        "shade", (15, 34), (50, 60), (85, 34), width=1.6
    )
    s.heart("accent", 50, 56, 6)


def gift(s: Sketch) -> None:
    s.box("body", 22, 46, 78, 82, 2).box("shade", 18, 36, 82, 48, 2).box("accent", 45, 36, 55, 82)
    s.ellipse("accent", 38, 28, 11, 7).ellipse("accent", 62, 28, 11, 7).ellipse("shade", 38, 28, 5, 3).ellipse(
        "shade", 62, 28, 5, 3
    )
    s.ellipse("accent", 50, 31, 5)


def gift_bag(s: Sketch) -> None:
    s.arc("line", 50, 34, 10, 180, 360, 1.8).box("body", 26, 34, 74, 84, 1).shape(
        "shade", (66, 34), (74, 34), (74, 84), (66, 84)
    )
    s.shape("paper", (42, 48), (56, 44), (62, 62), (48, 66)).heart("accent", 52, 55, 5)


def wrap(s: Sketch) -> None:
    s.shape("shade", (26, 72), (70, 18), (78, 24), (34, 78)).shape("body", (20, 66), (64, 12), (74, 20), (30, 74))
    s.shape("light", (40, 78), (78, 30), (88, 38), (50, 86)).ellipse("accent", 46, 82, 6)


def ribbon(s: Sketch) -> None:
    s.ellipse("shade", 44, 52, 26, 27).ellipse("body", 40, 50, 26, 27).ellipse("paper", 40, 50, 12).ellipse(
        "line_soft", 40, 50, 5
    )
    s.shape("body", (58, 70), (88, 70), (82, 75), (88, 80), (56, 80))


def notebook(s: Sketch) -> None:
    s.box("paper", 30, 19, 78, 83, 3).box("body", 24, 17, 74, 81, 4).box("shade", 24, 17, 32, 81, 4)
    s.box("paper", 42, 30, 66, 44, 2).line("line_soft", (46, 35), (62, 35), width=1.6).line(
        "line_soft", (46, 39.5), (57, 39.5), width=1.6
    )


def pencils(s: Sketch) -> None:
    for x, top, paint in ((34, 26, "body"), (50, 18, "accent"), (66, 26, "shade")):
        s.shape("wood", (x - 6, top + 12), (x, top), (x + 6, top + 12)).shape(
            "line", (x - 2, top + 4), (x, top), (x + 2, top + 4)
        )
        s.box(paint, x - 6, top + 12, x + 6, 60)
    s.shape("light", (22, 54), (78, 54), (74, 84), (26, 84)).heart("body", 50, 69, 7)


def spool(s: Sketch) -> None:
    s.box("wood", 28, 22, 64, 30, 2).box("wood", 28, 72, 64, 80, 2).box("body", 32, 30, 60, 72)
    for y in (36, 43, 50, 57, 64):
        s.line("shade", (32, y + 2), (60, y), width=1.2)
    s.line("metal", (74, 24), (80, 80), width=2).line("body", (60, 66), (70, 60), (74, 26), width=1.2)


def scissors(s: Sketch) -> None:
    s.line("metal", (38, 60), (64, 16), width=6).line("metal", (62, 60), (36, 16), width=6)
    s.ring("body", 34, 70, 12, 5).ring("body", 66, 70, 12, 5).ellipse("line", 50, 40, 2)


def felt(s: Sketch) -> None:
    s.heart("shade", 51, 54, 32).heart("body", 50, 52, 32).flower("accent", 50, 50, 12, middle="yolk")
    for x, y in ((26, 42), (32, 58), (42, 70), (58, 70), (68, 58), (74, 42)):
        s.ellipse("paper", x, y, 1.2)


def tree(s: Sketch) -> None:
    s.box("wood", 46, 76, 54, 86)
    for top, bottom, half in ((16, 40, 16), (30, 58, 24), (46, 78, 31)):
        s.shape("leaf", (50, top), (50 + half, bottom), (50 - half, bottom))
    for x, y in ((44, 36), (57, 50), (40, 56), (62, 70), (36, 72), (50, 66)):
        s.ellipse("body", x, y, 3.4)
    s.star("yolk", 50, 16, 7)


def bauble(s: Sketch) -> None:
    s.line("line", (50, 4), (50, 22), width=1.2).box("metal", 44, 21, 56, 29, 2)
    s.ellipse("shade", 51, 57, 30).ellipse("body", 50, 55, 30).box("light", 21, 50, 79, 60).ellipse(
        "paper", 40, 40, 5, 4
    )
    for x in (30, 43, 57, 70):
        s.star("accent", x, 55, 4.2)


def egg(s: Sketch) -> None:
    s.ellipse("body", 50, 56, 24, 29).ellipse("body", 50, 48, 20, 26).box("light", 27, 50, 73, 60)
    for x in (33, 42, 50, 58, 67):
        s.ellipse("accent", x, 55, 2.6)
    s.ellipse("leaf", 34, 84, 12, 3).ellipse("leaf", 64, 84, 14, 3)


def rabbit(s: Sketch) -> None:
    s.ellipse("body", 42, 24, 6, 17).ellipse("body", 60, 24, 6, 17).ellipse("light", 42, 25, 2.6, 12).ellipse(
        "light", 60, 25, 2.6, 12
    )
    s.ellipse("body", 51, 48, 18, 16).ellipse("body", 51, 72, 22, 15).ellipse("line", 44, 46, 2).ellipse(
        "line", 58, 46, 2
    )
    s.ellipse("accent", 51, 52, 2.6).ellipse("light", 51, 73, 12, 9)


def bunting(s: Sketch) -> None:
    s.line("line", (6, 30), (28, 38), (50, 41), (72, 38), (94, 30), width=1.4)
    for x, y, paint in ((17, 34, "body"), (39, 39, "accent"), (61, 39, "light"), (83, 34, "shade")):
        s.shape(paint, (x - 10, y), (x + 10, y), (x, y + 28))


def balloon(s: Sketch) -> None:
    for x, y, paint in ((34, 42, "accent"), (66, 42, "light"), (50, 32, "body")):
        s.line("line_soft", (x, y + 18), (50, 86), width=1.1).ellipse(paint, x, y, 15, 18)
        s.ellipse("paper", x - 5, y - 7, 2.4, 4)


def teddy(s: Sketch) -> None:
    s.ellipse("shade", 33, 26, 8).ellipse("shade", 67, 26, 8).ellipse("body", 50, 70, 22, 18).ellipse(
        "body", 50, 38, 21, 19
    )
    s.ellipse("shade", 30, 66, 7, 10).ellipse("shade", 70, 66, 7, 10).ellipse("light", 50, 45, 9, 7).ellipse(
        "line", 50, 42, 3, 2.2
    )
    s.ellipse("line", 42, 34, 2).ellipse("line", 58, 34, 2).heart("accent", 50, 70, 7)


def doll(s: Sketch) -> None:
    s.ellipse("body", 50, 64, 25, 22).ellipse("body", 50, 34, 18, 19).ellipse("paper", 50, 35, 12).ellipse(
        "line", 46, 34, 1.4
    )
    s.ellipse("line", 54, 34, 1.4).arc("accent", 50, 37, 4, 20, 160, 1.3).ellipse("light", 50, 66, 15, 14).flower(
        "accent", 50, 66, 9, middle="yolk"
    )


def jigsaw(s: Sketch) -> None:
    s.box("body", 22, 22, 50, 50).box("accent", 50, 22, 78, 50).box("accent", 22, 50, 50, 78).box(
        "body", 50, 50, 78, 78
    )
    s.ellipse("body", 51, 36, 5.5).ellipse("accent", 36, 51, 5.5).ellipse("accent", 49, 64, 5.5).ellipse(
        "body", 64, 49, 5.5
    )


def playing_cards(s: Sketch) -> None:
    s.shape("light", (20, 32), (52, 22), (66, 70), (34, 80)).box("paper", 42, 20, 78, 76, 4).heart("body", 60, 48, 10)
    s.heart("body", 48, 28, 3.4).heart("body", 72, 68, 3.4)


def rocket(s: Sketch) -> None:
    s.shape("accent", (36, 56), (22, 76), (38, 72)).shape("accent", (64, 56), (78, 76), (62, 72))
    s.shape("yolk", (43, 72), (57, 72), (50, 92)).ellipse("body", 50, 46, 15, 30).ellipse("glass", 50, 40, 7).ring(
        "light", 50, 40, 8, 2
    )


def blocks(s: Sketch) -> None:
    s.box("body", 20, 52, 48, 80, 3).box("accent", 52, 52, 80, 80, 3).box("light", 36, 22, 64, 50, 3)
    s.heart("paper", 34, 66, 7).star("paper", 66, 66, 8).ellipse("shade", 50, 36, 7)


DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        tote, lunch_bag, lunch_box, handbag, purse, suitcase, luggage_tag, necklace, bracelet, earrings, ring, brooch, key_ring, hair_clip, card, envelope, gift,
        gift_bag, wrap, ribbon, notebook, pencils, spool, scissors, felt, tree, bauble, egg, rabbit, bunting, balloon, teddy, doll,
        jigsaw, playing_cards, rocket, blocks,
    )
}  # fmt: skip
