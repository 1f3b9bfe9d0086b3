"""`duken import`: products, prices, stock or customers from a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from duken.config import saying
from duken.config.faults import Fault
from duken.config.opened import opened
from duken.kernel import actor

if TYPE_CHECKING:
    from duken.channels.imports.run import Summary

_SHOWN = 20


def import_(
    kind: Annotated[str, typer.Argument(help="products, prices, stock, customers")],
    file: Annotated[Path, typer.Argument(help="CSV or XLSX.", exists=True, dir_okay=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Save the good rows; else all or nothing.")] = False,
    column: Annotated[list[str] | None, typer.Option("--column", help="field=Header; repeat for more.")] = None,
    value: Annotated[list[str] | None, typer.Option("--value", help="field=text for every row.")] = None,
    result: Annotated[Path | None, typer.Option(help="Write every row with its outcome here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Import a table. Exit 1 when a row was refused."""
    columns, values = _pairs(column, "--column"), _pairs(value, "--value")
    with opened():
        summary = _run(kind, file, columns, values, _mode(dry_run, partial), result)
        errors = _errors(summary)
    if not saying.answer(_facts(summary, errors, dry_run), as_json=as_json):
        _show(summary, errors, dry_run)
    raise typer.Exit(1 if summary.refused else 0)


def _mode(dry_run: bool, partial: bool) -> str:
    return "check" if dry_run else "good" if partial else "all"


def _run(
    kind: str, file: Path, columns: dict[str, str], values: dict[str, str], mode: str, result: Path | None
) -> Summary:
    from duken.channels.imports import run
    from duken.channels.imports.kinds.all_kinds import fields_of, kind_named
    from duken.channels.imports.kinds.kind import Options
    from duken.channels.imports.receive_file import columns_for
    from duken.channels.imports.results import ResultFile
    from duken.channels.imports.tables import open_table

    by = actor.system("command_line")
    chosen, table = kind_named(kind), open_table(file)
    mapping, constants = columns_for(kind, table)
    options = Options(mapping | columns, constants | values)
    progress = saying.Progress()

    def watch(summary: Summary) -> bool:
        progress(file.name, summary.rows, max(table.total, summary.rows))
        return True

    if mode == "check":
        return run.check_file(table, chosen, options, watch=watch, by=by)
    act = run.import_all if mode == "all" else run.import_good
    if result is None:
        return act(table, chosen, options, watch=watch, by=by)
    written = ResultFile(result, table.headers, fields_of(kind), options.mapping)
    is_saved = False
    try:
        summary = act(table, chosen, options, watch=watch, note=written.note, by=by)
        is_saved = summary.is_saved
    finally:
        written.close(is_saved=is_saved)
    return summary


def _errors(summary: Summary) -> list[dict[str, Any]]:
    from duken.channels import texts

    return [
        {
            "row": error.row,
            "column": error.field,
            "code": error.refusal.code if error.refusal else "",
            "reason": texts.detail(error.refusal) if error.refusal else "",
        }
        for error in summary.errors
    ]


def _facts(summary: Summary, errors: list[dict[str, Any]], dry_run: bool) -> dict[str, Any]:
    counts = {name: getattr(summary, name) for name in ("rows", "created", "updated", "unchanged", "refused")}
    return counts | {"saved": summary.is_saved, "dry_run": dry_run, "errors": errors}


def _show(summary: Summary, errors: list[dict[str, Any]], dry_run: bool) -> None:
    if errors:
        lines = [(error["row"], error["column"], error["reason"]) for error in errors[:_SHOWN]]
        saying.table("", ["Row", "Column", "Reason"], lines)
    told = f"{summary.rows:,} rows: {summary.created:,} new, {summary.updated:,} changed, "
    told += f"{summary.unchanged:,} as they were, {summary.refused:,} refused."
    ending = " Nothing was saved." if not summary.is_saved else ""
    saying.out.print(told + (" Only looked." if dry_run else ending), highlight=False)


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    return dict(_pair(text, option) for text in given or [])


def _pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise Fault(f"{option} {text!r} is not field=value.", mend=f"For instance {option} sku=Article")
    return name.strip(), value.strip()
