"""What returns refuses."""

from __future__ import annotations

from duken.kernel.refusals import Busy, Conflict, Invalid


class EmptyReturn(Invalid):
    code = "returns.empty"


class BadReturnLine(Invalid):
    """A quantity below one, or a price below zero."""

    code = "returns.bad_line"

    def __init__(self, sku: str, quantity: int, unit_price_minor: int) -> None:
        super().__init__(sku=sku[:80], quantity=quantity, unit_price_minor=unit_price_minor)


class ReturnKeyReused(Conflict):
    """The key was imported before, for another return."""

    code = "returns.key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(key=key[:80])


class ReturnedMeanwhile(Busy):
    """Another return of the same goods was recorded at the same moment; try again."""

    code = "returns.returned_meanwhile"
