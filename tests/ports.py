"""Ports that are free, and stay so until they are used.

They lie below those the system gives to outgoing connections: one of these may be taken by anybody's next connection.
"""

from __future__ import annotations

import random
import socket
from contextlib import ExitStack

_FROM, _TO = 20_000, 32_000


def free_port(address: str = "127.0.0.1", *, in_a_row: int = 1) -> int:
    """The first of so many."""
    while True:
        first = random.randrange(_FROM, _TO)
        try:
            with ExitStack() as tried:
                for port in range(first, first + in_a_row):
                    tried.enter_context(socket.create_server((address, port)))
        except OSError:
            continue
        return first
