"""Every planted bug there is, by name."""

from __future__ import annotations

from tests.controls.planting import PLANTS
from tests.controls.plants import access, kernel, ledger, machines, orders, payments, people, promises, stock, tills

__all__ = [
    "PLANTS",
    "access",
    "kernel",
    "ledger",
    "machines",
    "orders",
    "payments",
    "people",
    "promises",
    "stock",
    "tills",
]
