"""What happened to companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CompanySaved(Event):
    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.write"
    company_id: UUID


@dataclass(frozen=True, slots=True)
class BuyerSaved(Event):
    """Somebody may act for a company, as `role`."""

    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.write"
    company_id: UUID
    customer_id: UUID
    role: str


@dataclass(frozen=True, slots=True)
class BuyerRemoved(Event):
    aggregate: ClassVar[str] = "company"
    privileged: ClassVar[str] = "companies.write"
    company_id: UUID
    customer_id: UUID
