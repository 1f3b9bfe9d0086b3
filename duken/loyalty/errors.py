"""What loyalty refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Missing


class NoProgramme(Missing):
    """Nobody earns points in this currency."""

    code = "loyalty.no_programme"

    def __init__(self, currency: str) -> None:
        super().__init__(currency=currency)


class NotEnoughPoints(Conflict):
    code = "loyalty.not_enough_points"

    def __init__(self, wanted: int, free: int) -> None:
        super().__init__(wanted=wanted, free=free)


class TooManyPoints(Conflict):
    """The programme lets so many points pay for these goods, and no more."""

    code = "loyalty.too_many_points"

    def __init__(self, wanted: int, most: int) -> None:
        super().__init__(wanted=wanted, most=most)


class TooFewPoints(Conflict):
    code = "loyalty.too_few_points"

    def __init__(self, wanted: int, least: int) -> None:
        super().__init__(wanted=wanted, least=least)


class PointsNeedCustomer(Conflict):
    """Points belong to somebody who has signed in or was recognised by proof."""

    code = "loyalty.points_need_customer"


class AnotherProgrammeActive(Conflict):
    """One programme a currency."""

    code = "loyalty.another_programme_active"

    def __init__(self, programme: str) -> None:
        super().__init__(programme=programme)
