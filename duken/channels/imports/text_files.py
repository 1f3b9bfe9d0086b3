"""Text with columns, as spreadsheets write it: which encoding, which delimiter; then row by row, never the whole."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from duken.channels.imports.errors import BrokenEncoding, BrokenQuotes, NotATable

DELIMITERS = (";", ",", "\t", "|")
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Letters that only Central European writing has where Western writing has rare ones: š ž beside č ć đ.
_CENTRAL, _CENTRAL_TOO = frozenset(b"\x8a\x8e\x9a\x9e"), frozenset(b"\xc6\xc8\xd0\xe6\xe8\xf0")


def find_encoding(path: Path) -> str:
    """How the bytes are to be read. Raises BrokenEncoding, NotATable."""
    with path.open("rb") as opened:
        head = opened.read(4096)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _checked(path, encoding)
    if wide := _utf16_without_bom(head):
        return _checked(path, wide)
    if b"\x00" in head:
        raise NotATable
    bad_line = _first_bad_line(path, "utf-8")
    if bad_line is None:
        return _checked(path, "utf-8")
    return _checked(path, _eight_bit(path, bad_line))


def find_delimiter(path: Path, encoding: str, known: Callable[[list[str]], int]) -> str:
    """The one under which most headers are known; else the one that cuts the rows into the same number of columns."""
    with path.open(encoding=encoding, newline="") as opened:
        lines = opened.read(64 * 1024).splitlines(keepends=True)
    if len(lines) > 1:
        lines = lines[:-1][:50]  # the last may be cut off

    def fitness(delimiter: str) -> tuple[int, float]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0.0
        if not rows:
            return 0, 0.0
        [(columns, times)] = Counter(map(len, rows)).most_common(1)
        return max(known(row) for row in rows[:10]), 0.0 if columns < 2 else columns * times / len(rows)

    return max(DELIMITERS, key=fitness)


def read_rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Every record. Raises BrokenQuotes when a quote is never closed: the rest would be swallowed."""
    with path.open(encoding=encoding, newline="") as opened:
        reader = csv.reader(opened, delimiter=delimiter, strict=True)
        try:
            yield from reader
        except csv.Error:
            raise BrokenQuotes(reader.line_num) from None


def _utf16_without_bom(head: bytes) -> str | None:
    """Line ends and delimiters have a zero byte, always on the same side."""
    zeros = Counter(place % 2 for place, byte in enumerate(head) if byte == 0)
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[parity] >= 2 and not zeros[1 - parity]:
            return encoding
    return None


def _first_bad_line(path: Path, encoding: str) -> int | None:
    """The line of the first byte that is no text in this encoding; None when all of it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as opened:
        while True:
            chunk = opened.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as bad:
                return line + bytes(bad.object[: bad.start]).count(b"\n")
            if _CONTROL.search(text):
                raise NotATable
            line += text.count("\n")
            if not chunk:
                return None


def _checked(path: Path, encoding: str) -> str:
    if (line := _first_bad_line(path, encoding)) is not None:
        raise BrokenEncoding(encoding, line)
    return encoding


def _eight_bit(path: Path, bad_line: int) -> str:
    """Not UTF-8: damaged UTF-8, Cyrillic (CP1251), Central European (CP1250) or Western (CP1252)."""
    with path.open("rb") as opened:
        sample = opened.read(4 * _CHUNK)
    told = sample.decode("utf-8", errors="replace")
    damaged = told.count("\ufffd")
    if sum(character > "\x7f" for character in told) - damaged > damaged:
        raise BrokenEncoding("utf-8", bad_line)
    runs = _HIGH_RUNS.findall(sample)
    high = b"".join(runs)
    if sum(len(run) for run in runs if len(run) > 1) * 2 >= len(high):
        return "cp1251"  # Cyrillic words are runs of high bytes
    return "cp1250" if _CENTRAL & set(high) and _CENTRAL_TOO & set(high) else "cp1252"
