"""`duken migrate`: bring the tables up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from duken.config import migrated, saying
from duken.config.opened import opened


def migrate(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when all went well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Apply the migrations this database has not seen. Safe to repeat, and to run twice at once."""
    with opened():
        applied = apply_missing()
    if not saying.answer({"applied": applied}, as_json=as_json) and not quiet:
        saying.out.print(f"{len(applied)} migrations applied." if applied else "Nothing to do.")


def apply_missing() -> list[str]:
    """Apply them, one machine at a time; answers their names."""
    from django.core.management import call_command

    from duken.kernel import sql

    with sql.cursor() as cursor:  # two machines may be upgraded at the same moment
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('duken.migrate', 0))")
    applied = migrated.missing_here()
    call_command("migrate", verbosity=0, interactive=False)
    with sql.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended('duken.migrate', 0))")
    return applied
