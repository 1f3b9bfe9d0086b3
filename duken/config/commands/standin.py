"""`duken standin`: devices of a till, for those who have none. They listen on this machine alone."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from duken.config import saying
from duken.config.devices.server import HOST, Device, serve_device

app = typer.Typer(help="Devices of a till, played on this machine.", no_args_is_help=True)
_Port = Annotated[int, typer.Option(min=1, max=65535, help="Where it listens.")]
_Till = Annotated[str, typer.Option(help="The address of the shop whose till may ask: https://shop.example.")]


@app.command()
def printer(port: _Port = 8200, till: _Till = "") -> None:
    """A receipt printer: what was printed is shown on a page."""
    from duken.config.devices.printer import Printer

    run_device(Printer().answer, port=port, page="printer.html", till=till)


@app.command()
def terminal(port: _Port = 8201, till: _Till = "") -> None:
    """A card terminal: its page says whether a payment is approved, declined, too late, or uncertain."""
    from duken.config.devices.terminal import Terminal

    run_device(Terminal().answer, port=port, page="terminal.html", till=till)


def run_device(device: Device, *, port: int, page: str, till: str) -> None:
    shop = till or os.environ.get("DUKEN_PUBLIC_URL") or f"http://{HOST}:{os.environ.get('PORT', '8000')}"
    server = serve_device(device, port=port, page=page, till=shop)
    saying.out.print(f"It is at http://{HOST}:{port}/ and answers the till of {shop}. Ctrl-C ends it.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
