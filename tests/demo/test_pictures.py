"""The drawn pictures of the demo."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

from duken.demo.categories import LEAVES
from duken.demo.goods import derive_goods
from duken.demo.history import read_history
from duken.demo.pictures.choose import DEFAULTS, DRAWINGS, PATTERNS, WORDS, Look, look_of
from duken.demo.pictures.paint import COLOURS, SIZE, as_webp, paint

LOOK = Look("mug", "red", "ivory", "dots", "#b5651d", 0)


def test_a_picture_is_a_small_square_webp() -> None:
    content = as_webp(paint(LOOK))

    with Image.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (SIZE, SIZE))
    assert len(content) < 25_000


def test_equal_looks_are_one_picture_and_colours_differ() -> None:
    red, again = paint(LOOK, 120).tobytes(), paint(LOOK, 120).tobytes()
    blue = paint(Look("mug", "blue", "ivory", "dots", "#b5651d", 0), 120).tobytes()

    assert red == again
    assert red != blue


@pytest.mark.parametrize("drawing", sorted(DRAWINGS))
def test_every_drawing_can_be_painted_and_leaves_a_margin(drawing: str) -> None:
    bare = paint(Look("soap", "red", "ivory", "", "#4f7d8c", 0), 100)
    picture = paint(Look(drawing, "white", "red", "", "#4f7d8c", 0), 100)

    assert picture.getpixel((1, 1)) == bare.getpixel((1, 1))
    assert len(picture.getcolors(100 * 100) or []) > 20


def test_every_product_has_a_look_of_known_parts() -> None:
    looks = {look_of(goods, item) for goods in derive_goods(read_history().sales()) for item in goods.items}

    assert {look.drawing for look in looks} <= set(DRAWINGS)
    assert {look.colour for look in looks} | {look.accent for look in looks} <= set(COLOURS)
    assert {look.pattern for look in looks} <= {"", *PATTERNS}
    assert len(looks) < 2_500  # seconds to paint, not minutes


def test_the_tables_name_drawings_that_exist() -> None:
    assert {drawing for drawing, _ in WORDS} | set(DEFAULTS.values()) <= set(DRAWINGS)
    assert set(DEFAULTS) == LEAVES
    assert all(re.compile(words) for _, words in WORDS)
