"""Holds that nobody captured in time: release them and say so."""

from __future__ import annotations

from django.db import transaction

from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.two_clocks import surely_now
from duken.ledger.entries import Chain, HoldId, Posted, Release
from duken.ledger.events import HoldExpired
from duken.ledger.post import post


def expire_holds(*, limit: int = 500, by: Actor) -> int:
    """Release up to `limit` holds whose time is over; answers how many. A capture at the same moment wins whole."""
    by.require("ledger.post")
    with transaction.atomic():
        over = sql.rows(
            """SELECT id, document FROM ledger_openhold WHERE expires_at <= %s
               ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED""",
            [surely_now(), limit],
        )
        chains = [
            Chain(f"expire:{hold}", document, (Release(HoldId(hold), reason="expired"),)) for hold, document in over
        ]
        answers = post(chains, by=by) if chains else []
        ended = [held for held, answer in zip(over, answers, strict=True) if isinstance(answer, Posted)]
        record(*(HoldExpired(document, HoldId(hold)) for hold, document in ended), by=by)
    return len(ended)
