"""The legal moves of a fulfilment."""

from __future__ import annotations

# requested: the shop was asked; acknowledged: somebody has seen it; ready: picked whole, waiting at the counter or for
# the courier; collected, shipped, delivered: it has left us
FULFILMENT_MOVES = {
    "requested": {"acknowledged", "picking", "cancelled"},
    "acknowledged": {"picking", "cancelled"},
    "picking": {"ready", "cancelled"},
    "ready": {"picking", "collected", "shipped", "cancelled"},
    "shipped": {"delivered"},
    "collected": set[str](),
    "delivered": set[str](),
    "cancelled": set[str](),
}
UNSEEN = "requested"
BEFORE_READY = ("requested", "acknowledged", "picking")
ON_THE_BOARD = ("requested", "acknowledged", "picking", "ready")
