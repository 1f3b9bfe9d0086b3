"""The legal moves of an order."""

from __future__ import annotations

# placed: accepted, stock held; confirmed: paid or payable at hand-over; fulfilled: handed over or shipped whole
ORDER_MOVES = {
    "placed": {"confirmed", "cancelled"},
    "confirmed": {"fulfilled", "cancelled"},
    "fulfilled": {"closed"},
    "closed": set[str](),
    "cancelled": set[str](),
}
OPEN = ("placed", "confirmed")  # the goods are still here
