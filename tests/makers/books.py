"""Proof that the books hold after what a test did."""

from __future__ import annotations

from duken.inventory import verify as inventory
from duken.ledger import verify as ledger
from duken.loyalty import verify as loyalty
from duken.orders import verify as orders
from duken.payments import verify as payments
from duken.promotions import verify as promotions
from duken.returns import verify as returns

_MODULES = (ledger, inventory, payments, loyalty, promotions, orders, returns)


class BookMakers:
    def sure_of_the_books(self) -> None:
        """What `duken verify` says of goods, money and points: nothing is broken."""
        breaches = [breach for module in _MODULES for check in module.checks() for breach in check.look().breaches]
        assert not breaches, breaches
