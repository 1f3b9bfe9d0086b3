"""Paint a look: a soft backdrop in the colour of the category, a shadow, the drawing in the product's colours."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from duken.demo.pictures.choose import DRAWINGS, Look
from duken.demo.pictures.sketch import Layer, Sketch

Colour = tuple[int, int, int]

SIZE = 480  # pixels; flat colours bear enlarging
PAPER: Colour = (252, 249, 243)
INK: Colour = (54, 52, 60)
COLOURS: dict[str, Colour] = {
    "red": (196, 64, 60), "pink": (228, 140, 164), "orange": (226, 138, 78), "yellow": (233, 190, 84), "green": (112, 160, 98),
    "turquoise": (78, 168, 164), "blue": (78, 128, 182), "purple": (142, 112, 178), "brown": (142, 100, 74), "black": (66, 64, 74),
    "grey": (142, 150, 158), "white": (247, 243, 235), "ivory": (238, 224, 196), "silver": (184, 192, 202), "gold": (206, 166, 84),
    "clear": (190, 218, 224),
}  # fmt: skip
PAINTS: dict[str, Colour] = {
    "paper": PAPER, "line": INK, "metal": (176, 180, 188), "wood": (196, 154, 112), "leaf": (104, 148, 92), "yolk": (244, 190, 84),
    "glow": (250, 228, 168), "glass": (206, 226, 232), "drink": (122, 80, 56),
}  # fmt: skip


def paint(look: Look, size: int = SIZE) -> Image.Image:
    picture = _backdrop(look.tint, look.backdrop, size).copy()
    paints = _paints_for(look)
    for layer in _layers(look.drawing, size):
        picture.paste(paints[layer.paint], layer.corner, layer.mask)
        if layer.paint == "body" and look.pattern:
            picture.paste(_mix(paints["body"], paints["light"], 0.75), layer.corner, _inside(layer, look.pattern, size))
    return picture


def as_webp(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=90, method=0)
    return file.getvalue()


def _inside(layer: Layer, pattern: str, size: int) -> Image.Image:
    (left, top), (width, height) = layer.corner, layer.mask.size
    return ImageChops.multiply(layer.mask, _pattern(pattern, size).crop((left, top, left + width, top + height)))


def _paints_for(look: Look) -> dict[str, Colour]:
    body, accent = COLOURS[look.colour], COLOURS[look.accent]
    own = {"body": body, "shade": _mix(body, INK, 0.24), "light": _mix(body, PAPER, 0.62), "accent": accent}
    if look.colour in {"white", "ivory", "clear"}:
        own["light"] = _mix(body, accent, 0.35)
        own["shade"] = _mix(body, INK, 0.16)
    return PAINTS | own | {"line_soft": _mix(_rgb(look.tint), PAPER, 0.45)}


@lru_cache(maxsize=128)
def _layers(drawing: str, size: int) -> list[Layer]:
    sketch = Sketch(size)
    DRAWINGS[drawing](sketch)
    return sketch.layers()


@lru_cache(maxsize=128)
def _backdrop(tint: str, variant: int, size: int) -> Image.Image:
    """One of three quiet stages: a disc, an arch, a table; always with the shadow the thing stands on."""
    colour = _rgb(tint)
    wall, stage = _mix(colour, PAPER, 0.80), _mix(colour, PAPER, 0.66)
    sketch = Sketch(size)
    if variant == 0:
        sketch.ellipse("stage", 50, 50, 42)
    elif variant == 1:
        sketch.ellipse("stage", 50, 46, 38).box("stage", 12, 46, 88, 88)
    else:
        sketch.box("stage", 0, 72, 100, 100)
    picture = Image.new("RGB", (size, size), wall)
    for layer in sketch.layers():
        picture.paste(stage, layer.corner, layer.mask)
    shadow = Image.new("L", (size, size), 0)
    across, down, middle = size * 0.31, size * 0.035, size * 0.845
    ImageDraw.Draw(shadow).ellipse((size / 2 - across, middle - down, size / 2 + across, middle + down), fill=90)
    picture.paste(_mix(colour, INK, 0.55), (0, 0), shadow.filter(ImageFilter.GaussianBlur(size / 50)))
    return picture


@lru_cache(maxsize=16)
def _pattern(name: str, size: int) -> Image.Image:
    """A mask over the whole sheet; painted only where the body is."""
    if name == "gingham":
        return _gingham(size)
    sketch = Sketch(size)
    step = 9
    for row in range(-1, 13):
        if name == "stripes":
            sketch.box("x", row * step, 0, row * step + 3.6, 100)
            continue
        for column in range(-1, 13):
            x, y = column * step + (row % 2) * step / 2, row * step
            if name == "dots":
                sketch.ellipse("x", x, y, 2.1)
            elif name == "hearts":
                sketch.heart("x", x, y, 2.4)
            elif name == "stars":
                sketch.star("x", x, y, 2.8)
            elif name == "flowers":
                sketch.flower("x", x, y, 2.7, petals=5, middle="x")
    return sketch.sheet()


def _gingham(size: int) -> Image.Image:
    mask = Image.new("L", (size, size), 0)
    step = size // 20
    across, down = Image.new("L", (size, size), 0), Image.new("L", (size, size), 0)
    for start in range(0, size, 2 * step):
        ImageDraw.Draw(across).rectangle((0, start, size, start + step), fill=120)
        ImageDraw.Draw(down).rectangle((start, 0, start + step, size), fill=120)
    return ImageChops.add(ImageChops.add(mask, across), down)


def _mix(colour: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other in the colour."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _rgb(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
