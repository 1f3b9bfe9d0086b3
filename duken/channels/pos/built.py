"""What make built out of frontend/till: its files, as they go over the wire."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
SHELL = "index.html"
_TEXT = (".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest")
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".wasm": "application/wasm"}


@dataclass(frozen=True)
class File:
    content: bytes
    gzipped: bytes | None
    content_type: str
    etag: str


def file(name: str) -> File | None:
    """`name` as in an address, below /till/. None for what is not there, or not meant for a browser."""
    path = _paths().get(name)
    try:
        return _read(path, path.stat().st_mtime_ns) if path else None
    except FileNotFoundError:
        return None  # a new build is being put in its place


def _paths() -> dict[str, Path]:
    """An address is looked up, never joined to a path. What begins with a dot is the build's own."""
    found = ((path.relative_to(BUILT), path) for path in BUILT.rglob("*") if path.is_file())
    return {name.as_posix(): path for name, path in found if not any(part.startswith(".") for part in name.parts)}


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> File:
    content = path.read_bytes()
    guessed = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return File(
        content=content,
        gzipped=gzip.compress(content, mtime=0) if path.suffix in _TEXT else None,
        content_type=f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed,
        etag=f'"{hashlib.sha256(content).hexdigest()[:24]}"',
    )
