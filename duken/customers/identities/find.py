"""Find the card behind an identity, in whatever spelling it was given."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.customers.identities.kinds import normal
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField
from duken.stores import reads as stores

_WITH_COUNTRY = {"phone", "whatsapp", "viber"}


def find_by(kind: str, text: str, *, country: str = "", by: Actor) -> UUID | None:
    """The card somebody has this identity on (the one that speaks for it, if it was merged), or None.

    A phone without a prefix is read as in `country`, else as in each country the shop has a place in.
    """
    by.require("customers.read")
    found = with_identities([(kind, value) for value in spellings(kind, text, country=country)])
    return next(iter(found.values()), None)


def with_identities(identities: Collection[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    """The card behind each of these identities, in normal spelling; unknown ones are absent. One statement, or none."""
    if not identities:
        return {}
    asked = list(identities)
    rows = sql.rows(
        """SELECT i.kind, i.value, coalesce(a.root_id, i.customer_id)
           FROM unnest(%s::text[], %s::text[]) asked(kind, value)
           JOIN customers_identity i ON i.kind = asked.kind AND i.value = asked.value
           LEFT JOIN customers_alias a ON a.customer_id = i.customer_id""",
        [[kind for kind, _ in asked], [value for _, value in asked]],
    )
    return {(kind, value): card for kind, value, card in rows}


def spellings(kind: str, text: str, *, country: str = "") -> list[str]:
    """What a text may mean as an identity of this kind; none if it is nothing of the sort."""
    found: dict[str, None] = {}
    for home in [country] if country or kind not in _WITH_COUNTRY else home_countries():
        try:
            found[normal(kind, text, country=home)] = None
        except InvalidField:
            continue
    return list(found)


def home_countries() -> list[str]:
    """The countries the shop has places in; one without a name where it has none yet."""
    return sorted({place.country for place in stores.locations()}) or [""]
