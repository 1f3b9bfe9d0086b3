"""The short card: who this is, in one glance, for the seller and the desk; by phone, by name, while they type.

Two statements, three where only a part of an e-mail may be meant. Measured at a million cards by
`python -m bench.cards`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from duken.customers.identities.find import spellings
from duken.customers.identities.names import begins_with, words_of_name
from duken.kernel import sql
from duken.kernel.actor import Actor

LEAST_DIGITS = 4  # fewer ends of a number mean too many people
LEAST_LETTERS = 3  # of a part of an e-mail: of fewer no index knows where they stand
_LOOKED_AT = 200  # by one way of searching; who is meant by a very common name must say more


_Way = tuple[int, str, list[Any]]  # rank, statement, its parameters


class ShortCard(NamedTuple):
    """`aliases`: every id of this person, the card's own first. `worth`: (currency, minor units) of what they kept.
    `refuses`: ways they do not want to be contacted by."""

    id: UUID
    name: str
    phones: list[str]
    emails: list[str]
    group: str
    language: str
    note: str
    preferred_channel: str
    refuses: list[str]
    orders: int
    worth: list[tuple[str, int]]
    last_at: datetime | None
    open_tasks: int
    aliases: list[UUID]


def short_card_by(text: str, *, limit: int = 10, by: Actor) -> list[ShortCard]:
    """Cards of a phone in any spelling or its last digits, a name in any script or its beginnings, an e-mail or its
    beginning; where nobody is called so, a part of an e-mail. The best match first, then who was here last."""
    by.require("customers.read")
    said = text.strip().replace("\x00", "")[:200]
    found = _found(_ways(said), limit) or _found(_by_part(said), limit)
    cards = {card.id: card for card in short_cards(found, by=by)}
    return [cards[one] for one in found if one in cards]


def short_card(customer_id: UUID, *, by: Actor) -> ShortCard | None:
    """The short card of this id, or of the card it joined."""
    return next(iter(short_cards([customer_id], by=by)), None)


def short_cards(customer_ids: Sequence[UUID], *, by: Actor) -> list[ShortCard]:
    """One statement; cards that are not there are absent, cards of one person come once."""
    by.require("customers.read")
    return _cards(FAMILIES + _CARDS, customer_ids)


def short_cards_as_they_are(customer_ids: Collection[UUID], *, by: Actor) -> list[ShortCard]:
    """Each card by itself, whatever it joined: for people who decide about merges."""
    by.require("customers.merge")
    return _cards(_ALONE + _CARDS, list(customer_ids))


def _cards(statement: str, customer_ids: Sequence[UUID]) -> list[ShortCard]:
    if not customer_ids:
        return []
    found = [ShortCard(*row) for row in sql.rows(statement, [list(customer_ids)])]
    return [
        card._replace(refuses=_read(card.refuses), worth=[(one["currency"], one["minor"]) for one in _read(card.worth)])
        for card in found
    ]


def _found(ways: list[_Way], limit: int) -> list[UUID]:
    """The cards that fit best, best first; of equals who was here last."""
    if not ways:
        return []
    parts = [f"(SELECT {rank} AS rank, {way} LIMIT {_LOOKED_AT})" for rank, way, _ in ways]
    rows = sql.rows(
        f"""SELECT found.id FROM (
                SELECT coalesce(a.root_id, found.id) AS id, min(found.rank) AS rank
                FROM ({" UNION ALL ".join(parts)}) found LEFT JOIN customers_alias a ON a.customer_id = found.id
                GROUP BY 1
            ) found LEFT JOIN LATERAL (
                SELECT m.at FROM customers_moment m WHERE m.customer_id = found.id ORDER BY m.at DESC LIMIT 1
            ) last ON true
            ORDER BY found.rank, last.at DESC NULLS LAST, found.id LIMIT %s""",  # noqa: S608
        [*(parameter for _, _, parameters in ways for parameter in parameters), limit],
    )
    return [one for (one,) in rows]


def _ways(text: str) -> list[_Way]:
    letters = any(character.isalpha() for character in text)
    digits = "".join(character for character in text if character.isdigit())
    ways: list[_Way] = []
    if not letters and len(digits) >= 6 and (phones := spellings("phone", text)):
        ways.append((0, "customer_id AS id FROM customers_identity WHERE value = ANY(%s)", [phones]))
    if not letters and len(digits) >= LEAST_DIGITS:
        end = "customer_id AS id FROM customers_identity WHERE kind = 'phone' AND reverse(value) LIKE %s"
        ways.append((1, end, [f"{digits[::-1]}%"]))
    if text and " " not in text and (letters or len(digits) >= LEAST_DIGITS):
        start = "customer_id AS id FROM customers_identity WHERE value LIKE %s"
        ways.append((1, start, [f"{_plain(text.lower())}%"]))
    if letters and (words := words_of_name(text)):
        # Joined by AND, not LIKE ALL: only single conditions are looked up in the index.
        each = " AND ".join(["name_folded LIKE %s"] * len(words))
        ways.append((2, f"id FROM customers_customer WHERE {each}", begins_with(words)))
    return ways


def _by_part(text: str) -> list[_Way]:
    """By what stands anywhere in an e-mail: what nobody is called by is looked for there."""
    if " " in text or len(text) < LEAST_LETTERS or not any(character.isalpha() for character in text):
        return []
    part = "customer_id AS id FROM customers_identity WHERE kind = 'email' AND value LIKE %s"
    return [(0, part, [f"%{_plain(text.lower())}%"])]


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _read(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


# Each family is read by the ids of its cards; what the root does not say, the first of the others says.
FAMILIES = """
WITH asked AS (
    SELECT DISTINCT coalesce(a.root_id, given.id) AS root_id
    FROM unnest(%s::uuid[]) given(id) LEFT JOIN customers_alias a ON a.customer_id = given.id
), member AS (
    SELECT root_id, root_id AS id FROM asked
    UNION ALL SELECT a.root_id, a.customer_id FROM asked JOIN customers_alias a USING (root_id)
), family AS (
    SELECT m.root_id, array_agg(m.id ORDER BY m.id <> m.root_id, m.id) AS ids FROM member m GROUP BY m.root_id
)
"""
_ALONE = "WITH family AS (SELECT id AS root_id, ARRAY[id] AS ids FROM unnest(%s::uuid[]) given(id))"
_CARDS = """
SELECT f.root_id, said.name, contacts.phones, contacts.emails, said."group", said.language, said.note,
       said.preferred_channel, said.refuses, story.orders, story.worth, story.last_at, tasks.open, f.ids
