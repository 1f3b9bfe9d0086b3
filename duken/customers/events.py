"""What happened to a customer's card. No contact data: the feed goes to partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CustomerCreated(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID


@dataclass(frozen=True, slots=True)
class CustomerChanged(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    fields: tuple[str, ...]
