"""What a person or an import says about a promotion, before it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PromotionDraft:
    """A promotion by its code. `terms`: plain JSON (rule.py); amounts in minor units; None: no limit."""

    code: str
    name: str
    currency: str
    terms: Mapping[str, Any]
    name_in: Mapping[str, str] = field(default_factory=dict)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    priority: int = 100
    group: str = ""
    alone: bool = False
    cap_minor: int | None = None
    budget_minor: int | None = None
    uses: int | None = None
    uses_per_customer: int | None = None


@dataclass(frozen=True, slots=True)
class CouponDraft:
    """One code. Empty: an unguessable one is made. `customer_id`: only this person may use it."""

    code: str = ""
    uses: int = 1
    customer_id: UUID | None = None
    ends_at: datetime | None = None