FROM family f
JOIN customers_customer root ON root.id = f.root_id
CROSS JOIN LATERAL (
    SELECT coalesce((array_agg(c.name ORDER BY n) FILTER (WHERE c.name <> ''))[1], '') AS name,
           coalesce((array_agg(c."group" ORDER BY n) FILTER (WHERE c."group" <> ''))[1], '') AS "group",
           coalesce((array_agg(c.language ORDER BY n) FILTER (WHERE c.language <> ''))[1], '') AS language,
           coalesce(string_agg(c.note, E'\\n' ORDER BY n) FILTER (WHERE c.note <> ''), '') AS note,
           coalesce((array_agg(c.preferred_channel ORDER BY n) FILTER (WHERE c.preferred_channel <> ''))[1], '')
               AS preferred_channel,
           coalesce((SELECT jsonb_agg(DISTINCT way) FROM customers_customer r, jsonb_array_elements(r.refuses) way
                     WHERE r.id = ANY(f.ids)), '[]') AS refuses
    FROM unnest(f.ids) WITH ORDINALITY AS one(id, n) JOIN customers_customer c ON c.id = one.id
) said
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(i.value ORDER BY i.id) FILTER (WHERE i.kind = 'phone'), '{}') AS phones,
           coalesce(array_agg(i.value ORDER BY i.id) FILTER (WHERE i.kind = 'email'), '{}') AS emails
    FROM customers_identity i WHERE i.customer_id = ANY(f.ids)
) contacts
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE m.kind IN ('order_placed', 'order_imported', 'order_sold'))::int AS orders,
           max(m.at) FILTER (WHERE m.kind NOT IN ('merged', 'unmerged')) AS last_at,
           coalesce((
               SELECT jsonb_agg(jsonb_build_object('currency', w.currency, 'minor', w.minor) ORDER BY w.currency)
               FROM (SELECT v.currency, sum(v.value_minor)::bigint AS minor FROM customers_moment v
                     WHERE v.customer_id = ANY(f.ids) AND v.value_minor <> 0 GROUP BY v.currency) w
           ), '[]') AS worth
    FROM customers_moment m WHERE m.customer_id = ANY(f.ids)
) story
CROSS JOIN LATERAL (
    SELECT count(*)::int AS open FROM customers_task t WHERE t.customer_id = ANY(f.ids) AND t.done_at IS NULL
) tasks
"""
