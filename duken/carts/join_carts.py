"""Cards became one person's, or two people's again: so do the baskets they have open."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.carts._claim import Claimed, leave, lock
from duken.carts._pour import before_merge, pour, pour_back
from duken.carts.reads import CartId, open_carts_of
from duken.customers.identities.alias import aliases_of, aliases_of_all
from duken.kernel import sql
from duken.kernel.actor import Actor


def join_carts(customer_id: UUID, *, by: Actor) -> CartId | None:
    """Pour the baskets a person's cards have open into one, that of the card that speaks for them first; answers it.

    Nothing happens where there is one or none: repeating is harmless.
    """
    by.require("carts.write")
    by.require("carts.read")
    cards = aliases_of(customer_id)
    with transaction.atomic():
        sql.advisory_lock(f"carts.person:{cards[0]}")
        found = open_carts_of(cards)
        for other in found[1:]:
            pour(lock(other, by), lock(found[0], by), by=by)
    return found[0] if found else None


def part_carts(one: UUID, other: UUID, *, by: Actor) -> int:
    """Two cards are two people's again: a basket that was poured over the border between them is its owner's, as it
    was; answers how many were. The one it was poured into is as it was before, or without what came and was not
    touched since; once it is an order, both stay. Repeating is harmless.
    """
    by.require("carts.write")
    by.require("carts.read")
    families = aliases_of_all([one, other])
    with transaction.atomic():
        for root in sorted(str(cards[0]) for cards in families.values()):
            sql.advisory_lock(f"carts.person:{root}")
        across = sql.rows(_ACROSS, {"one": families[one], "other": families[other]})
        for poured_id, own_id in across:
            _part(lock(poured_id, by), lock(own_id, by), by)
    return len(across)


def _part(poured: Claimed, own: Claimed, by: Actor) -> None:
    if own.status == "open":
        before = before_merge(own.id)
        if before and before["from"] == str(poured.id):
            pour_back(own, before, by=by)
        else:
            sql.run(_TAKE_OUT, {"own": own.id, "poured": str(poured.id)})
        leave(own, "merge_undone", {"cart_id": poured.id}, by=by)
    _open_again(poured, by)


def _open_again(poured: Claimed, by: Actor) -> None:
    assert poured.customer_id, "a guest's basket is nobody's to part"
    sql.run("UPDATE carts_cart SET merged_into = NULL WHERE id = %s", [poured.id])
    opened: Sequence[CartId] = open_carts_of(aliases_of(poured.customer_id))
    if opened:  # they began another meanwhile
        pour(poured, lock(opened[0], by), by=by)
        return
    sql.run("UPDATE carts_cart SET status = 'open' WHERE id = %s", [poured.id])
    leave(poured, "opened_again", {}, by=by)


_ACROSS = """
SELECT poured.id, own.id FROM carts_cart poured JOIN carts_cart own ON own.id = poured.merged_into
WHERE own.status <> 'ordered' AND (
    poured.customer_id = ANY(%(one)s::uuid[]) AND own.customer_id = ANY(%(other)s::uuid[])
    OR poured.customer_id = ANY(%(other)s::uuid[]) AND own.customer_id = ANY(%(one)s::uuid[]))
ORDER BY poured.id
"""

# What came with the other basket and is as much as it was then: what was there before, or nothing.
_TAKE_OUT = """
WITH grown AS (
    SELECT (line->>0)::uuid AS variant_id, (line->>1)::int AS before, (line->>2)::int AS after
    FROM carts_cartevent, jsonb_array_elements(facts->'grown') line
    WHERE cart_id = %(own)s AND kind = 'merged_from' AND facts->>'cart_id' = %(poured)s
), gone AS (
    DELETE FROM carts_cartline line USING grown
    WHERE line.cart_id = %(own)s AND line.variant_id = grown.variant_id AND line.quantity = after AND before = 0
)
UPDATE carts_cartline line SET quantity = before FROM grown
WHERE line.cart_id = %(own)s AND line.variant_id = grown.variant_id AND line.quantity = after AND before > 0
"""
