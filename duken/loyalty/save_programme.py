"""Create or change a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from duken.access import audit
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.money import CURRENCIES
from duken.kernel.refusals import InvalidField
from duken.loyalty._snapshot import forget_after_commit
from duken.loyalty.errors import AnotherProgrammeActive
from duken.loyalty.models import Programme, ProgrammeVersion
from duken.loyalty.policies import Tier
from duken.loyalty.versions import what_changed

_RANGES = {
    "earn_points": (1, 1_000_000),
    "earn_per_minor": (1, 10**12),
    "point_value_minor": (1, 10**9),
    "least_points": (1, 10**9),
    "most_basis_points": (1, 10_000),
    "tier_months": (1, 120),
}


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """`earn_points` for every `earn_per_minor`; at most `most_basis_points` of the goods may be paid with points."""

    code: str
    name: str
    currency: str
    earn_points: int = 1
    earn_per_minor: int = 100
    point_value_minor: int = 1
    least_points: int = 1
    most_basis_points: int = 10_000
    months: int | None = 12
    tier_months: int = 12
    tiers: Sequence[Tier] = field(default_factory=tuple)
    is_active: bool = True


def save_programme(draft: ProgrammeDraft, *, by: Actor) -> UUID:
    """Create it or change the one with the same code; points earned before stay as they are. Repeats are harmless:
    only what differs becomes a new version.

    Raises InvalidField, AnotherProgrammeActive (one programme a currency).
    """
    by.require("loyalty.manage")
    check_programme(draft)
    values = {name: getattr(draft, name) for name in draft.__slots__ if name != "code"}
    values["tiers"] = [tier._asdict() for tier in sorted(draft.tiers, key=lambda tier: tier.from_minor)]
    try:
        with transaction.atomic():
            row, _ = Programme.objects.update_or_create(code=draft.code, defaults=values)
            _write_version(row, values, by)
            forget_after_commit()
    except IntegrityError:
        active = Programme.objects.filter(currency=draft.currency, is_active=True).values_list("code", flat=True)
        raise AnotherProgrammeActive(next(iter(active), "")) from None
    return row.pk


def _write_version(row: Programme, terms: dict[str, Any], by: Actor) -> None:
    """The row is locked by the change: two people at once write two versions, one after the other."""
    last = ProgrammeVersion.objects.filter(programme=row).order_by("-number").first()
    if last and last.terms == terms:
        return
    number = last.number + 1 if last else 1
    ProgrammeVersion.objects.create(programme=row, number=number, terms=terms, at=clock.now(), actor=by.id)
    facts = {"code": row.code, "version": number, "changed": what_changed(last.terms if last else {}, terms)}
    audit.write("loyalty.manage", ids.show("lpr", row.pk), facts=facts, by=by)


def check_programme(draft: ProgrammeDraft) -> None:
    """Raises InvalidField."""
    for name in ("code", "name"):
        text = getattr(draft, name)
        if not 1 <= len(text) <= 100 or not text.isprintable():
            raise InvalidField(name, "empty_or_too_long", text)
    if draft.currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", draft.currency)
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(draft, name) <= most:
            raise InvalidField(name, "out_of_range", getattr(draft, name))
    if draft.months is not None and not 1 <= draft.months <= 120:
        raise InvalidField("months", "out_of_range", draft.months)
    if len({tier.from_minor for tier in draft.tiers}) < len(draft.tiers):
        raise InvalidField("tiers", "twice")
    for tier in draft.tiers:
        if not tier.code or not 0 <= tier.from_minor <= 10**15 or not 1000 <= tier.per_mille <= 100_000:
            raise InvalidField("tiers", "out_of_range", tier.code)
