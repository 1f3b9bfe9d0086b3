"""`duken up`: the whole shop on this machine, in the foreground."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from duken.config import home, ports, saying, start_up
from duken.config.supervise import Child


def up() -> None:
    """Start database, web, work and live updates; stop them all on Ctrl-C."""
    run()


def run(
    *,
    before: start_up.Step | None = None,
    after: Sequence[Child] = (),
    show: start_up.Step = lambda: None,
) -> None:
    """Open the shop; `before` it is served, `after` beside it, `show` under the addresses."""
    folder = home.folder()
    began = time.monotonic()
    _point_addresses()
    _tell(f"data in {folder} (DUKEN_HOME)")

    def ready() -> None:
        _show_addresses(time.monotonic() - began)
        show()

    start_up.open_shop(folder, before=before, after=after, tell=_tell, ready=ready)


def _point_addresses() -> None:
    """Unless told otherwise, links in pages lead to where we listen."""
    os.environ.setdefault("DUKEN_PUBLIC_URL", f"http://{ports.host()}:{ports.web_port()}")
    os.environ.setdefault("DUKEN_LIVE_URL", f"http://{ports.host()}:{ports.live_port()}")


def _show_addresses(seconds: float) -> None:
    shop = os.environ["DUKEN_PUBLIC_URL"]
    saying.out.print(f"\n[bold green]Duken is open[/] (in {seconds:.1f} s). Ctrl-C stops it.\n")
    for place, path in _PLACES.items():
        saying.out.print(f"  {place:<12} {shop}{path}")
    saying.out.print()


_PLACES = {"Shop": "/", "Back office": "/office/", "Settings": "/admin/", "API": "/api/docs", "Health": "/readyz"}


def _tell(sentence: str) -> None:
    saying.out.print(f"[dim]duken:[/] {sentence}", highlight=False)
