"""Questions about imports. People see those they sent; with every store in hand, those of their colleagues too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from duken.channels.imports import places
from duken.channels.imports.cells import as_text
from duken.channels.imports.errors import ImportMissing
from duken.channels.imports.kinds.all_kinds import KINDS
from duken.channels.imports.models import ImportJob
from duken.channels.imports.tables import Table
from duken.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ImportRead:
    """One import. `errors` are the first refused rows: {"row", "field", "code", "facts"}; all are in the result."""

    id: UUID
    kind: str
    file_name: str
    size_bytes: int
    table: dict[str, Any]
    mapping: dict[str, str]
    constants: dict[str, str]
    mode: str
    state: str
    actor: str
    rows: int
    created: int
    updated: int
    unchanged: int
    refused: int
    errors: list[dict[str, Any]]
    problem: dict[str, Any] | None
    is_cancel_wanted: bool
    received_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def headers(self) -> list[str]:
        return list(self.table["headers"])

    @property
    def total(self) -> int:
        """About how many rows there are; never fewer than have been read."""
        return max(int(self.table["total"]), self.rows)

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")

    @property
    def has_result(self) -> bool:
        return places.result_file(self.id).exists()


_FIELDS = tuple(ImportRead.__dataclass_fields__)


def visible_to(by: Actor) -> QuerySet[ImportJob]:
    kinds = [code for code, kind in KINDS.items() if by.may(kind.scope)]
    own = Q(actor=by.id)
    return ImportJob.objects.filter(own | Q(kind__in=kinds) if by.stores is None else own)


def import_job(import_id: UUID, *, by: Actor) -> ImportRead:
    """Raises ImportMissing."""
    row = visible_to(by).filter(pk=import_id).values_list(*_FIELDS).first()
    if row is None:
        raise ImportMissing
    return ImportRead(*row)


def import_jobs(*, limit: int = 50, by: Actor) -> list[ImportRead]:
    """Newest first."""
    return [ImportRead(*row) for row in visible_to(by).order_by("-received_at").values_list(*_FIELDS)[:limit]]


def sample_rows(import_id: UUID, *, limit: int = 5, by: Actor) -> list[list[str]]:
    """The first rows as they stand in the file, for choosing columns."""
    rows = islice(table_of(import_job(import_id, by=by)).rows(), limit)
    return [[as_text(cell) for cell in row.cells] for row in rows]


def result_of(import_id: UUID, *, by: Actor) -> tuple[str, Iterator[bytes]]:
    """(file name, content in chunks). Raises ImportMissing when there is none (yet, or any more)."""
    found = import_job(import_id, by=by)
    if not found.has_result:
        raise ImportMissing
    stem = found.file_name.rpartition(".")[0] or found.file_name
    return f"{stem}-result.csv", _chunks(places.result_file(import_id))


def table_of(found: ImportRead) -> Table:
    facts = found.table
    return Table(
        places.sent_file(found.id),
        facts["format"],
        facts["encoding"],
        facts["delimiter"],
        facts["header_row"],
        tuple(facts["headers"]),
        facts["total"],
    )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as opened:
        yield from iter(lambda: opened.read(64 * 1024), b"")
