"""What a text typed by staff may mean: a name in any script, a phone in any spelling or a part of it, an e-mail.

Each way is asked of its own index. Ways joined by OR would be judged card by card, a million times.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from duken.customers.identities.find import spellings
from duken.customers.identities.names import begins_with, words_of_name
from duken.kernel import sql

FEW = 2000
LEAST_DIGITS = 4
LEAST_LETTERS = 3  # of a part of an e-mail; of fewer no index knows where they stand: they begin it


class Matching(NamedTuple):
    """A condition on a card `c`. `is_few`: it names all cards that are meant, and they are `FEW` at most."""

    condition: str
    values: list[Any]
    is_few: bool


class _Way(NamedTuple):
    """How cards are found by an index, and what one of them fulfils; both take `values`."""

    finding: str
    fulfilled: str
    values: list[Any]


def matching(text: str) -> Matching:
    """What a way finds few of is asked by id; of what it finds many, a page is soon found one by one. One statement."""
    ways = _ways(text)
    parts = [f"(SELECT {at}, found.id FROM ({way.finding} LIMIT {FEW + 1}) found)" for at, way in enumerate(ways)]  # noqa: S608
    found: list[list[UUID]] = [[] for _ in ways]
    for at, card in sql.rows(" UNION ALL ".join(parts), [value for way in ways for value in way.values]):
        found[at].append(card)
    many = [way for way, cards in zip(ways, found, strict=True) if len(cards) > FEW]
    few = {card for cards in found if len(cards) <= FEW for card in cards}
    conditions = ["c.id = ANY(%s)", *(way.fulfilled for way in many)]
    values = [list(few), *(value for way in many for value in way.values)]
    return Matching(f"({' OR '.join(conditions)})", values, not many)


def phone_spellings(text: str) -> list[str]:
    """What a phone number may be in E.164, read as people of our countries write it."""
    if sum(character.isdigit() for character in text) < 6 or any(character.isalpha() for character in text):
        return []
    return spellings("phone", text)


def _ways(text: str) -> list[_Way]:
    ways = [_of_card("c.reference = %s", [text])]
    if words := words_of_name(text):
        ways.append(_of_card(" AND ".join(["c.name_folded LIKE %s"] * len(words)), begins_with(words)))
    digits = "".join(character for character in text if character.isdigit())
    has_letters = any(character.isalpha() for character in text)
    if phones := phone_spellings(text):
        ways.append(_of_identity("i.kind = 'phone' AND i.value = ANY(%s)", [phones]))
    if len(digits) >= LEAST_DIGITS and not has_letters:
        ways.append(_of_identity("i.kind = 'phone' AND i.value LIKE %s", [f"%{digits}%"]))
    if has_letters:
        part = f"{_plain(text.lower())}%"
        part = part if len(text) < LEAST_LETTERS else f"%{part}"
        ways.append(_of_identity("i.kind = 'email' AND i.value LIKE %s", [part]))
    return ways


def _of_card(condition: str, values: list[Any]) -> _Way:
    return _Way(f"SELECT c.id FROM customers_customer c WHERE {condition}", condition, values)  # noqa: S608


def _of_identity(condition: str, values: list[Any]) -> _Way:
    return _Way(_HELD_BY.format(condition), _HOLDS.format(condition), values)


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_HELD_BY = """SELECT coalesce(a.root_id, i.customer_id) AS id FROM customers_identity i
LEFT JOIN customers_alias a ON a.customer_id = i.customer_id WHERE {}"""
# Asked of one card after another: an EXISTS would first gather all that hold it. Of a card that joined another only
# what few have finds it.
_HOLDS = """coalesce(
    (SELECT true FROM customers_identity i WHERE i.customer_id = c.id AND {} LIMIT 1), false)"""
