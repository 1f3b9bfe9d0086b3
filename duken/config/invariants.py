"""Invariants: every check that any module brings, looked at inside one read-only snapshot."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, transaction
from django.utils.module_loading import module_has_submodule

from duken.kernel.verifying import Check, Looked


def every_check() -> list[Check]:
    """What each module's `verify.checks()` returns, ordered by invariant."""
    found: list[Check] = []
    for app in apps.get_app_configs():
        if app.name.startswith("duken.") and app.module and module_has_submodule(app.module, "verify"):
            found += importlib.import_module(f"{app.name}.verify").checks()
    return sorted(found, key=lambda check: (int(check.invariant.strip("I") or 0), check.claim))


def look_at_all() -> list[tuple[Check, Looked, float]]:
    """Each check, what it found, and the seconds it took. Sales going on meanwhile are not seen."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return list(look())


def look() -> Iterator[tuple[Check, Looked, float]]:
    """The same, in the snapshot the caller has opened."""
    for check in every_check():
        began = time.perf_counter()
        yield check, check.look(), time.perf_counter() - began
