"""`duken begin`: tables and a first shop in an empty database."""

from __future__ import annotations

from typing import Annotated

import typer

from duken.config import saying
from duken.config.commands import migrate
from duken.config.opened import opened


def begin(
    name: Annotated[str, typer.Option(help="What the shop is called.")] = "My shop",
    country: Annotated[str, typer.Option(help="Two letters; unless given, this machine's.")] = "",
    currency: Annotated[str, typer.Option(help="Three letters; unless given, the country's.")] = "",
    timezone: Annotated[str, typer.Option(help="As in Europe/Belgrade; unless given, the country's.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when all went well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Make tables, one company, one shop and its ways in, where there are none. `duken up` does it for a new home."""
    with opened():
        from duken.config import first_shop

        migrate.apply_missing()
        where = country.upper() or first_shop.usual_country()
        opened_one = first_shop.begin(name, country=where, currency=currency.upper(), timezone=timezone)
    if not saying.answer({"opened": opened_one}, as_json=as_json) and not quiet:
        saying.out.print(
            f"{name} is open ({where})." if opened_one else "There is a shop already; nothing was changed."
        )
