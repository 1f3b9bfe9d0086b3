"""`duken dead-letters`: events that a reaction could not apply after many attempts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from duken.config import saying
from duken.config.opened import opened

app = typer.Typer(help="Events that were given up after many attempts.", no_args_is_help=True)
_Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command("list")
def list_(as_json: _Json = False) -> None:
    """Show what was given up and what went wrong last, newest first. Exit 1 when there is any."""
    with opened():
        from duken.kernel import actor, deliveries

        found = deliveries.dead_letters(by=actor.system("command_line"))
    if not saying.answer([letter._asdict() for letter in found], as_json=as_json):
        lines = [(one.event_id, one.event, one.reaction, one.problem, one.given_up_at) for one in found]
        saying.table("", ["Event", "What happened", "Reaction", "Problem", "Given up"], lines)
    raise typer.Exit(1 if found else 0)


@app.command("try-again")
def try_again(
    event: Annotated[UUID | None, typer.Argument(help="As `list` shows it; all of them when left out.")] = None,
    as_json: _Json = False,
) -> None:
    """Send them on their way once more; each is applied once."""
    with opened():
        from duken.kernel import actor, deliveries

        by = actor.system("command_line")
        sent = [one for one in deliveries.dead_letters(by=by, limit=10_000) if event in (None, one.event_id)]
        for letter in sent:
            deliveries.try_again(letter.event_id, letter.reaction, by=by)
    if not saying.answer({"sent": len(sent)}, as_json=as_json):
        saying.out.print(f"{len(sent)} on their way.", highlight=False)
