"""Addresses of pictures: thumbnails lie beside the file, named by their width."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.storage import default_storage

SIZES = (160, 480, 960)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a product. `width` and `height` are of the whole picture, in pixels."""

    file: str
    alt: str
    width: int = 0
    height: int = 0

    @property
    def small(self) -> str:
        return picture_url(self.file, 160)

    @property
    def medium(self) -> str:
        return picture_url(self.file, 480)

    @property
    def large(self) -> str:
        return picture_url(self.file, 960)

    @property
    def full(self) -> str:
        return default_storage.url(self.file)

    @property
    def srcset(self) -> str:
        return ", ".join(f"{picture_url(self.file, size)} {size}w" for size in SIZES)


def picture_url(file: str, size: int) -> str:
    """The address of the thumbnail `size` pixels wide; "" where there is no picture."""
    return default_storage.url(thumbnail_name(file, size)) if file else ""


def thumbnail_name(file: str, size: int) -> str:
    """`catalog/ab/abcd.webp` and 160 give `catalog/ab/abcd-160.webp`."""
    return f"{file.removesuffix('.webp')}-{size}.webp"
