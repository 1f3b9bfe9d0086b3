"""Static files: their addresses carry the version, so that browsers may keep them and still see an upgrade."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStatic(StaticFilesStorage):
    """`/static/shop.css?v=3f2a9c1b`: no collectstatic, no manifest; WhiteNoise serves from the packages."""

    @lru_cache(maxsize=4096)  # noqa: B019  # there is one storage, for as long as the process lives
    def url(self, name: str | None) -> str:
        plain = super().url(name)
        known = version(name or "")
        return f"{plain}?v={known}" if known else plain


@lru_cache(maxsize=4096)
def version(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str) or not Path(found).is_file():
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8]
