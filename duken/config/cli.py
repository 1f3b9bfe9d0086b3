"""`duken`: the command line. One command, one file in commands/; each is registered here by name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from duken.config import saying
from duken.config.commands import demo, doctor, live, manage, migrate, token, up, user, verify, web, work
from duken.config.faults import Fault
from duken.kernel.refusals import Refusal

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


for command in (up, demo, doctor, verify, migrate, web, work, live):
    app.command()(getattr(command, command.__name__.rsplit(".", 1)[-1]))
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(manage.manage)
app.add_typer(token.app, name="token")
app.add_typer(user.app, name="user")


def main() -> None:
    """Run one command; expected faults are told in words, everything else may crash with its traceback."""
    try:
        code = app(standalone_mode=False)
    except Abort:
        code = 130
    except TyperException as wrong:
        saying.fault(wrong.format_message(), mend=_usage(wrong))
        code = wrong.exit_code
    except Fault as fault:
        saying.fault(fault.what, where=fault.where, mend=fault.mend)
        code = 1
    except Refusal as refusal:
        saying.fault(str(refusal), facts={"code": refusal.code, "facts": refusal.facts})
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code or 0)


def _usage(wrong: TyperException) -> str:
    context = getattr(wrong, "ctx", None)
    return f"{context.command_path} --help" if context else "duken --help"


if __name__ == "__main__":
    main()
