"""Questions about payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from duken.kernel.actor import Actor
from duken.payments.models import Payment, Refund

PaymentId = NewType("PaymentId", UUID)


@dataclass(frozen=True, slots=True)
class PaymentRead:
    id: UUID
    order_id: UUID
    method: str
    provider: str
    tender: str
    currency: str
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    status: str
    reference: str
    redirect_url: str
    created_at: datetime
    captured_at: datetime | None
    source_id: UUID | None
    due_on: date | None


_FIELDS = tuple(PaymentRead.__dataclass_fields__)


def payments_of(order_ids: Sequence[UUID], *, by: Actor) -> dict[UUID, list[PaymentRead]]:
    """Payments by order, oldest first; one statement. The caller has checked that the orders may be seen."""
    found: dict[UUID, list[PaymentRead]] = {order: [] for order in order_ids}
    for row in Payment.objects.filter(order_id__in=list(order_ids)).order_by("created_at", "pk").values_list(*_FIELDS):
        read = PaymentRead(*row)
        found[read.order_id].append(read)
    return found


def payment(payment_id: UUID) -> PaymentRead | None:
    row = Payment.objects.filter(pk=payment_id).values_list(*_FIELDS).first()
    return PaymentRead(*row) if row else None


def overdue(before: datetime, *, limit: int = 200) -> list[PaymentRead]:
    """Online payments started before a moment and still unfinished: to be asked about, then given up."""
    rows = Payment.objects.filter(status="started", created_at__lt=before).exclude(provider="")
    return [PaymentRead(*row) for row in rows.order_by("created_at").values_list(*_FIELDS)[:limit]]


def open_refunds(*, limit: int = 200) -> list[UUID]:
    return list(Refund.objects.filter(status="requested").order_by("created_at").values_list("pk", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class RefundRead:
    id: UUID
    payment_id: UUID
    amount_minor: int
    reason: str
    status: str
    created_at: datetime
    done_at: datetime | None


def refunds_of(payment_ids: Sequence[UUID]) -> list[RefundRead]:
    """Refunds of some payments, oldest first; the caller has checked that they may be seen."""
    rows = Refund.objects.filter(payment_id__in=list(payment_ids)).order_by("created_at", "pk")
    return [RefundRead(*row) for row in rows.values_list(*RefundRead.__dataclass_fields__)]
