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
        return sum(_part(lock(poured_id, by), lock(own_id, by), by) for poured_id, own_id in across)


def _part(poured: Claimed, own: Claimed, by: Actor) -> bool:
    """False where it became an order. What came goes out of the whole chain: `own` may have been poured on since."""
    chain = [own]
    while upper := chain[-1].merged_into:
        chain.append(lock(upper, by))
    last = chain[-1]
    if last.status == "ordered":
        return False
    before = before_merge(own.id) if own.status == "open" else None
    if before and before["from"] == str(poured.id):
        pour_back(own, before, by=by)
    else:
        _take_out(poured, chain)
    if last.status == "open":
        leave(last, "merge_undone", {"cart_id": poured.id}, by=by)
    _open_again(poured, by)
    return True


def _take_out(poured: Claimed, chain: Sequence[Claimed]) -> None:
    lower: Claimed | None = None
    for cart in chain:
        came_from, still = (lower or poured).id, lower.id if lower else None
        sql.run(_TAKE_OUT, {"own": cart.id, "came_from": str(came_from), "still": still})
        sql.run(_CHOICES_OUT, [cart.id, poured.id])
        lower = cart


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
ORDER BY own.status = 'open' DESC, poured.id
"""

# What came with the other basket and is as much as it was then: what was there before, or what the basket it came
# through still has, or nothing.
_TAKE_OUT = """
WITH grown AS (
    SELECT (line->>0)::uuid AS variant_id, (line->>2)::int AS after,
        greatest((line->>1)::int, coalesce(still.quantity, 0)) AS stays
    FROM carts_cartevent CROSS JOIN jsonb_array_elements(facts->'grown') line
    LEFT JOIN carts_cartline still ON still.cart_id = %(still)s AND still.variant_id = (line->>0)::uuid
    WHERE carts_cartevent.cart_id = %(own)s AND kind = 'merged_from' AND facts->>'cart_id' = %(came_from)s
), gone AS (
    DELETE FROM carts_cartline line USING grown
    WHERE line.cart_id = %(own)s AND line.variant_id = grown.variant_id AND line.quantity = after AND stays = 0
)
UPDATE carts_cartline line SET quantity = stays FROM grown
WHERE line.cart_id = %(own)s AND line.variant_id = grown.variant_id AND line.quantity = after AND stays > 0
"""

# Whatever is the other person's goes, even where both had said the same: it is asked again.
_CHOICES_OUT = """
UPDATE carts_cart own
SET contact = (
        SELECT jsonb_object_agg(field, CASE WHEN said = poured.contact->>field THEN '' ELSE said END)
        FROM jsonb_each_text(nullif(own.contact, poured.contact)) one(field, said)),
    delivery = CASE WHEN own.delivery->>'line1' = nullif(poured.delivery->>'line1', '') THEN NULL
        ELSE nullif(own.delivery, poured.delivery) END,
    coupons = own.coupons - ARRAY(SELECT jsonb_array_elements_text(poured.coupons)),
    viewed = own.viewed - ARRAY(SELECT jsonb_array_elements_text(poured.viewed))
FROM carts_cart poured WHERE own.id = %s AND poured.id = %s
"""
