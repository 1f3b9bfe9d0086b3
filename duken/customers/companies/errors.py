"""What companies refuse."""

from __future__ import annotations

from duken.kernel.money import Money
from duken.kernel.refusals import Conflict, Forbidden, Missing


class CompanyMissing(Missing):
    """There is no such company, or it is not theirs."""

    code = "companies.missing"


class CompanyStopped(Conflict):
    """Nothing is sold to it for now."""

    code = "companies.stopped"

    def __init__(self, company: str) -> None:
        super().__init__(company=company)


class NotTheirBuyer(Forbidden):
    """This person does not order for this company."""

    code = "companies.not_their_buyer"


class OverBuyersLimit(Conflict):
    """So much in one order needs somebody of the company who may order more."""

    code = "companies.over_buyers_limit"

    def __init__(self, limit: Money, total_minor: int) -> None:
        super().__init__(limit_minor=limit.minor, total_minor=total_minor, currency=limit.currency)
