"""Two baskets meet: one is poured into the other, and what that changed is told so that it can be undone."""

from __future__ import annotations

from uuid import UUID

from duken.carts._claim import Claimed, leave, make_known
from duken.kernel import sql
from duken.kernel.actor import Actor


def pour(guest: Claimed, own: Claimed, *, by: Actor) -> int:
    """Both are locked and open. Of an article in both the larger quantity counts, so that meeting twice doubles
    nothing; choices of the guest's basket win. Answers how many lines of `own` grew; the guest's basket is closed."""
    grown = [(str(variant), before, after) for variant, before, after in sql.rows(_GROWN, [own.id, guest.id])]
    sql.run(_POUR_LINES, [own.id, guest.id])
    sql.run(_POUR_CHOICES, [own.id, guest.id])
    sql.run(
        "UPDATE carts_cart SET status = 'abandoned', merged_into = %s, holds = NULL WHERE id = %s", [own.id, guest.id]
    )
    leave(guest, "merged_into", {"cart_id": own.id}, by=by)
    make_known(own.id)
    leave(own, "merged_from", {"cart_id": guest.id, "grown": grown}, by=by)
    return len(grown)


def pour_back(cart_id: UUID, grown: list[list[object]]) -> None:
    """The lines as they were before: those that came go, those that grew shrink."""
    for variant, before, _ in grown:
        if before:
            sql.run(_SHRINK, [before, cart_id, variant])
        else:
            sql.run("DELETE FROM carts_cartline WHERE cart_id = %s AND variant_id = %s", [cart_id, variant])


_GROWN = """
SELECT guest.variant_id, coalesce(own.quantity, 0), guest.quantity
FROM carts_cartline guest
LEFT JOIN carts_cartline own ON own.cart_id = %s AND own.variant_id = guest.variant_id
WHERE guest.cart_id = %s AND guest.quantity > coalesce(own.quantity, 0) ORDER BY guest.id
"""
_CLOSE = "UPDATE carts_cart SET status = 'abandoned', merged_into = %s, holds = NULL WHERE id = %s"
_SHRINK = "UPDATE carts_cartline SET quantity = %s WHERE cart_id = %s AND variant_id = %s"

_POUR_LINES = """
INSERT INTO carts_cartline AS line (cart_id, variant_id, quantity)
SELECT %s, variant_id, quantity FROM carts_cartline WHERE cart_id = %s ORDER BY id
ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = greatest(line.quantity, EXCLUDED.quantity)
"""

_POUR_CHOICES = """
UPDATE carts_cart own
SET delivery = coalesce(guest.delivery, own.delivery), contact = coalesce(guest.contact, own.contact),
    holds = coalesce(own.holds, guest.holds),
    viewed = CASE WHEN own.viewed = '[]'::jsonb THEN guest.viewed ELSE own.viewed END,
    coupons = own.coupons || coalesce(
        (SELECT jsonb_agg(code) FROM jsonb_array_elements(guest.coupons) code WHERE NOT own.coupons @> code), '[]')
FROM carts_cart guest WHERE own.id = %s AND guest.id = %s
"""
