"""`duken doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from duken.config import cluster_files, home, saying
from duken.config.examine_machine import machine
from duken.config.faults import Fault
from duken.config.findings import Finding, odd

_COLOURS = {"good": "green", "odd": "yellow", "bad": "bold red"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Examine this installation. Exit 1 when something does not work."""
    findings = list(machine())
    findings += _of_the_settings()
    findings += _of_the_shop()
    if not saying.answer([_facts(each) for each in findings], as_json=as_json):
        _show(findings)
    raise typer.Exit(1 if any(each.state == "bad" for each in findings) else 0)


def _of_the_settings() -> Iterator[Finding]:
    """Reading them already refuses what cannot be read."""
    from duken.config.opened import set_up

    set_up()
    from duken.config.examine_settings import settings_of

    yield from settings_of()


def _of_the_shop() -> Iterator[Finding]:
    """Looks into the database, starting the embedded one for a moment; an empty home stays empty."""
    folder = home.folder()
    if "DATABASE_URL" not in os.environ and cluster_files.version_of(folder / "postgres") is None:
        yield odd("Database", "none made yet", "It is made by `duken up` or `duken demo`.")
        return
    from duken.config.opened import opened

    try:
        with opened():
            from duken.config.examine_shop import shop

            yield from shop()
    except Fault as fault:
        from duken.config.unreachable import explained

        yield explained(fault)


def _facts(finding: Finding) -> dict[str, str]:
    return {"about": finding.about, "state": finding.state, "what": finding.what, "mend": finding.mend}


def _show(findings: list[Finding]) -> None:
    for finding in findings:
        colour = _COLOURS[finding.state]
        saying.out.print(f"[{colour}]{finding.state:<5}[/] {finding.about:<12} {finding.what}", highlight=False)
        if finding.mend:
            saying.out.print(f"{'':19}[dim]mend:[/] {finding.mend}", highlight=False)
