"""`duken export`: products, prices, stock, customers or orders as a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from duken.config import saying
from duken.config.faults import Fault
from duken.config.opened import opened
from duken.kernel import actor


def export(
    kind: Annotated[str, typer.Argument(help="products, prices, stock, customers, orders")],
    file: Annotated[str, typer.Argument(help="Where to: .csv or .xlsx; - for standard output.")] = "-",
    delimiter: Annotated[str, typer.Option(help="Between the columns of a CSV.")] = ";",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Write a table; `duken import` reads it back."""
    if len(delimiter) != 1:
        raise Fault("The delimiter is one character.", mend="For instance --delimiter ,")
    with opened():
        from duken.channels.imports.write_tables import csv_export, xlsx_export

        by = actor.system("command_line")
        if file.lower().endswith(".xlsx"):
            xlsx_export(kind, Path(file), by=by)
        elif file == "-":
            for chunk in csv_export(kind, delimiter=delimiter, by=by):
                sys.stdout.buffer.write(chunk)
            return
        else:
            chunks = csv_export(kind, delimiter=delimiter, by=by)
            with Path(file).open("wb") as written:
                for chunk in chunks:
                    written.write(chunk)
    if not saying.answer({"kind": kind, "file": file, "bytes": Path(file).stat().st_size}, as_json=as_json):
        saying.out.print(f"{file}: {Path(file).stat().st_size:,} bytes", highlight=False)
