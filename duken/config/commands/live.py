"""`duken live`: server-sent events to tills, desks and shelf screens (ASGI)."""

from __future__ import annotations

from duken.config import cluster, databases, home, lifeline, ports, sharing


def live() -> None:
    """Serve live updates on PORT + 1."""
    lifeline.hold_on()
    databases.connect_directly()
    sharing.share_figures("live")
    with cluster.running(home.folder()):
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        Granian(
            "duken.config.asgi:application",
            address=ports.host(),
            port=ports.live_port(),
            interface=Interfaces.ASGI,
            workers=1,
            respawn_failed_workers=True,
            workers_kill_timeout=2,
            log_level=LogLevels.error,
        ).serve()
