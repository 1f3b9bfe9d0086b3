"""The legal moves of a message."""

from __future__ import annotations

MESSAGE_MOVES = {
    "written": {"sent", "withheld"},
    "sent": set[str](),
    "withheld": set[str](),  # nobody may be written to without their consent, and not when they are gone
}
