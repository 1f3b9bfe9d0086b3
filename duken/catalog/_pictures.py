"""Making pictures safe and small: whatever came in leaves as WebP without a trace of its metadata."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from duken.catalog.errors import NotAPicture, PictureTooLarge
from duken.catalog.pictures import SIZES, thumbnail_name

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a bomb says so in its header, before a pixel is decoded
LONGEST_SIDE = 2_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # never SVG (it carries scripts), never TIFF or PSD (they carry surprises)


@dataclass(frozen=True, slots=True)
class Made:
    """`file` is the name it is kept under: the digest of the bytes that came, so one picture is kept once."""

    file: str
    width: int
    height: int


def keep_picture(content: bytes, name: str = "") -> Made:
    """Remake the picture and its thumbnails as WebP and store them. Raises NotAPicture or PictureTooLarge."""
    picture = _opened(content, name)
    digest = hashlib.sha256(content).hexdigest()[:40]
    file = f"catalog/{digest[:2]}/{digest}.webp"
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    encoded = _store(picture, file)
    for size in reversed(SIZES):
        smaller = picture.copy()
        smaller.thumbnail((size, size * 4))
        _store(smaller, thumbnail_name(file, size), same=encoded if smaller.size == picture.size else None)
    return Made(file, picture.width, picture.height)


def _opened(content: bytes, name: str) -> Image.Image:
    if len(content) > MOST_BYTES:
        raise PictureTooLarge(name, f"{MOST_BYTES // 1024 // 1024} MB")
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureTooLarge(name, f"{MOST_PIXELS // 1_000_000} MP")
        if picture.format == "JPEG":
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # decode no more than is kept
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except PictureTooLarge:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, MemoryError):
        raise NotAPicture(name) from None
    return _plain(upright)


def _plain(picture: Image.Image) -> Image.Image:
    """Pixels only: metadata, profiles and palettes stay behind."""
    wanted = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    converted = picture.convert(wanted)
    plain = Image.new(wanted, converted.size)
    plain.paste(converted)
    return plain


def _store(picture: Image.Image, file: str, *, same: bytes | None = None) -> bytes | None:
    """Keep it unless it is there; `same` are its bytes, if they were made a moment ago."""
    if default_storage.exists(file):
        return None
    made = BytesIO(same or b"")
    if same is None:
        picture.save(made, "WEBP", quality=82, method=2)
    default_storage.save(file, ContentFile(made.getvalue()))
    return made.getvalue()
