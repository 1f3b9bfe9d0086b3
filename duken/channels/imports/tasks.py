"""What the worker calls: Procrastinate finds this file by its name."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from duken.channels.imports.run_import import give_up_import, run_import, throw_away_old_imports


@app.task(name="duken.imports.run")
def run_import_file(import_id: str) -> None:
    try:
        run_import(UUID(import_id))
    except Exception:
        give_up_import(UUID(import_id))  # a bug of ours: the person who waits is told, the log has the rest
        raise


@app.periodic(cron="23 4 * * *")
@app.task(name="duken.imports.throw_away_old", queueing_lock="duken.imports.throw_away_old")
def throw_away_old(timestamp: int) -> None:
    while throw_away_old_imports():
        pass
