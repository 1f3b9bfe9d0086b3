"""Show what an import would do, before it does it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from duken.channels.imports.errors import ImportNotReady
from duken.channels.imports.kinds.all_kinds import kind_named
from duken.channels.imports.kinds.kind import Options
from duken.channels.imports.models import ImportJob
from duken.channels.imports.reads import import_job, table_of
from duken.channels.imports.run import Summary, check_file
from duken.kernel.actor import Actor

PREVIEW_ROWS = 10_000


def preview_import(
    import_id: UUID,
    *,
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    by: Actor,
) -> Summary:
    """Counts and errors of the first PREVIEW_ROWS rows; `mapping` and `constants`, when given, are kept.

    Raises ImportMissing, ImportNotReady, ColumnMissing, ColumnUnknown, and what the file itself is refused for.
    """
    found = import_job(import_id, by=by)
    if found.state != "received":
        raise ImportNotReady(found.state)
    options = Options(
        dict(found.mapping if mapping is None else mapping), dict(found.constants if constants is None else constants)
    )
    summary = check_file(table_of(found), kind_named(found.kind), options, limit=PREVIEW_ROWS, by=by)
    kept = {"mapping": dict(options.mapping), "constants": dict(options.constants)}
    ImportJob.objects.filter(pk=import_id, state="received").update(**kept)
    return summary
