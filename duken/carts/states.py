"""The life of a basket."""

MOVES = {
    "open": {"ordered", "abandoned"},
}
