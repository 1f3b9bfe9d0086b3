"""Where this Duken listens: PORT for the shop, the next one for live updates."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

import psutil

from duken.config.faults import Fault


def host() -> str:
    return os.environ.get("DUKEN_BIND", "127.0.0.1")


def web_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65535:
        raise Fault(f"PORT is not a port number: {given[:40]!r}.", mend="Set PORT to a number from 1 to 65534.")
    return int(given)


def live_port() -> int:
    return web_port() + 1


def require_free(port: int) -> None:
    """Raises Fault naming who has the port, when somebody has."""
    if not is_free(port):
        raise Fault(
            f"Port {port} is taken{_by_whom(port)}.",
            where=f"{host()}:{port}",
            mend=f"Stop that program, or choose another port: PORT={port + 100} (the next one is used too).",
        )


def is_free(port: int) -> bool:
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host(), port))
        except OSError:
            return False
    return True


def _by_whom(port: int) -> str:
    with suppress(psutil.Error, OSError):
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    return ""
