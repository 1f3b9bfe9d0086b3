"""What is asked of a card before anybody is written to: where, in which language, and by which way rather not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.customers.card.short import FAMILIES
from duken.kernel import sql
from duken.kernel.actor import Actor


class WritableCard(NamedTuple):
    """`aliases`: every id of this person, the card's own first. `refuses`: ways they do not want to be written by."""

    id: UUID
    language: str
    preferred_channel: str
    refuses: list[str]
    phones: list[str]
    emails: list[str]
    aliases: list[UUID]


def writable_cards(customer_ids: Sequence[UUID], *, by: Actor) -> list[WritableCard]:
    """One statement, for thousands at once: nothing of a card's story is read, which short cards sum up. Cards that
    are not there are absent, cards of one person come once."""
    by.require("customers.read")
    if not customer_ids:
        return []
    return [WritableCard(*row) for row in sql.rows(FAMILIES + _CARDS, [list(customer_ids)])]


# What the root does not say, the first of the others says.
_CARDS = """
SELECT f.root_id,
       coalesce((array_agg(c.language ORDER BY m.n) FILTER (WHERE c.language <> ''))[1], ''),
       coalesce((array_agg(c.preferred_channel ORDER BY m.n) FILTER (WHERE c.preferred_channel <> ''))[1], ''),
       ARRAY(SELECT DISTINCT way FROM customers_customer r, jsonb_array_elements_text(r.refuses) way
             WHERE r.id = ANY(f.ids)),
       ARRAY(SELECT i.value FROM customers_identity i WHERE i.customer_id = ANY(f.ids) AND i.kind = 'phone'
             ORDER BY i.id),
       ARRAY(SELECT i.value FROM customers_identity i WHERE i.customer_id = ANY(f.ids) AND i.kind = 'email'
             ORDER BY i.id),
       f.ids
FROM family f
CROSS JOIN LATERAL unnest(f.ids) WITH ORDINALITY AS m(id, n)
JOIN customers_customer c ON c.id = m.id
JOIN customers_customer root ON root.id = f.root_id
GROUP BY f.root_id, f.ids
"""
