"""`duken timeline`: what happened, on the cards of those it happened to."""

from __future__ import annotations

import typer

from duken.config import saying
from duken.config.opened import opened

app = typer.Typer(help="The stories of customers.", no_args_is_help=True)


@app.callback()
def timelines() -> None:
    """The stories of customers."""


@app.command("retell")
def retell() -> None:
    """Tell every event once more, for a shop older than its timelines. Safe to repeat, while the shop is open."""
    with opened():
        from duken.reactions.timeline import retell

        seen = retell()
    saying.out.print(f"{seen} events were looked at; every card tells its story.", highlight=False)
