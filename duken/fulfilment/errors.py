"""What fulfilment refuses."""

from __future__ import annotations

from duken.kernel.refusals import Busy, Conflict, Forbidden, Invalid, Missing


class FulfilmentMissing(Missing):
    code = "fulfilment.missing"


class LineMissing(Missing):
    code = "fulfilment.line_missing"


class WrongItem(Conflict):
    """What was scanned does not belong to this order."""

    code = "fulfilment.wrong_item"

    def __init__(self, sku: str, title: str) -> None:
        super().__init__(sku=sku, title=title)


class AllPicked(Conflict):
    """More of it is not wanted."""

    code = "fulfilment.all_picked"

    def __init__(self, sku: str, left: int) -> None:
        super().__init__(sku=sku, left=left)


class NothingPicked(Conflict):
    code = "fulfilment.nothing_picked"

    def __init__(self, sku: str) -> None:
        super().__init__(sku=sku)


class NotAllPicked(Conflict):
    """Lines are still open: pick them or say what is missing."""

    code = "fulfilment.not_all_picked"

    def __init__(self, units_left: int) -> None:
        super().__init__(units_left=units_left)


class BadShortage(Invalid):
    code = "fulfilment.bad_shortage"

    def __init__(self, quantity: object, left: int) -> None:
        super().__init__(quantity=str(quantity)[:20], left=left)


class ShortReasonUnknown(Invalid):
    code = "fulfilment.short_reason_unknown"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason[:40])


class WrongCode(Forbidden):
    code = "fulfilment.wrong_code"

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left=tries_left)


class TooManyWrongCodes(Busy):
    """No code is tried for a while, not even the right one."""

    code = "fulfilment.too_many_wrong_codes"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


class NotPaid(Conflict):
    """It is to be paid now; say how the money came."""

    code = "fulfilment.not_paid"

    def __init__(self, amount_minor: int, currency: str) -> None:
        super().__init__(amount_minor=amount_minor, currency=currency)


class WrongMethod(Conflict):
    """A delivery is not collected, a pick-up is not shipped."""

    code = "fulfilment.wrong_method"

    def __init__(self, method: str) -> None:
        super().__init__(method=method)


class NothingToAnswer(Conflict):
    """There is no shortage of this order that waits for an answer."""

    code = "fulfilment.nothing_to_answer"
