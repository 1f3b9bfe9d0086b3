"""What happened to money. The aggregate is the order the money is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PaymentCaptured(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    payment_id: UUID
    amount: Money
    method: str


@dataclass(frozen=True, slots=True)
class PaymentFailed(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    payment_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentMismatched(Event):
    """The provider says it moved another sum than was asked for. Nothing was booked: a person must look."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    payment_id: UUID
    expected: Money
    reported: Money


@dataclass(frozen=True, slots=True)
class PaymentVoided(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    payment_id: UUID


@dataclass(frozen=True, slots=True)
class RefundRequested(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    payment_id: UUID
    refund_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class RefundDone(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    refund_id: UUID
    amount: Money
