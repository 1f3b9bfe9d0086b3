"""Remember contacts that were named beside somebody's own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duken.customers.identities.compare_again import compare_again
from duken.kernel import clock, sql

Mentioned = tuple[UUID, str, str]  # card, kind, normal value


def mention(mentioned: Iterable[Mentioned]) -> None:
    """Count each once more. What is mentioned recognises nobody: it only helps to find cards of one person."""
    once = sorted(set(mentioned))
    if not once:
        return
    sql.insert(
        "customers_mention",
        {
            "customer_id": ("uuid", [card for card, _, _ in once]),
            "kind": ("text", [kind for _, kind, _ in once]),
            "value": ("text", [value for _, _, value in once]),
            "times": ("integer", sql.Same(1)),
            "last_at": ("timestamptz", sql.Same(clock.now())),
        },
        "ON CONFLICT (customer_id, kind, value) DO UPDATE SET times = customers_mention.times + 1,"
        " last_at = EXCLUDED.last_at",
    )
    compare_again({card for card, _, _ in once})
