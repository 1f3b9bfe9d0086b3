"""`duken demo`: a shop with a real catalogue and a real year of sales, then everything `duken up` does."""

from __future__ import annotations

import subprocess
from typing import Annotated

import typer

from duken.config import home, saying, start_up
from duken.config.commands import up
from duken.config.faults import Fault
from duken.config.opened import opened


def demo(
    small: Annotated[bool, typer.Option("--small", help="A tenth of it: ready in seconds.")] = False,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the data and exit.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --load-only: answer in JSON.")] = False,
) -> None:
    """Fill an empty shop with demo data and open it. Loaded once; a later start goes straight to the shop."""
    if not load_only:
        up.run(before=lambda: _load_apart(small))
        return
    with opened():
        from duken.demo.load import load_demo

        summary = load_demo(small, saying.Progress())
    saying.answer(summary, as_json=as_json)


def _load_apart(small: bool) -> None:
    """In a process of its own: its memory is given back when the shop opens."""
    command = start_up.command("demo", "--load-only", *(["--small"] if small else []))
    if subprocess.run(command, env=start_up.environment(home.folder()), check=False).returncode:
        raise Fault("The demo data could not be loaded.", mend="Read the message above; then `duken doctor`.")
