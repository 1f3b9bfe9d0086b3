"""From the rows of a table to values: columns by the mapping, constants for the rest, decimal marks by the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from duken.channels.imports.cells import CellProblem, as_text, decimal_mark
from duken.channels.imports.errors import ColumnMissing, ColumnUnknown, TwiceInFile
from duken.channels.imports.kinds.kind import REFUSED, Field, Kind, Options, RowAnswer, Values
from duken.channels.imports.tables import Row, Table
from duken.kernel.refusals import InvalidField

_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class Column:
    field: Field
    place: int
    mark: str


Read = tuple[Row, Values | RowAnswer]


class Reading:
    """One pass over a table. Raises ColumnMissing, ColumnUnknown before the first row."""

    def __init__(self, table: Table, kind: Kind, options: Options) -> None:
        self._table = table
        self._kind = kind
        self._columns = _columns(table, kind.fields, options)
        self._constants = _constants(kind.fields, options)
        self._needed = [field.name for field in kind.fields if field.is_required]
        given = {column.field.name for column in self._columns} | self._constants.keys()
        if missing := [name for name in self._needed if name not in given]:
            raise ColumnMissing(missing)
        self._seen: dict[int, int] = {}  # hash of what a row is about -> row; hashes, to stay small

    def batches(self) -> Iterator[list[Read]]:
        """Rows with what was read of them, or what is wrong with them already."""
        rows = iter(self._table.rows())
        while batch := list(islice(rows, self._kind.batch)):
            yield [(row, self._read(row)) for row in batch]

    def _read(self, row: Row) -> Values | RowAnswer:
        values = dict(self._constants)
        for column in self._columns:
            cell = row.cells[column.place] if column.place < len(row.cells) else None
            if cell is None or cell == "":
                continue
            try:
                value = column.field.read(cell, column.mark)
            except CellProblem as wrong:
                return _wrong(row, column.field.name, wrong.problem, cell)
            if value is not None:
                values[column.field.name] = value
        for name in self._needed:
            if name not in values:
                return _wrong(row, name, "empty", None)
        return self._twice(row, values) or Values(row.number, values)

    def _twice(self, row: Row, values: dict[str, Any]) -> RowAnswer | None:
        identity = self._kind.identity(values)
        if identity is None:
            return None
        earlier = self._seen.setdefault(hash(identity), row.number)
        return None if earlier == row.number else RowAnswer(row.number, REFUSED, self._first(), TwiceInFile(earlier))

    def _first(self) -> str:
        return self._kind.fields[0].name


def _columns(table: Table, fields: Sequence[Field], options: Options) -> list[Column]:
    known = {field.name: field for field in fields}
    places = {header: place for place, header in reversed(list(enumerate(table.headers)))}
    for name, header in options.mapping.items():
        if name not in known:
            raise ColumnUnknown(name)
        if header not in places:
            raise ColumnUnknown(header)
    mapped = [(known[name], places[header]) for name, header in options.mapping.items()]
    numbers = [place for field, place in mapped if field.is_number]
    sample = list(islice(table.rows(), _SAMPLE)) if numbers and table.format == "csv" else []
    marks = {place: decimal_mark(row.cells[place] for row in sample if place < len(row.cells)) for place in numbers}
    return [Column(field, place, marks.get(place, "")) for field, place in mapped]


def _constants(fields: Sequence[Field], options: Options) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    constants: dict[str, Any] = {}
    for name, text in options.constants.items():
        if name not in known:
            raise ColumnUnknown(name)
        try:
            value = known[name].read(text, "")
        except CellProblem as wrong:
            raise InvalidField(name, wrong.problem, text) from None
        if value is not None:
            constants[name] = value
    return constants


def _wrong(row: Row, field: str, problem: str, cell: Any) -> RowAnswer:
    shown = None if cell is None else as_text(cell)
    return RowAnswer(row.number, REFUSED, field, InvalidField(field, problem, shown))
