"""Shelf: the folder in which backups lie. A file has its name only since it was read back whole: names are proof."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from duken.config import home
from duken.kernel import clock

_NAME = re.compile(r"duken-(\d{8}T\d{6}Z)\.backup")
_STAMP = "%Y%m%dT%H%M%SZ"


def folder() -> Path:
    """DUKEN_BACKUPS, else `backups` in the home."""
    named = os.environ.get("DUKEN_BACKUPS")
    return Path(named).expanduser() if named else home.folder() / "backups"


def next_name() -> Path:
    return folder() / f"duken-{clock.now().strftime(_STAMP)}.backup"


def backups() -> list[Path]:
    """Newest first."""
    shelf = folder()
    found = [path for path in shelf.iterdir() if _NAME.fullmatch(path.name)] if shelf.is_dir() else []
    return sorted(found, key=lambda path: path.name, reverse=True)


def made_at(backup: Path) -> datetime:
    stamp = _NAME.fullmatch(backup.name)
    assert stamp
    return datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC)


def newest_at() -> datetime | None:
    """When the newest backup was made; None when there is none."""
    found = backups()
    return made_at(found[0]) if found else None


def keep_only(count: int) -> list[Path]:
    """Throw the oldest away, never the newest; answers which went."""
    gone = backups()[max(count, 1) :]
    for backup in gone:
        backup.unlink(missing_ok=True)
    return gone
