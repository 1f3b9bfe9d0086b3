"""Aside: the shop that was there before a restore. It keeps its rows, pictures and secrets under other names."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from duken.config.backups import databases
from duken.config.faults import Fault
from duken.kernel import clock

_BEFORE = "before"


def new_stamp() -> str:
    return clock.now().strftime("%Y%m%d%H%M%S%f")[:17]


def database_name(name: str, stamp: str) -> str:
    return f"{name}_{_BEFORE}_{stamp}"


def swap_in(new: str, folders: Mapping[Path, Path], stamp: str, *, keep: bool) -> None:
    """The new database and folders take the old ones' places. Without `keep` the old database was empty: it goes."""
    name = databases.current_name()
    old = database_name(name, stamp)
    databases.rename(name, old)
    try:
        databases.rename(new, name)
    except BaseException:
        databases.rename(old, name)
        raise
    for place, folder in folders.items():
        if place.exists():
            place.rename(_aside(place, stamp))
        folder.rename(place)
    if not keep:
        databases.drop(old)


def kept() -> list[str]:
    """Stamps of what is kept aside, newest first."""
    begins = database_name(databases.current_name(), "")
    return [name.removeprefix(begins) for name in reversed(databases.like(begins.replace("_", r"\_") + "%"))]


def put_back() -> str:
    """Undo the last restore: the shop of before is here again, what was restored is kept aside. Answers its stamp."""
    found = kept()
    if not found:
        raise Fault("Nothing is kept aside.", mend="Only `duken restore --replace` puts a shop aside.")
    name, stamp, now = databases.current_name(), found[0], new_stamp()
    databases.require_closed(name)
    folders = {place: _aside(place, stamp) for place in _places() if _aside(place, stamp).exists()}
    swap_in(database_name(name, stamp), folders, now, keep=True)
    return now


def forget() -> list[str]:
    """Delete everything that is kept aside; answers the stamps."""
    found = kept()
    for stamp in found:
        databases.drop(database_name(databases.current_name(), stamp))
    for place in _places():
        for folder in place.parent.glob(f"{place.name}.{_BEFORE}-*"):
            shutil.rmtree(folder)
    return found


def _places() -> list[Path]:
    return [Path(settings.MEDIA_ROOT), settings.DUKEN_HOME / "secrets"]


def _aside(place: Path, stamp: str) -> Path:
    return place.with_name(f"{place.name}.{_BEFORE}-{stamp}")
