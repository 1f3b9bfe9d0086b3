"""Write down that somebody who works here looked at somebody's card."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.kernel import clock, sql
from duken.kernel.actor import Actor


def note_views(customer_ids: Sequence[UUID], *, screen: str, why: str = "", by: Actor) -> None:
    """One statement. The same pair of eyes on the same screen within a minute is one view; their own card is none."""
    seen = [one for one in dict.fromkeys(customer_ids) if one != by.customer]
    if not seen:
        return
    sql.insert(
        "privacy_view",
        {
            "customer_id": ("uuid", seen),
            "actor": ("text", sql.Same(by.id)),
            "screen": ("text", sql.Same(screen)),
            "why": ("text", sql.Same(why[:200])),
            "at": ("timestamptz", sql.Same(clock.now().replace(second=0, microsecond=0))),
        },
        "ON CONFLICT (customer_id, at, actor, screen) DO NOTHING",
    )
