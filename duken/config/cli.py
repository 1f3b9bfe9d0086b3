"""`duken`: the command line. One command, one file in commands/; each is registered here by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from duken.config.commands import (
    backup,
    begin,
    dead_letters,
    demo,
    doctor,
    export,
    import_,
    keys,
    live,
    manage,
    migrate,
    print_bridge,
    restore,
    standin,
    timeline,
    token,
    up,
    user,
    verify,
    web,
    work,
)
from duken.config.explaining import explaining

app = typer.Typer(
    help="Duken: one shop for every channel.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    home: Annotated[
        Path | None, typer.Option("--home", envvar="DUKEN_HOME", help="Where data lives.", file_okay=False)
    ] = None,
) -> None:
    """One shop for every channel."""
    if home is not None:
        os.environ["DUKEN_HOME"] = str(home.expanduser().resolve())


for command in (up, demo, begin, doctor, verify, backup, restore, migrate, web, work, live):
    app.command()(getattr(command, command.__name__.rsplit(".", 1)[-1]))
app.command("import")(import_.import_)
app.command("export")(export.export)
app.command("backup-check")(backup.backup_check)
app.command("print-bridge")(print_bridge.print_bridge)
app.command("restore-undo")(restore.restore_undo)
app.command("restore-forget")(restore.restore_forget)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(manage.manage)
app.add_typer(keys.app, name="keys")
app.add_typer(token.app, name="token")
app.add_typer(user.app, name="user")
app.add_typer(dead_letters.app, name="dead-letters")
app.add_typer(timeline.app, name="timeline")
app.add_typer(standin.app, name="standin")


def main() -> None:
    """Run one command."""
    explaining(lambda: app(standalone_mode=False))


if __name__ == "__main__":
    main()
