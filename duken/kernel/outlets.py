"""Outlets: how far the feed of events has been told outside, and who tells it now.

The events themselves stay in the outbox; an outlet is only a position in it. Somebody outside who cannot be reached
delays this position and nothing else.
"""

from __future__ import annotations

from duken.kernel import sql
from duken.kernel.backlog import Backlog

LEASE_SECONDS = 15


def take(name: str, *, holder: str) -> int | None:
    """Become, or stay, the one who tells; answers the position told last. None while somebody else does.

    Of several workers one tells and the others stand by: it must say again that it is there before LEASE_SECONDS
    are over. Should two ever tell at once, the receiver sees an event twice and drops the second by its id.
    """
    taken = sql.rows(
        """INSERT INTO kernel_outlet AS outlet (name, position, holder, held_until)
           VALUES (%s, 0, %s, now() + make_interval(secs => %s))
           ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
           WHERE outlet.holder = EXCLUDED.holder OR outlet.held_until <= now()
           RETURNING position""",
        [name, holder, LEASE_SECONDS],
    )
    return taken[0][0] if taken else None


def advance(name: str, *, to: int, holder: str) -> bool:
    """Everything up to this position is safe outside. False when somebody else has begun to tell meanwhile."""
    return bool(
        sql.run(
            """UPDATE kernel_outlet SET position = %s, held_until = now() + make_interval(secs => %s)
               WHERE name = %s AND holder = %s AND position < %s""",
            [to, LEASE_SECONDS, name, holder, to],
        )
    )


def leave(name: str, *, holder: str) -> None:
    """Let another worker begin at once."""
    sql.run("UPDATE kernel_outlet SET held_until = now() WHERE name = %s AND holder = %s", [name, holder])


def backlog(name: str) -> Backlog:
    """Events the relay has seen and this outlet has not told yet; positions have no gaps, so nothing is counted."""
    [row] = sql.rows(
        """SELECT coalesce((SELECT max(position) FROM kernel_event), 0) - told.position,
                  (SELECT happened_at FROM kernel_event WHERE position = told.position + 1)
           FROM (SELECT coalesce((SELECT position FROM kernel_outlet WHERE name = %s), 0) AS position) told""",
        [name],
    )
    return Backlog(*row)
