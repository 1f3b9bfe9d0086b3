"""A payment provider that keeps a naive book of its own: who paid what, and what went back under which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from duken.kernel.money import Money
from duken.payments.errors import ForgedNotice, PaymentMissing, ProviderUnreachable
from duken.payments.provider import Notice, Started


@dataclass
class Visit:
    """One payment as the gateway knows it. A card that was declined may be tried again; money comes once."""

    payment_id: UUID
    amount: Money
    outcome: str = "pending"
    paid_back: dict[str, int] = field(default_factory=dict)

    @property
    def kept_minor(self) -> int:
        return (self.amount.minor if self.outcome == "captured" else 0) - sum(self.paid_back.values())

    def notice(self) -> Notice:
        return Notice(self.payment_id, f"visit-{self.payment_id}", self.outcome, self.amount)


@dataclass
class Gateway:
    """Answers nobody while `is_away`."""

    code: str = "gateway"
    is_away: bool = False
    visits: dict[UUID, Visit] = field(default_factory=dict)

    @property
    def kept_minor(self) -> int:
        return sum(visit.kept_minor for visit in self.visits.values())

    def start(self, payment_id: UUID, *, amount: Money, **said: Any) -> Started:
        self._answer()
        visit = self.visits.setdefault(payment_id, Visit(payment_id, amount))
        return Started(visit.notice().reference, f"https://gateway.example/{payment_id}")

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice:
        raise ForgedNotice

    def ask(self, payment_id: UUID, reference: str) -> Notice:
        self._answer()
        return self._visit(payment_id).notice()

    def refund(self, reference: str, *, amount: Money, key: str) -> str:
        self._answer()
        visit = self._visit(UUID(reference.removeprefix("visit-")))
        visit.paid_back.setdefault(key, amount.minor)
        assert visit.kept_minor >= 0, "more was asked back than had come"
        return f"back-{key}"

    def _answer(self) -> None:
        if self.is_away:
            raise ProviderUnreachable(self.code)

    def _visit(self, payment_id: UUID) -> Visit:
        if payment_id not in self.visits:
            raise PaymentMissing
        return self.visits[payment_id]
