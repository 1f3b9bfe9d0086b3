"""Django's PostgreSQL, but for how it learns at the beginning of a request that its connection is still good."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A server that has gone closes the socket, and a closed socket can be read: no question needs to be sent.

    Django would ask `SELECT 1` for each request: a round trip, as much as a good part of many answers costs.
    """

    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        if self.errors_occurred or _something_arrived(self.connection.fileno()):
            return super().is_usable()
        return True


def _something_arrived(socket: int) -> bool:
    waiting = select.poll()
    waiting.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(waiting.poll(0))
