"""A table somebody sent: what it is, where its header is, its rows one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from duken.channels.imports import text_files, workbooks
from duken.channels.imports.cells import as_text
from duken.channels.imports.errors import EmptyFile, NotATable
from duken.channels.imports.headers import count_known

MOST_COLUMNS = 200
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Row(NamedTuple):
    """`number` is as a spreadsheet counts: the header is usually row 1."""

    number: int
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is about how many rows there are, for showing progress; 0 when nobody can say."""

    path: Path
    format: str  # csv, xlsx
    encoding: str
    delimiter: str
    header_row: int
    headers: tuple[str, ...]
    total: int

    def rows(self) -> Iterator[Row]:
        """Everything below the header that is not blank."""
        for number, cells in enumerate(_raw_rows(self), start=1):
            if number > self.header_row and any(cell not in (None, "") for cell in cells):
                yield Row(number, cells)


def open_table(path: Path) -> Table:
    """Look at the beginning. Raises EmptyFile, NotATable, BrokenEncoding, BrokenWorkbook, WorkbookTooLarge…"""
    with path.open("rb") as opened:
        head = opened.read(8)
    if not head.strip():
        raise EmptyFile
    if head.startswith(_OLD_EXCEL):
        raise NotATable
    if head.startswith(_ZIP):
        workbooks.check_archive(path)
        table = Table(path, "xlsx", "", "", 0, (), 0)
    else:
        encoding = text_files.find_encoding(path)
        delimiter = text_files.find_delimiter(path, encoding, count_known)
        table = Table(path, "csv", encoding, delimiter, 0, (), _count_lines(path))
    return _with_header(table)


def _with_header(table: Table) -> Table:
    """The header is the row, among the first ten, in which most columns are known; else the first that is not blank."""
    first = [(number, _named(cells)) for number, cells in enumerate(islice(_raw_rows(table), 10), start=1)]
    filled = [(number, names) for number, names in first if any(names)]
    if not filled:
        raise EmptyFile
    number, names = max(filled, key=lambda found: (count_known(found[1]), -found[0]))
    if len(names) > MOST_COLUMNS:
        raise NotATable
    total = max(0, table.total - number)
    return Table(table.path, table.format, table.encoding, table.delimiter, number, tuple(names), total)


def _raw_rows(table: Table) -> Iterator[list[Any]]:
    if table.format == "xlsx":
        return workbooks.read_rows(table.path)
    return text_files.read_rows(table.path, table.encoding, table.delimiter)


def _named(cells: list[Any]) -> list[str]:
    names = [as_text(cell).strip()[:100] for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _count_lines(path: Path) -> int:
    with path.open("rb") as opened:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(1 << 20), b""))
