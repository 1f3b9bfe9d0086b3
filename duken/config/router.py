"""Router: the ORM asks where `reading` says; it writes to the primary, and what must be sure is asked there too."""

from __future__ import annotations

from typing import Any

from duken.kernel import reading

ALWAYS_PRIMARY = {"sessions", "access", "auth", "account", "contenttypes"}  # who somebody is and what they may do


class Router:
    def db_for_read(self, model: Any, **hints: Any) -> str:
        return reading.PRIMARY if model._meta.app_label in ALWAYS_PRIMARY else reading.alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return reading.PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # the same database, at two moments

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == reading.PRIMARY
