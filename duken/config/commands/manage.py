"""`duken manage`: Django's own commands (makemigrations, shell, dbshell, …)."""

from __future__ import annotations

import contextlib
import warnings

import typer

from duken.config import cluster, home, opened

# These read code only, so they must work where no database can run.
_WITHOUT_DATABASE = {
    "check", "compilemessages", "diffsettings", "help", "makemessages", "makemigrations", "collectstatic",
    "findstatic", "version", "--version", "--help",
}  # fmt: skip


def manage(context: typer.Context) -> None:
    """Run a command of Django, for example: duken manage shell."""
    arguments = list(context.args) or ["help"]
    needs_database = arguments[0] not in _WITHOUT_DATABASE
    if not needs_database:
        warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    with cluster.running(home.folder()) if needs_database else contextlib.nullcontext():
        opened.set_up()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["duken manage", *arguments])
