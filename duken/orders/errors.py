"""What orders refuses."""

from __future__ import annotations

from uuid import UUID

from duken.kernel import ids
from duken.kernel.refusals import Conflict, Invalid, Missing


class OrderMissing(Missing):
    code = "orders.missing"


class EmptyOrder(Invalid):
    code = "orders.empty"


class TooManyLines(Invalid):
    code = "orders.too_many_lines"

    def __init__(self, lines: int, limit: int) -> None:
        super().__init__(lines=lines, limit=limit)


class OrderKeyReused(Conflict):
    """The key was used before for another order."""

    code = "orders.key_reused"


class NoStoreHasAll(Conflict):
    """No shop, or no warehouse that delivers there, has the whole basket."""

    code = "orders.no_store_has_all"

    def __init__(self, skus: list[str]) -> None:
        super().__init__(skus=skus[:20])


class NotAPickupPoint(Invalid):
    code = "orders.not_a_pickup_point"

    def __init__(self, store: str) -> None:
        super().__init__(store=store)


class NotDeliveredThere(Invalid):
    code = "orders.not_delivered_there"

    def __init__(self, country: str) -> None:
        super().__init__(country=country)


class LooksRepeated(Conflict):
    """The same person ordered much the same a few minutes ago. Only who may know of that order hears of it;
    `confirm_repeat` places another."""

    code = "orders.looks_repeated"

    def __init__(self, order_id: UUID, number: str, minutes: int, channel: str) -> None:
        super().__init__(order_id=ids.show("ord", order_id), number=number, minutes=minutes, channel=channel)


class TotalChanged(Conflict):
    """The price is no longer what the buyer was shown."""

    code = "orders.total_changed"

    def __init__(self, expected_minor: int, total_minor: int, currency: str) -> None:
        super().__init__(expected_minor=expected_minor, total_minor=total_minor, currency=currency)


class PromotionEnded(Conflict):
    """A promotion the buyer was shown was given to somebody else this very moment: this is what it costs now."""

    code = "orders.promotion_ended"

    def __init__(self, promotion: str, expected_minor: int, total_minor: int, currency: str) -> None:
        super().__init__(promotion=promotion, expected_minor=expected_minor, total_minor=total_minor, currency=currency)


class RepeatedMissing(Missing):
    """No two orders wait for this decision; perhaps somebody has decided already."""

    code = "orders.repeated_missing"


class LineMissing(Missing):
    code = "orders.line_missing"


class CutTooLarge(Invalid):
    code = "orders.cut_too_large"

    def __init__(self, quantity: int, left: int) -> None:
        super().__init__(quantity=quantity, left=left)
