"""The legal moves of a message."""

from __future__ import annotations

MESSAGE_MOVES = {"written": {"sent"}, "sent": set[str]()}
