"""What happened to tax rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class TaxRateSaved(Event):
    aggregate: ClassVar[str] = "tax_rate"
    privileged: ClassVar[str] = "tax.manage"
    country: str
    tax_class: str
    rate: Decimal
    starts_on: date
