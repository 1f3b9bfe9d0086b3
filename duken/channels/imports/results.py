"""The result file: every row as it came, with what became of it, the column at fault and the reason."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from duken.channels import texts
from duken.channels.imports.cells import as_text
from duken.channels.imports.kinds.kind import REFUSED, Field, RowAnswer
from duken.channels.imports.safely import safe_cell
from duken.channels.imports.tables import Row

OUTCOMES: dict[str, Promise] = {
    "created": pgettext_lazy("row of an import", "created"),
    "updated": pgettext_lazy("row of an import", "updated"),
    "unchanged": pgettext_lazy("row of an import", "unchanged"),
    "error": pgettext_lazy("row of an import", "error"),
}
NOT_SAVED = _("not saved")


class ResultFile:
    """Written while the rows are answered. UTF-8 with a mark, semicolons: opens by a double click everywhere."""

    def __init__(self, path: Path, headers: Sequence[str], fields: Sequence[Field], mapping: Mapping[str, str]) -> None:
        self._path = path
        self._width = len(headers)
        self._labels = {field.name: mapping.get(field.name) or str(field.label) for field in fields}
        self._outcomes = {code: str(words) for code, words in OUTCOMES.items()}
        self._opened = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._opened, delimiter=";")
        names = [gettext("Row"), *headers, gettext("Outcome"), gettext("Column"), gettext("Reason")]
        self._writer.writerow([safe_cell(name) for name in names])

    def note(self, answered: Sequence[tuple[Row, RowAnswer]]) -> None:
        self._writer.writerows(self._line(row, answer) for row, answer in answered)

    def close(self, *, is_saved: bool) -> None:
        """When nothing was saved after all, the rows that were good say so."""
        self._opened.close()
        if not is_saved:
            self._say_not_saved()

    def _line(self, row: Row, answer: RowAnswer) -> list[Any]:
        cells = [safe_cell(as_text(cell)) for cell in row.cells[: self._width]]
        cells += [""] * (self._width - len(cells))
        outcome = self._outcomes[answer.outcome]
        if answer.refusal is None:
            return [row.number, *cells, outcome, "", ""]
        column = self._labels.get(answer.field, answer.field)
        return [row.number, *cells, outcome, safe_cell(column), safe_cell(texts.sentence(answer.refusal, self._labels))]

    def _say_not_saved(self) -> None:
        rewritten = self._path.with_suffix(".tmp")
        error, outcome_at = str(OUTCOMES[REFUSED]), self._width + 1
        with (
            self._path.open(encoding="utf-8-sig", newline="") as before,
            rewritten.open("w", encoding="utf-8-sig", newline="") as after,
        ):
            reader, writer = csv.reader(before, delimiter=";"), csv.writer(after, delimiter=";")
            writer.writerow(next(reader))
            for line in reader:
                if line[outcome_at] != error:
                    line[outcome_at] = str(NOT_SAVED)
                writer.writerow(line)
        rewritten.replace(self._path)
