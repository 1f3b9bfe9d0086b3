"""`duken verify`: prove that stock, money, orders and events agree. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from duken.config import saying
from duken.config.opened import opened

if TYPE_CHECKING:
    from duken.kernel.verifying import Check, Looked

SHOWN_BREACHES = 20


def verify(as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Look at every invariant inside one snapshot. Exit 1 when any is broken."""
    with opened():
        from duken.config.invariants import look_at_all

        looked = look_at_all()
    broken = any(found.breaches for _, found, _ in looked)
    if not saying.answer(_facts(looked), as_json=as_json):
        _show(looked)
    raise typer.Exit(1 if broken else 0)


def _facts(looked: list[tuple[Check, Looked, float]]) -> dict[str, Any]:
    return {
        "ok": not any(found.breaches for _, found, _ in looked),
        "checks": [
            {
                "invariant": check.invariant,
                "claim": check.claim,
                "count": found.count,
                "seconds": round(seconds, 3),
                "breaches": [{"what": breach.what, "facts": dict(breach.facts)} for breach in found.breaches],
            }
            for check, found, seconds in looked
        ],
    }


def _show(looked: list[tuple[Check, Looked, float]]) -> None:
    lines = [
        (check.invariant, check.claim, f"{found.count:,}", f"{seconds:.2f} s", _verdict(found))
        for check, found, seconds in looked
    ]
    saying.table("", ["", "What must hold", "Looked at", "Took", ""], lines)
    for _, found, _ in looked:
        for breach in found.breaches[:SHOWN_BREACHES]:
            told = ", ".join(f"{name}={value}" for name, value in breach.facts.items())
            saying.out.print(f"[red]broken:[/] {breach.what} {told}", highlight=False)


def _verdict(found: Looked) -> str:
    return f"[bold red]{len(found.breaches)} broken[/]" if found.breaches else "[green]holds[/]"
