"""`duken print-bridge`: a till's browser prints on a receipt printer of the network."""

from __future__ import annotations

from typing import Annotated

import typer

from duken.config.commands.standin import run_device
from duken.config.faults import Fault


def print_bridge(
    printer: Annotated[str, typer.Argument(help="The printer's address: 192.168.1.50, or with a port, :9100.")],
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it listens.")] = 8200,
    till: Annotated[str, typer.Option(help="The address of the shop whose till may print.")] = "",
) -> None:
    """Hand what a till prints on to a printer. Run it on the till's own machine."""
    from duken.config.devices.bridge import Bridge

    host, _, number = printer.partition(":")
    if number and not number.isdigit():
        raise Fault(f"Not a port number: {number[:20]!r}.", mend="Say it as 192.168.1.50:9100.")
    run_device(Bridge(host, int(number or 9100)).answer, port=port, page="bridge.html", till=till)
