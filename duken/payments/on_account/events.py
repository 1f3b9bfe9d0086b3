"""What happened to companies' accounts with us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class CreditLimitChanged(Event):
    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.limit"
    company_id: UUID
    before: Money
    now: Money
    reason: str


@dataclass(frozen=True, slots=True)
class CompanyPaid(Event):
    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.payments"
    company_id: UUID
    payment_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class CompanyPaymentTakenBack(Event):
    """It had been written down by mistake."""

    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.payments"
    company_id: UUID
    payment_id: UUID
    amount: Money
    reason: str
