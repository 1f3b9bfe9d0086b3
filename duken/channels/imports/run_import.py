"""Run an import that was started: what the worker does. Safe to run again after a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import translation

from duken.channels.imports import places, run
from duken.channels.imports.kinds.all_kinds import fields_of, kind_named, scope_of
from duken.channels.imports.kinds.kind import Options
from duken.channels.imports.models import ImportJob
from duken.channels.imports.reads import ImportRead, import_job, table_of
from duken.channels.imports.results import ResultFile
from duken.channels.imports.run import Summary
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import Refusal

KEPT = timedelta(days=30)


def run_import(import_id: UUID) -> None:
    """Save the file as its mode says; whoever started it is answerable, with the stores they had then."""
    jobs = ImportJob.objects.filter(pk=import_id)
    if not jobs.filter(state__in=["waiting", "running"]).update(state="running", started_at=clock.now()):
        return
    found = import_job(import_id, by=system("imports"))
    with translation.override(jobs.values_list("language", flat=True)[0]):
        try:
            summary = _saved(found, _starter(found))
        except Refusal as refusal:
            problem = {"code": refusal.code, "facts": _plain(refusal.facts)}
            jobs.update(state="failed", problem=problem, finished_at=clock.now())
            return
    state = "cancelled" if summary.is_cancelled else "done" if summary.is_saved else "failed"
    jobs.update(state=state, finished_at=clock.now(), errors=told_errors(summary), **counted(summary))


def give_up_import(import_id: UUID) -> None:
    """It broke for a reason that is no refusal."""
    problem = {"code": "imports.broke_off", "facts": {}}
    jobs = ImportJob.objects.filter(pk=import_id, state="running")
    jobs.update(state="failed", problem=problem, finished_at=clock.now())


def told_errors(summary: Summary) -> list[dict[str, object]]:
    return [
        {
            "row": answer.row,
            "field": answer.field,
            "code": answer.refusal.code if answer.refusal else "",
            "facts": _plain(answer.refusal.facts) if answer.refusal else {},
        }
        for answer in summary.errors
    ]


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, (int, str, list, type(None))) else str(value) for name, value in facts.items()
    }


def counted(summary: Summary) -> dict[str, int]:
    return {name: getattr(summary, name) for name in ("rows", "created", "updated", "unchanged", "refused")}


def throw_away_old_imports() -> int:
    """Files hold personal data: after thirty days they and their rows are gone. Answers how many."""
    old = list(ImportJob.objects.filter(received_at__lt=clock.now() - KEPT).values_list("pk", flat=True)[:500])
    for import_id in old:
        places.throw_away(import_id)
    ImportJob.objects.filter(pk__in=old).delete()
    return len(old)


def _saved(found: ImportRead, by: Actor) -> Summary:
    kind = kind_named(found.kind)
    options = Options(found.mapping, found.constants)
    result = ResultFile(places.result_file(found.id), found.headers, fields_of(found.kind), found.mapping)
    aside = _Aside(found.id)
    is_saved = False
    try:
        act = run.import_all if found.mode == "all" else run.import_good
        summary = act(table_of(found), kind, options, watch=aside.tell, note=result.note, by=by)
        is_saved = summary.is_saved
    finally:
        aside.close()
        result.close(is_saved=is_saved)
    return summary


def _starter(found: ImportRead) -> Actor:
    kept = ImportJob.objects.values_list("channel", "stores").get(pk=found.id)
    stores = None if kept[1] is None else frozenset(UUID(store) for store in kept[1])
    return Actor(found.actor, kept[0], frozenset({scope_of(found.kind)}), stores)


class _Aside:
    """Tells how far we are over a connection of its own: what the import's transaction writes nobody sees yet."""

    def __init__(self, import_id: UUID) -> None:
        self._import_id = import_id
        self._connection = connection.copy()

    def tell(self, summary: Summary) -> bool:
        """False when somebody wants it stopped."""
        with self._connection.cursor() as cursor:
            cursor.execute(
                """UPDATE imports_importjob SET rows = %(rows)s, created = %(created)s, updated = %(updated)s,
                   unchanged = %(unchanged)s, refused = %(refused)s WHERE id = %(id)s RETURNING is_cancel_wanted""",
                counted(summary) | {"id": self._import_id},
            )
            found = cursor.fetchone()
        return not (found and found[0])

    def close(self) -> None:
        self._connection.close()
