"""Write a table out: CSV as chunks of text, XLSX into a file; every cell made harmless on its way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from duken.access import audit
from duken.channels.imports.exports import export_named
from duken.channels.imports.safely import safe_cell
from duken.kernel.actor import Actor

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CHUNK_ROWS = 500


def csv_export(kind: str, *, delimiter: str = ";", by: Actor) -> Iterator[bytes]:
    """UTF-8 with a mark; sent while it is read. Raises KindUnknown, ScopeMissing before the first byte."""
    export = export_named(kind)
    by.require(export.scope)
    _note(kind, by)
    return csv_chunks(export.columns, export.rows(by), delimiter=delimiter)


def xlsx_export(kind: str, path: Path, *, by: Actor) -> int:
    """Answers how many rows were written."""
    export = export_named(kind)
    by.require(export.scope)
    _note(kind, by)
    return write_xlsx(path, export.columns, export.rows(by))


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, delimiter: str = ";") -> Iterator[bytes]:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter)
    held.write("\ufeff")
    writer.writerow([safe_cell(column) for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe_cell(_told(cell)) for cell in row])
        if number % _CHUNK_ROWS == 0:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    from openpyxl import Workbook  # five megabytes that most processes never need

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append([safe_cell(column) for column in columns])
    written = 0
    for row in rows:
        sheet.append([safe_cell(_cell(value)) for value in row])
        written += 1
    book.save(path)
    return written


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _cell(value: Any) -> Any:
    """A number stays a number, so that a spreadsheet can add it up; text loses what no sheet may hold."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    told = _told(value)
    return "".join(one for one in told if one >= " " or one in "\n\t") if isinstance(told, str) else told


def _note(kind: str, by: Actor) -> None:
    """Who took what out is written down: a list of customers is worth stealing."""
    audit.write(export_named(kind).scope, f"export:{kind}", by=by)
