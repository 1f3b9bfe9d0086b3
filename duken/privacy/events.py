"""What happened to somebody's data. Ids only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """Nobody knows any more whose card this was. Whoever keeps a copy forgets it too."""

    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "customers.erase"
    customer_id: UUID
    erasure_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class PersonExported(Event):
    """Everything known about a person was handed out."""

    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "customers.export"
    customer_id: UUID


@dataclass(frozen=True, slots=True)
class ErasureWished(Event):
    """A customer asked to be erased; there is some time to change their mind."""

    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    due_at: str


@dataclass(frozen=True, slots=True)
class ErasureWishTakenBack(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
