"""A small web server for one device beside a till: on this machine alone, for the till it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from duken.config.faults import Fault

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
MOST_BYTES = 4_000_000
_PAGES = Path(__file__).parent / "pages"
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """`told` is answered as JSON."""

    status: int
    told: Any


Device = Callable[[Asked], Told | None]


def serve_device(device: Device, *, port: int, page: str, till: str) -> ThreadingHTTPServer:
    """`device` answers what it knows, else None; `page` is shown at "/"; `till` is the origin that may ask, too.

    The caller runs `serve_forever()` and closes it. Raises Fault if the port is taken.
    """
    try:
        return ThreadingHTTPServer((HOST, port), _handler(device, page, _spellings(till.rstrip("/"))))
    except OSError as failed:
        raise Fault(f"Port {port} is taken.", where=f"{HOST}:{port}", mend="Choose another one: --port.") from failed


def _spellings(origin: str) -> frozenset[str]:
    """This machine has two names, and a browser goes by the one that was typed."""
    return frozenset({origin, origin.replace(HOST, "localhost"), origin.replace("//localhost", f"//{HOST}")})


def _handler(device: Device, page: str, tills: frozenset[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            if not self._is_ours():
                self._write(403, b'{"problem":"not_this_till"}', "application/json")
                return
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 <= length <= MOST_BYTES:
                self.close_connection = True
                self._write(413, b'{"problem":"too_large"}', "application/json")
                return
            asked = Asked(self.command, self.path.partition("?")[0], self.rfile.read(length), dict(self.headers))
            told = device(asked)
            if told is not None:
                self._write(told.status, json.dumps(told.told, ensure_ascii=False).encode(), "application/json")
            elif self.command == "GET":
                self._page(page if asked.path == "/" else asked.path[1:])
            else:
                self._write(404, b'{"problem":"unknown"}', "application/json")

        do_GET = do_POST = do_PUT = answer

        def do_OPTIONS(self) -> None:
            """A browser asks first whether the till's page may ask."""
            self._write(204 if self._is_ours() else 403, b"", "")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of what is asked: the page shows it."""

        def _is_ours(self) -> bool:
            """Asked by the till's page, this one, or none, and by a name of this machine alone."""
            ours = {f"{name}:{self.connection.getsockname()[1]}" for name in _NAMES}
            origin = self.headers.get("Origin")
            is_known = origin is None or origin in tills or origin.removeprefix("http://") in ours
            return self.headers.get("Host", "") in ours and is_known

        def _page(self, name: str) -> None:
            file = _PAGES / name
            if file.parent != _PAGES or file.suffix not in _KINDS or not file.is_file():
                self._write(404, b"", "text/plain")
                return
            self._write(200, file.read_bytes(), f"{_KINDS[file.suffix]}; charset=utf-8")

        def _write(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            if self._is_ours() and self.headers.get("Origin"):
                self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
                self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT")
                self.send_header("Access-Control-Allow-Headers", "content-type, job")
                self.send_header("Access-Control-Allow-Private-Network", "true")
                self.send_header("Access-Control-Max-Age", "600")
                self.send_header("Vary", "Origin")
            self.end_headers()
            self.wfile.write(body)

    return Handler
