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


@dataclass(frozen=True, slots=True)
class CustomersMerged(Event):
    """The joined card speaks through this one from now on."""

    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "customers.merge"
    customer_id: UUID
    joined_id: UUID
    merge_id: UUID


@dataclass(frozen=True, slots=True)
class CustomersUnmerged(Event):
    """They are two again."""

    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "customers.merge"
    customer_id: UUID
    joined_id: UUID
    merge_id: UUID


@dataclass(frozen=True, slots=True)
class ConsultationRecorded(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    note_id: UUID


@dataclass(frozen=True, slots=True)
class CandidateDecided(Event):
    """Somebody said of two cards: `different`, or `asked_again` (what was said is undone)."""

    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "customers.merge"
    customer_id: UUID
    other_id: UUID
    decision: str


@dataclass(frozen=True, slots=True)
class ContactProven(Event):
    """Its owner has proven a contact; it may have brought a card with it."""

    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    kind: str
    proof: str


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    purpose: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """From now on nothing is sent for this purpose."""

    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    purpose: str
