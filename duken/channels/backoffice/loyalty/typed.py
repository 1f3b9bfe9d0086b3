"""What somebody typed into the form of the programme, read into a draft; and a programme as the form shows it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from duken.channels.backoffice.fields import decimal, whole
from duken.kernel.letters import to_latin
from duken.kernel.money import Money, parse_major
from duken.kernel.refusals import InvalidField
from duken.loyalty.policies import Tier
from duken.loyalty.reads import ProgrammeRead
from duken.loyalty.save_programme import ProgrammeDraft

MOST_TIERS = 6


def programme_draft(form: QueryDict, before: ProgrammeRead | None, currency: str) -> ProgrammeDraft:
    """Raises InvalidField: what is no number, a tier without a name."""
    name = " ".join(form.get("name", "").split())
    return ProgrammeDraft(
        code=before.code if before else _code_of(name) or currency.lower(),
        name=name,
        currency=currency,
        earn_points=whole("earn_points", form.get("earn_points", "")),
        earn_per_minor=_amount("earn_per", form.get("earn_per", ""), currency),
        point_value_minor=_amount("point_value", form.get("point_value", ""), currency),
        least_points=whole("least_points", form.get("least_points") or "1"),
        most_basis_points=int(decimal("most_percent", form.get("most_percent") or "100") * 100),
        months=whole("months", form.get("months", "")) if form.get("months", "").strip() else None,
        tier_months=whole("tier_months", form.get("tier_months") or "12"),
        tiers=_tiers(form, before, currency),
        is_active="is_active" in form,
    )


def as_typed(programme: ProgrammeRead | None, currency: str) -> dict[str, Any]:
    """The form's fields; without a programme what is usual: a point for each whole unit, worth a hundredth of it."""
    if programme is None:
        one = Money(parse_major(Decimal(1), currency).minor, currency)
        value = _major(max(one.minor // 100, 1), currency)
        usual = {"earn_points": 1, "earn_per": _major(one.minor, currency), "point_value": value, "least_points": 1}
        return usual | {"most_percent": 100, "months": 12, "tier_months": 12, "is_active": True, "tiers": _rows([])}
    return {
        "name": programme.name,
        "earn_points": programme.earn_points,
        "earn_per": _major(programme.earn_per_minor, currency),
        "point_value": _major(programme.point_value_minor, currency),
        "least_points": programme.least_points,
        "most_percent": _short(Decimal(programme.most_basis_points) / 100),
        "months": programme.months or "",
        "tier_months": programme.tier_months,
        "is_active": True,
        "tiers": _rows([(t.name, _major(t.from_minor, currency), _short(Decimal(t.per_mille) / 1000))
                        for t in programme.tiers]),
    }  # fmt: skip


def as_sent(form: QueryDict) -> dict[str, Any]:
    """The form as it came, to be mended."""
    rows = zip(form.getlist("tier_name"), form.getlist("tier_from"), form.getlist("tier_times"), strict=False)
    return form.dict() | {"tiers": _rows(list(rows)[:MOST_TIERS])}


def _tiers(form: QueryDict, before: ProgrammeRead | None, currency: str) -> tuple[Tier, ...]:
    known = {tier.name: tier.code for tier in before.tiers} if before else {}
    tiers: list[Tier] = []
    rows = zip(form.getlist("tier_name"), form.getlist("tier_from"), form.getlist("tier_times"), strict=False)
    for typed, start, times in list(rows)[:MOST_TIERS]:
        name = " ".join(typed.split())
        if not name and not start.strip():
            continue
        if not name:
            raise InvalidField("tier_name", "empty")
        per_mille = int(decimal("tier_times", times or "1") * 1000)
        code = known.get(name) or _code_of(name) or f"tier-{len(tiers) + 1}"
        tiers.append(Tier(code, name, _amount("tier_from", start, currency), per_mille))
    if len({tier.code for tier in tiers}) < len(tiers):
        raise InvalidField("tier_name", "twice")
    return tuple(tiers)


def _rows(filled: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those that are there, and empty ones to write into."""
    return [*filled, *[("", "", "")] * (MOST_TIERS - len(filled))]


def _amount(field: str, text: str, currency: str) -> int:
    return parse_major(decimal(field, text), currency).minor


def _major(minor: int, currency: str) -> str:
    return _short(Money(minor, currency).decimal())


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _code_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", to_latin(name)).strip("-")[:60]
