"""Hands what a till prints on to a printer of the network: a browser cannot speak to one itself."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from threading import Lock

from duken.config.devices.server import Asked, Told

_PATIENCE_SECONDS = 5
_MOST_KEPT = 1000


@dataclass
class Bridge:
    """One paper at a time to `host`:`port` (9100 with most makers)."""

    host: str
    port: int
    _done: dict[str, None] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Told | None:
        """POST /print takes bytes and a job. A job that went through is not printed again."""
        if (asked.method, asked.path) != ("POST", "/print"):
            return None
        job = asked.headers.get("Job", "")
        with self._lock:
            if job and job in self._done:
                return Told(200, {"result": "repeated"})
            try:
                with socket.create_connection((self.host, self.port), _PATIENCE_SECONDS) as printer:
                    printer.sendall(asked.body)
            except OSError:
                return Told(503, {"problem": "unreachable"})
            self._done[job] = None
            if len(self._done) > _MOST_KEPT:
                del self._done[next(iter(self._done))]
        return Told(200, {"result": "printed"})
