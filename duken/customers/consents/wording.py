"""The texts people agree to: a file for each purpose, version and language. A new wording is a new version."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from duken.customers.errors import PurposeUnknown

PURPOSES = ("marketing", "profiling", "reviews")  # what asks for a consent; one's own orders do not
_FOLDER = Path(__file__).parent / "texts"
_OTHERWISE = "en"


class Wording(NamedTuple):
    """`sha256` of the text's UTF-8 bytes, as it was shown."""

    purpose: str
    version: int
    language: str
    text: str
    sha256: str


def wording(purpose: str, language: str) -> Wording:
    """Today's text in this language, else in English. Raises PurposeUnknown."""
    if purpose not in PURPOSES:
        raise PurposeUnknown(purpose)
    texts = _latest(purpose)
    return texts.get(language) or texts[_OTHERWISE]


@cache
def _latest(purpose: str) -> dict[str, Wording]:
    """By language."""
    files = [(int(path.name.split(".")[1]), path) for path in _FOLDER.glob(f"{purpose}.*.txt")]
    newest = max(version for version, _ in files)
    return {one.language: one for one in (_read(path) for version, path in files if version == newest)}


def _read(path: Path) -> Wording:
    purpose, version, language, _ = path.name.split(".")
    text = path.read_text(encoding="utf-8").strip()
    return Wording(purpose, int(version), language, text, hashlib.sha256(text.encode()).hexdigest())
