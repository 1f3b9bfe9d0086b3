"""Read cards as they are compared: each with all that joined it. A fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from duken.customers.identities.alias import aliases_of_all
from duken.customers.identities.profile import Profile, city_key
from duken.customers.models import Customer
from duken.kernel import sql

_ALIKE = {"whatsapp": "phone", "viber": "phone"}


def profiles_of(customer_ids: Collection[UUID]) -> dict[UUID, Profile]:
    """Cards that are not there are absent."""
    if not customer_ids:
        return {}
    families = aliases_of_all(customer_ids)
    members = [one for family in families.values() for one in family]
    # Arrays, not lists of parameters: ten thousand neighbours are nothing unusual.
    those = Customer.objects.extra(where=["id = ANY(%s)"], params=[members])
    cards = {card: (name, born) for card, name, born in those.values_list("pk", "name", "born_on")}
    said: dict[UUID, dict[str, set[str]]] = {one: {} for one in members}
    for card, kind, value in sql.rows(_CONTACTS, [members, members]):
        _add(said[card], _ALIKE.get(kind, kind), value)
    for card, city, postcode in sql.rows(
        "SELECT customer_id, city, postcode FROM customers_address WHERE customer_id = ANY(%s)", [members]
    ):
        _add(said[card], "city", city_key(city))
        _add(said[card], "postcode", postcode.replace(" ", "").upper())
    return {root: _profile(family, cards, said) for root, family in families.items() if root in cards}


def _add(said: dict[str, set[str]], kind: str, value: str) -> None:
    if value:
        said.setdefault(kind, set()).add(value)


def _profile(family: list[UUID], cards: dict[UUID, Any], said: dict[UUID, dict[str, set[str]]]) -> Profile:
    def every(kind: str) -> frozenset[str]:
        return frozenset(value for one in family for value in said[one].get(kind, ()))

    numbers = {
        f"{kind}:{value}"
        for one in family
        for kind, values in said[one].items()
        for value in values
        if kind in _NUMBERS
    }
    return Profile(
        name=next((cards[one][0] for one in family if one in cards and cards[one][0]), ""),
        phones=every("phone"),
        emails=every("email"),
        born_on=next((cards[one][1] for one in family if one in cards and cards[one][1]), None),
        cities=every("city"),
        postcodes=every("postcode"),
        numbers=frozenset(numbers),
    )


_NUMBERS = frozenset(["telegram", "instagram", "vk", "loyalty_card", "device", "marketplace"])
_CONTACTS = """
SELECT customer_id, kind, value FROM customers_identity WHERE customer_id = ANY(%s)
UNION ALL SELECT customer_id, kind, value FROM customers_mention WHERE customer_id = ANY(%s)
"""
