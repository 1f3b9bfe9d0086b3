"""A list as a file: streamed page by page, so its length does not matter; nothing in it can start a formula."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists.columns import Column, plain
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Listing
from duken.channels.imports.safely import safe_cell
from duken.kernel import clock
from duken.kernel.pages import Page

ROWS_AT_ONCE = 1_000
SHEET_ROWS = 1_048_575  # what a sheet of XLSX holds, its heading aside


def export(listing: Listing, columns: Sequence[Column], desk: Desk, asked: Asked, kind: str) -> HttpResponse:
    """The whole list as csv or xlsx, with the columns and filters of the page."""
    name = f"{listing.code}-{clock.now():%Y-%m-%d-%H%M}.{kind}"
    rows = _rows(listing, columns, desk, asked)
    heading = [str(column.label) for column in columns]
    if kind == "xlsx":
        return _workbook(heading, rows, name)
    response = StreamingHttpResponse(_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response  # type: ignore[return-value]


def _rows(listing: Listing, columns: Sequence[Column], desk: Desk, asked: Asked) -> Iterator[list[Any]]:
    page = Page(asked.sort, limit=ROWS_AT_ONCE)
    while True:
        found = listing.read(desk, asked, page)
        for row in found.rows:
            yield [safe_cell(plain(column, row, desk)) for column in columns]
        if not found.next:
            return
        page = replace(page, after=found.next)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(heading: list[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([safe_cell(word) for word in heading])  # spreadsheets know UTF-8 by its mark
    for row in rows:
        yield writer.writerow([_in_csv(value) for value in row])


def _in_csv(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, (Decimal, date)):
        return str(value)
    return "" if value is None else value


def _workbook(heading: list[str], rows: Iterator[list[Any]], name: str) -> HttpResponse:
    from openpyxl import Workbook  # five megabytes that most processes never need

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([safe_cell(word) for word in heading])
    for position, row in enumerate(rows):
        if position == SHEET_ROWS:
            break
        sheet.append(row)
    file = tempfile.SpooledTemporaryFile(max_size=4 * 1024 * 1024)  # noqa: SIM115  FileResponse closes it
    book.save(file)
    file.seek(0)
    return FileResponse(  # type: ignore[return-value]
        file,
        as_attachment=True,
        filename=name,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
