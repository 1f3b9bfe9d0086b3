"""What a cashier may do alone; beyond it a manager's PIN is asked. A till may have limits of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from duken.kernel.refusals import InvalidField

MOST = 10**12
_MOST = {"discount_basis_points": 10_000, "return_days": 3_650}


class Limits(NamedTuple):
    """Amounts in minor units of the till's currency. `difference_minor`: how far a count may be off unasked."""

    discount_basis_points: int = 1_000
    return_minor: int = 5_000_000
    cash_out_minor: int = 1_000_000
    difference_minor: int = 10_000
    return_without_receipt_minor: int = 500_000
    return_days: int = 14


def limits_of(said: Mapping[str, int]) -> Limits:
    return Limits(**{name: said[name] for name in Limits._fields if name in said})


def checked(said: Mapping[str, int]) -> dict[str, int]:
    """Only limits there are, each a whole number within its bounds. Raises InvalidField."""
    for name, value in said.items():
        if name not in Limits._fields:
            raise InvalidField(f"limits.{name}", "unknown", value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST.get(name, MOST):
            raise InvalidField(f"limits.{name}", "out_of_range", value)
    return dict(said)
