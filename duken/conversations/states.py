"""The legal moves of a message, and of an offer to many."""

from __future__ import annotations

MESSAGE_MOVES = {
    "written": {"sent", "withheld"},
    "sent": set[str](),
    "withheld": set[str](),  # nobody may be written to without their consent, and not when they are gone
}
CAMPAIGN_MOVES = {
    "draft": {"sending", "discarded"},
    "sending": {"done", "stopped"},
    "done": set[str](),
    "stopped": set[str](),
    "discarded": set[str](),
}
