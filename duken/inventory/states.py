"""The legal moves of stock documents."""

from __future__ import annotations

TRANSFER_MOVES = {"dispatched": {"received"}, "received": set[str]()}
COUNT_MOVES = {"open": {"closed", "abandoned"}, "closed": set[str](), "abandoned": set[str]()}
