"""Start and stop an import. The worker runs it; whoever waits may look how far it is."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.access import audit
from duken.channels.imports.errors import ImportNotReady
from duken.channels.imports.kinds.all_kinds import scope_of
from duken.channels.imports.models import ImportJob
from duken.channels.imports.reads import import_job
from duken.channels.imports.receive_file import remember_columns
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField


def start_import(import_id: UUID, *, mode: str, by: Actor) -> None:
    """`mode` all: every row or none; good: the rows that can be saved. Raises ImportMissing, ImportNotReady."""
    from duken.channels.imports.tasks import run_import_file

    if mode not in ImportJob.MODES:
        raise InvalidField("mode", "unknown", mode)
    found = import_job(import_id, by=by)
    by.require(scope_of(found.kind))
    with transaction.atomic():
        claimed = ImportJob.objects.filter(pk=import_id, state="received").update(
            state="waiting", mode=mode, actor=by.id, channel=by.channel, stores=_stores(by)
        )
        if not claimed:
            raise ImportNotReady(found.state)
        remember_columns(found.kind, found.headers, found.mapping, found.constants)
        audit.write(scope_of(found.kind), ids.show("imp", import_id), facts={"kind": found.kind, "mode": mode}, by=by)
        run_import_file.defer(import_id=str(import_id))


def cancel_import(import_id: UUID, *, by: Actor) -> None:
    """One that waits ends at once; one that runs ends after the batch in hand. Of one that is over nothing changes."""
    import_job(import_id, by=by)
    jobs = ImportJob.objects.filter(pk=import_id)
    if not jobs.filter(state__in=["received", "waiting"]).update(state="cancelled", finished_at=clock.now()):
        jobs.filter(state="running").update(is_cancel_wanted=True)


def _stores(by: Actor) -> list[str] | None:
    return None if by.stores is None else [str(store) for store in by.stores]
