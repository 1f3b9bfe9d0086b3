"""A card as it is compared with others: what it says in one spelling, and the keys under which it meets them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duken.customers.identities.names import words_of_name
from duken.customers.identities.nicknames import full_name_of

_GENERIC = frozenset(["info", "mail", "sales", "office", "admin", "contact", "shop", "zakaz", "order", "hello"])
LEAST_LOCAL = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """`name` as written; phones in E.164 and e-mails of one's own and mentioned beside them."""

    name: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    born_on: date | None = None
    cities: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # loyalty cards, messengers: "telegram:name"

    @property
    def words(self) -> tuple[str, ...]:
        return words_of_name(self.name)


def local_part(email: str) -> str:
    """What stands before the @, without dots and what follows a plus; empty if it is nobody's own."""
    local = "".join(character for character in email.partition("@")[0].partition("+")[0] if character.isalnum())
    return local if len(local) >= LEAST_LOCAL and local not in _GENERIC else ""


def city_key(text: str) -> str:
    return " ".join(words_of_name(text))


def keys_of(card: Profile) -> set[str]:
    """Whoever shares one of these is worth a comparison; none says who somebody is with certainty."""
    return set(_keys(card))


def name_key(card: Profile) -> str:
    """The key of the whole name, in whatever order and short form it is written."""
    return "name " + " ".join(sorted(full_name_of(word) for word in card.words))


def _keys(card: Profile) -> Iterator[str]:
    full = sorted(full_name_of(word) for word in card.words)
    whole, initials = " ".join(full), "".join(word[0] for word in full)
    for phone in card.phones:
        yield f"phone {phone[-7:]}"
        if full:
            yield f"phone end {phone[-4:]} {initials}"
            yield f"phone middle {phone[-8:-4]} {initials}"
    for email in card.emails:
        yield f"email {email}"
        if local := local_part(email):
            yield f"local {local}"
    for number in card.numbers:
        yield f"number {number}"
    if len(full) > 1:
        yield name_key(card)
        yield from (f"name in {city} {whole}" for city in card.cities)
    for postcode in card.postcodes:
        yield from (f"at {postcode} {word}" for word in full)
    if card.born_on:
        yield from (f"born {card.born_on} {word[:3]}" for word in full)
        yield from (f"born about {card.born_on.year} {word}" for word in full if len(full) > 1)
