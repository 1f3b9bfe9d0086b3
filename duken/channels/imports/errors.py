"""What the way in by file refuses: before any row is looked at, nothing is changed."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class FileTooLarge(Invalid):
    code = "imports.file_too_large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(limit_megabytes=limit_bytes // (1024 * 1024))


class EmptyFile(Invalid):
    code = "imports.empty_file"


class NotATable(Invalid):
    """Neither text with columns nor a workbook: a picture, an archive, an old .xls."""

    code = "imports.not_a_table"


class BrokenEncoding(Invalid):
    """Bytes that are no text in the encoding of the rest; `line` is where the first of them stands."""

    code = "imports.broken_encoding"

    def __init__(self, encoding: str, line: int) -> None:
        super().__init__(encoding=encoding, line=line)


class BrokenQuotes(Invalid):
    """A quote was opened and never closed, or text follows a closed one. `line` is near where."""

    code = "imports.broken_quotes"

    def __init__(self, line: int) -> None:
        super().__init__(line=line)


class BrokenWorkbook(Invalid):
    code = "imports.broken_workbook"


class WorkbookTooLarge(Invalid):
    """Unpacked it would be out of all proportion: a mistake or an attack."""

    code = "imports.workbook_too_large"

    def __init__(self, limit_megabytes: int) -> None:
        super().__init__(limit_megabytes=limit_megabytes)


class KindUnknown(Missing):
    code = "imports.kind_unknown"

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind[:40])


class ColumnMissing(Invalid):
    """Nothing says which column has a field that is needed."""

    code = "imports.column_missing"

    def __init__(self, fields: list[str]) -> None:
        super().__init__(fields=fields)


class ColumnUnknown(Invalid):
    """The mapping names a field or a column that is not there."""

    code = "imports.column_unknown"

    def __init__(self, column: str) -> None:
        super().__init__(column=column[:80])


class ImportMissing(Missing):
    code = "imports.missing"


class ImportNotReady(Conflict):
    """It runs, or has run."""

    code = "imports.not_ready"

    def __init__(self, state: str) -> None:
        super().__init__(state=state)


class TwiceInFile(Conflict):
    """The same thing stands in an earlier row."""

    code = "imports.twice_in_file"

    def __init__(self, row: int) -> None:
        super().__init__(row=row)


class Promised(Conflict):
    """Fewer would be left than are promised to customers."""

    code = "imports.promised"

    def __init__(self, sku: str, held: int) -> None:
        super().__init__(sku=sku, held=held)
