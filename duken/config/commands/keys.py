"""`duken keys`: the keys that seal secrets in the database."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from duken.config import saying
from duken.config.opened import opened

app = typer.Typer(help="The keys that seal secrets in the database.", no_args_is_help=True)


@app.command()
def rotate(
    forget: Annotated[bool, typer.Option("--forget", help="Then throw the earlier keys away.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Make a new key and seal every secret with it. With DUKEN_SECRET_KEYS: put a new key first there, then run it."""
    with opened():
        from django.conf import settings

        from duken.config.sealing_keys import add_sealing_key, sealing_keys, write_sealing_keys
        from duken.kernel import secrets

        is_ours = "DUKEN_SECRET_KEYS" not in os.environ
        if is_ours:
            add_sealing_key(settings.DUKEN_HOME)
        sealed = secrets.seal_all_anew()
        if is_ours and forget:
            write_sealing_keys(settings.DUKEN_HOME, sealing_keys(settings.DUKEN_HOME)[:1])
        keys = len(sealing_keys(settings.DUKEN_HOME))
    if not saying.answer({"sealed": sealed, "keys": keys}, as_json=as_json):
        saying.out.print(f"Sealed {sealed} secrets anew. Keys that open: {keys}.")
