"""What inventory refuses."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Conflict, Invalid, Missing


class NotEnoughStock(Conflict):
    """Fewer are sellable than wanted. `available` is what could still be had there."""

    code = "inventory.not_enough_stock"

    def __init__(self, sku: str, wanted: int, available: int) -> None:
        super().__init__(sku=sku, wanted=wanted, available=max(0, available))


class BadQuantity(Invalid):
    code = "inventory.bad_quantity"

    def __init__(self, quantity: object) -> None:
        super().__init__(quantity=str(quantity)[:40])


class EmptyDocument(Invalid):
    code = "inventory.empty_document"


class SamePlace(Invalid):
    code = "inventory.same_place"


class TransferMissing(Missing):
    code = "inventory.transfer_missing"

    def __init__(self, transfer: UUID) -> None:
        super().__init__(transfer=str(transfer))


class CountMissing(Missing):
    code = "inventory.count_missing"

    def __init__(self, count: UUID) -> None:
        super().__init__(count=str(count))


class CountClosed(Conflict):
    code = "inventory.count_closed"

    def __init__(self, count: UUID) -> None:
        super().__init__(count=str(count))


class ReceivedTooMuch(Invalid):
    """More of a line arrived than was sent: count it and adjust with a reason instead."""

    code = "inventory.received_too_much"

    def __init__(self, sent: int, received: int) -> None:
        super().__init__(sent=sent, received=received)


class ReasonMissing(Invalid):
    code = "inventory.reason_missing"


class StockKeyReused(Conflict):
    """The key was used before for another document."""

    code = "inventory.key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(key=key)
