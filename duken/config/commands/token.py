"""`duken token`: keys with which machines call the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer

from duken.config import saying
from duken.config.faults import Fault
from duken.config.opened import opened
from duken.kernel import actor, clock

app = typer.Typer(help="Keys with which machines call the API.", no_args_is_help=True)
_Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command()
def create(
    scope: Annotated[list[str], typer.Option("--scope", help="What the key may do; repeat for more.")],
    name: Annotated[str, typer.Option(help="What it is for.")] = "command line",
    store: Annotated[list[str] | None, typer.Option("--store", help="Only in this store (its code).")] = None,
    channel: Annotated[str, typer.Option(help="The sales channel it speaks for.")] = "api",
    days: Annotated[int | None, typer.Option(min=1, help="Expires after so many days.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the bare key, nothing else.")] = False,
    as_json: _Json = False,
) -> None:
    """Make a key. It is shown once."""
    with opened():
        from duken.access import keys

        made = keys.create_key(
            name,
            scopes=scope,
            stores=_stores(store),
            channel=channel,
            expires_at=clock.now() + timedelta(days=days) if days else None,
            by=actor.system("command_line"),
        )
    if saying.answer({"id": made.id, "prefix": made.prefix, "key": made.secret}, as_json=as_json):
        return
    if quiet:
        typer.echo(made.secret)
        return
    saying.out.print(f"{made.secret}\n[dim]Keep it: it is not shown again. Revoke: duken token revoke {made.prefix}[/]")


@app.command("list")
def list_(as_json: _Json = False) -> None:
    """Show every key, never its secret."""
    with opened():
        from duken.access import keys

        found = keys.list_keys(by=actor.system("command_line"))
    if saying.answer([key._asdict() for key in found], as_json=as_json):
        return
    lines = [
        (key.prefix, key.name, " ".join(key.scopes), "revoked" if key.revoked_at else key.expires_at or "never")
        for key in found
    ]
    saying.table("", ["Key", "For", "Scopes", "Ends"], lines)


@app.command()
def revoke(
    prefix: Annotated[str, typer.Argument(help="The first 12 characters of the key, as `list` shows them.")],
    as_json: _Json = False,
) -> None:
    """Close the door for a key, within seconds."""
    with opened():
        from duken.access import keys

        closed = keys.revoke_key(prefix, by=actor.system("command_line"))
    if not closed:
        raise Fault(f"No open key begins with {prefix[:12]!r}.", mend="See them: duken token list")
    if not saying.answer({"revoked": prefix[:12]}, as_json=as_json):
        saying.out.print(f"Revoked {prefix[:12]}.")


def _stores(codes: list[str] | None) -> list[UUID] | None:
    if not codes:
        return None
    from duken.stores import reads

    return [reads.location(code).id for code in codes]
