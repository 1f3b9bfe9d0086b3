"""Which cards are one person's now: joined cards speak through the card they joined (the root).

Other modules keep the id they were given; they ask here whose ids belong together. Nothing of theirs is rewritten by a
merge, so nothing has to be found again when it is undone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from duken.kernel import sql


def aliases_of(customer_id: UUID) -> list[UUID]:
    """Every id of the person with this id: the root first, then what joined it. One statement."""
    return aliases_of_all([customer_id])[customer_id]


def aliases_of_all(customer_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The same for many, in one statement."""
    if not customer_ids:
        return {}
    rows = sql.rows(
        """SELECT asked.id, coalesce(own.root_id, asked.id),
                  array_remove(array_agg(a.customer_id ORDER BY a.customer_id), NULL)
           FROM unnest(%s::uuid[]) asked(id)
           LEFT JOIN customers_alias own ON own.customer_id = asked.id
           LEFT JOIN customers_alias a ON a.root_id = coalesce(own.root_id, asked.id)
           GROUP BY asked.id, own.root_id""",
        [list(set(customer_ids))],
    )
    return {asked: [root, *joined] for asked, root, joined in rows}


def canonical(customer_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The card that speaks for each of these now: itself unless it joined another. One statement, or none."""
    if not customer_ids:
        return {}
    joined = sql.rows(
        "SELECT customer_id, root_id FROM customers_alias WHERE customer_id = ANY(%s)", [list(customer_ids)]
    )
    return {one: one for one in customer_ids} | dict(joined)


def root_of(customer_id: UUID) -> UUID:
    return canonical([customer_id])[customer_id]


def is_same(one: UUID | None, other: UUID | None) -> bool:
    """Whether two ids are one person's. No statement where they are equal, or one is nobody."""
    return are_same([(one, other)])[0]


def are_same(pairs: Sequence[tuple[UUID | None, UUID | None]]) -> list[bool]:
    """The same for many pairs. One statement, and only where two ids of a pair differ."""
    speaks = canonical({card for one, other in pairs if one and other and one != other for card in (one, other)})
    return [
        one is not None and other is not None and (one == other or speaks[one] == speaks[other]) for one, other in pairs
    ]


def rebuild(customer_ids: Collection[UUID]) -> None:
    """Write the aliases of these cards and of all that joined them anew, from the merges that stand."""
    sql.run(_REBUILD, {"ids": list(customer_ids)})


# A card joins once while it is joined, so what stands is a forest: from each root down, everything below is its alias.
_REBUILD = """
WITH RECURSIVE standing AS (
    SELECT joined_id, kept_id FROM customers_merge WHERE undone_at IS NULL
), up(id) AS (
    SELECT unnest(%(ids)s::uuid[]) UNION SELECT s.kept_id FROM standing s JOIN up ON s.joined_id = up.id
), touched(id) AS (
    SELECT id FROM up UNION SELECT s.joined_id FROM standing s JOIN touched t ON s.kept_id = t.id
), tree(root_id, id) AS (
    SELECT id, id FROM touched WHERE NOT EXISTS (SELECT FROM standing s WHERE s.joined_id = touched.id)
    UNION ALL SELECT tree.root_id, s.joined_id FROM standing s JOIN tree ON s.kept_id = tree.id
), gone AS (
    DELETE FROM customers_alias a USING tree WHERE a.customer_id = tree.id AND tree.id = tree.root_id
)
INSERT INTO customers_alias (customer_id, root_id) SELECT id, root_id FROM tree WHERE id <> root_id
ON CONFLICT (customer_id) DO UPDATE SET root_id = EXCLUDED.root_id
"""
