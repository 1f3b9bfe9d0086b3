"""Take in a file: keep it, look at its columns, guess what they mean. Nothing in the shop changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from duken.channels.imports import places
from duken.channels.imports.errors import FileTooLarge
from duken.channels.imports.headers import guess_mapping, signature
from duken.channels.imports.kinds.all_kinds import fields_of, scope_of
from duken.channels.imports.models import ColumnMemory, ImportJob
from duken.channels.imports.tables import Table, open_table
from duken.kernel import clock, ids
from duken.kernel.actor import Actor


def receive_file(kind: str, *, name: str, chunks: Iterable[bytes], language: str = "en", by: Actor) -> UUID:
    """Answers the id of the import. The file is refused whole, and gone, when it cannot be read.

    Raises KindUnknown, FileTooLarge, EmptyFile, NotATable, BrokenEncoding, BrokenQuotes, BrokenWorkbook,
    WorkbookTooLarge.
    """
    by.require(scope_of(kind))
    import_id = ids.new_id()
    places.made_folder(import_id)
    try:
        size = _write(places.sent_file(import_id), chunks)
        table = open_table(places.sent_file(import_id))
        mapping, constants = columns_for(kind, table)
        ImportJob.objects.create(
            id=import_id,
            kind=kind,
            file_name=_plain_name(name),
            size_bytes=size,
            table=told(table),
            mapping=mapping,
            constants=constants,
            state="received",
            actor=by.id,
            channel=by.channel,
            stores=None if by.stores is None else [str(store) for store in by.stores],
            language=language,
            received_at=clock.now(),
        )
    except BaseException:
        places.throw_away(import_id)
        raise
    return import_id


def columns_for(kind: str, table: Table) -> tuple[dict[str, str], dict[str, str]]:
    """(field -> header, field -> constant): as last time with these headers, else guessed."""
    fields = [field.name for field in fields_of(kind)]
    earlier = ColumnMemory.objects.filter(kind=kind, signature=signature(table.headers)).first()
    if earlier and set(earlier.mapping.values()) <= set(table.headers) and set(earlier.mapping) <= set(fields):
        return earlier.mapping, earlier.constants
    return guess_mapping(table.headers, fields), {}


def remember_columns(kind: str, headers: Iterable[str], mapping: dict[str, str], constants: dict[str, str]) -> None:
    ColumnMemory.objects.update_or_create(
        kind=kind,
        signature=signature(list(headers)),
        defaults={"mapping": mapping, "constants": constants, "used_at": clock.now()},
    )


def told(table: Table) -> dict[str, object]:
    return {
        "format": table.format,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "header_row": table.header_row,
        "headers": list(table.headers),
        "total": table.total,
    }


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    size = 0
    with path.open("xb") as opened:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_MAX_BYTES:
                raise FileTooLarge(settings.UPLOAD_MAX_BYTES)
            opened.write(chunk)
    path.chmod(0o600)
    return size


def _plain_name(name: str) -> str:
    """Only ever shown back: no folders, nothing unprintable."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable())[:200] or "file"
