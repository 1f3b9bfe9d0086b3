"""The life of a promotion."""

from __future__ import annotations

PROMOTION_MOVES = {
    "draft": {"active", "ended"},
    "active": {"paused", "ended"},
    "paused": {"active", "ended"},
    "ended": set(),
}
