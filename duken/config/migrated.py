"""Migrated: whether every migration on disk has been applied. Cheap: reads no migration, asks one question."""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path

APPLIED = "SELECT name FROM django_migrations"


@cache
def on_disk() -> Counter[str]:
    """How often each migration name occurs among the installed apps ("0001_initial" in nearly all)."""
    from duken.config.settings import INSTALLED_APPS

    names: Counter[str] = Counter()
    for app in INSTALLED_APPS:
        names.update(file.stem for folder in _folders(app) for file in folder.glob("[0-9]*.py"))
    return names


def missing(applied: list[tuple[str, ...]]) -> list[str]:
    """Names on disk that the database does not know, given the rows of APPLIED."""
    return sorted((on_disk() - Counter(name for (name,) in applied)).elements())


def missing_here() -> list[str]:
    """The same, asked over Django's connection."""
    from duken.kernel import sql

    if not sql.rows("SELECT to_regclass('django_migrations') IS NOT NULL")[0][0]:
        return missing([])
    return missing(sql.rows(APPLIED))


def _folders(app: str) -> list[Path]:
    """Where the migrations of an app lie, found without importing the app."""
    top, *rest = app.split(".")
    found = importlib.util.find_spec(top)
    places = [Path(place, *rest) for place in (found.submodule_search_locations or [])] if found else []
    own = [place / "migrations" for place in places]
    return [folder for folder in own if folder.is_dir()]
