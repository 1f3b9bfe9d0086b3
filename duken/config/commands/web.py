"""`duken web`: the shop's pages and API (Granian, WSGI, threads)."""

from __future__ import annotations

from duken.config import cluster, draining, home, lifeline, numbers, ports, sharing


def web() -> None:
    """Serve pages and API on PORT. DUKEN_WEB_WORKERS processes with DUKEN_WEB_THREADS threads each."""
    lifeline.hold_on()
    workers = numbers.from_environment("DUKEN_WEB_WORKERS", default=1, most=256)
    threads = numbers.from_environment("DUKEN_WEB_THREADS", default=16, most=256)
    sharing.share_figures("web")
    with cluster.running(home.folder()):
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        server = Granian(
            "duken.config.wsgi:application",
            address=ports.host(),
            port=ports.web_port(),
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            workers_kill_timeout=4,
            log_level=LogLevels.error,
        )
        draining.drain_before_stopping(server)
        server.serve()
