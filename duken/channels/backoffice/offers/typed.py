"""What somebody typed into the form of an offer: for whom, in which words; and a draft as the form shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duken.catalog.reads import all_categories
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.fields import moment
from duken.channels.field_words import Labels
from duken.conversations.campaigns.audience import Audience
from duken.conversations.campaigns.reads import CampaignRead
from duken.customers.browse import customer_groups
from duken.kernel.refusals import InvalidField
from duken.loyalty.reads import active_programmes

LABELS: Labels = {
    "name": _("Name, for colleagues"),
    "category": _("Bought something of"),
    "since": _("Last order on this day or later"),
    "until": _("Last order before this day"),
}


def audience_typed(form: QueryDict, timezone: str) -> Audience:
    """Raises InvalidField: no date, no known category."""
    chosen = [tier.partition(":") for tier in form.getlist("tiers")]
    currencies = {currency for currency, _, _ in chosen}
    if len(currencies) > 1:
        raise InvalidField("tiers", "too_many_or_twice")
    return Audience(
        groups=tuple(one[:40] for one in form.getlist("groups")),
        tiers=tuple(code for _, _, code in chosen),
        currency=next(iter(currencies), ""),
        categories=_categories(form.getlist("categories")),
        since=_day("since", form.get("since", ""), timezone),
        until=_day("until", form.get("until", ""), timezone),
    )


def words_typed(form: QueryDict) -> dict[str, tuple[str, str]]:
    """Language -> (subject, body); a language of which nothing was written is left out."""
    found = {
        code: (form.get(f"subject_{code}", "").strip(), form.get(f"body_{code}", "").strip().replace("\r\n", "\n"))
        for code, _ in settings.LANGUAGES
    }
    return {code: said for code, said in found.items() if any(said)}


def as_typed(found: CampaignRead | None, timezone: str) -> dict[str, Any]:
    if found is None:
        return {"name": "", "since": "", "until": "", "groups": (), "tiers": (), "categories": (), "words": {}}
    asked = found.audience
    return {
        "name": found.name,
        "since": _shown(asked.since, timezone),
        "until": _shown(asked.until, timezone),
        "groups": asked.groups,
        "tiers": tuple(f"{asked.currency}:{code}" for code in asked.tiers),
        "categories": asked.categories,
        "words": found.words,
    }


def as_sent(form: QueryDict) -> dict[str, Any]:
    """The form as it came, to be mended."""
    chosen = {name: tuple(form.getlist(name)) for name in ("groups", "tiers", "categories")}
    typed = {name: form.get(name, "") for name in ("name", "since", "until")}
    return chosen | typed | {"words": words_typed(form)}


def choices(form: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """What may be chosen, and what is: (code, name, is chosen)."""
    tiers = [
        (f"{one.currency}:{tier.code}", f"{one.name}: {tier.name}") for one in active_programmes() for tier in one.tiers
    ]
    shelves = [(str(node.id), "\u2003" * node.depth + node.name) for node in all_categories(desk.language)]
    return {
        "groups": [(one, one, one in form["groups"]) for one in customer_groups(by=desk.anywhere)],
        "tiers": [(code, name, code in form["tiers"]) for code, name in tiers],
        "categories": [(code, name, code in form["categories"]) for code, name in shelves],
        "languages": [(code, name, *form["words"].get(code, ("", ""))) for code, name in settings.LANGUAGES],
    }


def _categories(asked: list[str]) -> tuple[str, ...]:
    known = {str(node.id) for node in all_categories()} if asked else set[str]()
    for one in asked:
        if one not in known:
            raise InvalidField("category", "unknown", one[:60])
    return tuple(asked)


def _day(field: str, text: str, timezone: str) -> datetime | None:
    at = moment(field, text[:10], timezone)
    return at.astimezone(UTC) if at else None


def _shown(at: datetime | None, timezone: str) -> str:
    return at.astimezone(ZoneInfo(timezone)).date().isoformat() if at else ""
