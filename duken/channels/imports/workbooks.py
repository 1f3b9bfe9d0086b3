"""Workbooks (.xlsx), row by row. The archive is judged by its directory before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from duken.channels.imports.errors import BrokenWorkbook, NotATable, WorkbookTooLarge

MOST_UNPACKED = 400 * 1024 * 1024
MOST_STRINGS = 100 * 1024 * 1024  # the shared texts are the one part that is held in memory
MOST_RATIO = 200
_SMALL = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile, DefusedXmlException, ParseError, KeyError, ValueError, IndexError,
    EOFError, AttributeError, TypeError, OSError, NotImplementedError,
)  # fmt: skip


def check_archive(path: Path) -> None:
    """Raises WorkbookTooLarge for a zip bomb, NotATable for an archive that is no workbook, BrokenWorkbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BrokenWorkbook from None
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise NotATable
    # zipfile never reads more of an entry than the directory announces, so a lie there gains nothing.
    limit = MOST_UNPACKED // (1024 * 1024)
    if len(entries) > 5000 or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise WorkbookTooLarge(limit)
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise WorkbookTooLarge(limit)
        if entry.filename.lower().endswith("sharedstrings.xml") and entry.file_size > MOST_STRINGS:
            raise WorkbookTooLarge(limit)


def read_rows(path: Path) -> Iterator[list[Any]]:
    """Every row of the first sheet: text, numbers, dates, None. Raises BrokenWorkbook."""
    from openpyxl import load_workbook  # five megabytes that most processes never need
    from openpyxl.utils.exceptions import InvalidFileException

    with path.open("rb") as opened:  # by its content: openpyxl would judge a path by its name
        try:
            book = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size is not to be believed
            for row in sheet.iter_rows():
                yield [_value(cell) for cell in row]
        except (InvalidFileException, *_BROKEN):
            raise BrokenWorkbook from None


def _value(cell: Any) -> Any:
    """A number that is shown with leading zeros ("00000") is a code: it comes as it is shown."""
    value = cell.value
    if isinstance(value, int) and not isinstance(value, bool):
        shown = cell.number_format
        if len(shown) > 1 and not shown.strip("0"):
            return str(value).zfill(len(shown))
    return value
