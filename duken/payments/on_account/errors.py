"""What is refused of companies that pay later."""

from __future__ import annotations

from duken.kernel.money import Money
from duken.kernel.refusals import Conflict, Missing


class CreditExceeded(Conflict):
    """Less is left of the company's limit than the order costs."""

    code = "companies.credit_exceeded"

    def __init__(self, wanted_minor: int, available_minor: int, currency: str) -> None:
        super().__init__(wanted_minor=wanted_minor, available_minor=available_minor, currency=currency)


class LimitInUse(Conflict):
    """So much of the limit is owed or promised to orders: it cannot be lowered that far, but the company be stopped."""

    code = "companies.limit_in_use"

    def __init__(self, used: Money) -> None:
        super().__init__(used_minor=used.minor, currency=used.currency)


class CompanyPaymentKeyReused(Conflict):
    """The key was used before for another payment of this company."""

    code = "companies.payment_key_reused"


class CompanyPaymentMissing(Missing):
    code = "companies.payment_missing"
