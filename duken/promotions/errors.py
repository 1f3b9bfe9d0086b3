"""What promotions refuse."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class BadRule(Invalid):
    """The rule cannot be understood: where, and what is wrong there."""

    code = "promotions.bad_rule"

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where=where[:200], problem=problem[:200])


class PromotionMissing(Missing):
    code = "promotions.missing"


class CodeTaken(Conflict):
    """Another promotion has this code."""

    code = "promotions.code_taken"

    def __init__(self, promotion: str) -> None:
        super().__init__(promotion=promotion)


class CouponTaken(Conflict):
    """Another coupon has this code."""

    code = "promotions.coupon_taken"

    def __init__(self, coupon: str) -> None:
        super().__init__(coupon=coupon)


class CouponUnknown(Missing):
    """No such code, or it is somebody else's: a guesser learns no difference."""

    code = "promotions.coupon_unknown"

    def __init__(self, coupon: str) -> None:
        super().__init__(coupon=coupon[:40])


class CouponOver(Conflict):
    """Its time is over, or has not come."""

    code = "promotions.coupon_over"

    def __init__(self, coupon: str) -> None:
        super().__init__(coupon=coupon)


class CouponUsedUp(Conflict):
    code = "promotions.coupon_used_up"

    def __init__(self, coupon: str) -> None:
        super().__init__(coupon=coupon)


class PromotionUsedUp(Conflict):
    """Its budget is spent, or it was used as often as it may be, by all or by this person."""

    code = "promotions.used_up"

    def __init__(self, promotion: str) -> None:
        super().__init__(promotion=promotion)


class StillSpent(Conflict):
    """A limit cannot sink below what was used already."""

    code = "promotions.still_spent"

    def __init__(self, promotion: str, limit: str) -> None:
        super().__init__(promotion=promotion, limit=limit)
