"""Makers of loyalty programmes and points."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from duken.kernel import ids
from duken.kernel.actor import system
from duken.loyalty import reads
from duken.loyalty.correct_points import correct_points
from duken.loyalty.reads import ProgrammeRead
from duken.loyalty.save_programme import ProgrammeDraft, save_programme

BY = system("tests")


class LoyaltyMakers:
    """`make.programme()`: a point for every pound, worth a penny. `make.points(customer, 500)`."""

    def __init__(self) -> None:
        super().__init__()
        reads.forget()

    def programme(self, code: str = "club", **facts: Any) -> ProgrammeRead:
        save_programme(ProgrammeDraft(code, **({"name": code.title(), "currency": "GBP"} | facts)), by=BY)
        reads.forget()
        return reads.programme_of(facts.get("currency", "GBP"))

    def points(self, customer_id: UUID, points: int, *, currency: str = "GBP") -> None:
        correct_points(customer_id, currency=currency, points=points, reason="made", key=str(ids.new_id()), by=BY)
