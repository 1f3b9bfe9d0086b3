"""Two baskets meet: one is poured into the other, and how that was before is kept until the next change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from duken.carts._claim import Claimed, leave, make_known
from duken.carts.hold_cart import hand_on, let_go
from duken.kernel import sql
from duken.kernel.actor import Actor


def pour(guest: Claimed, own: Claimed, *, by: Actor) -> int:
    """Both are locked. Of an article in both the larger quantity counts, so that meeting twice doubles nothing; choices
    of the guest's basket win. Answers how many lines of `own` grew; the guest's basket is closed."""
    grown = [(str(variant), before, after) for variant, before, after in sql.rows(_GROWN, [own.id, guest.id])]
    [(image,)] = sql.rows(_IMAGE, [own.id])
    sql.run(_POUR_LINES, [own.id, guest.id])
    sql.run(_POUR_CHOICES, [own.id, guest.id])
    took_hold = hand_on(guest, own, by)
    sql.run("UPDATE carts_cart SET status = 'abandoned', merged_into = %s WHERE id = %s", [own.id, guest.id])
    leave(guest, "merged_into", {"cart_id": own.id}, by=by)
    make_known(own.id)
    leave(own, "merged_from", {"cart_id": guest.id, "grown": grown}, by=by)
    before = orjson.loads(image) | {"from": str(guest.id), "took_hold": took_hold}
    sql.run("UPDATE carts_cart SET before_merge = %s::jsonb WHERE id = %s", [orjson.dumps(before).decode(), own.id])
    return len(grown)


def before_merge(cart_id: UUID) -> dict[str, Any] | None:
    """How a basket was before another was poured into it; None where that is no more, or it was changed since."""
    [(stored,)] = sql.rows("SELECT before_merge::text FROM carts_cart WHERE id = %s", [cart_id])
    return orjson.loads(stored) if stored else None


def pour_back(cart: Claimed, before: Mapping[str, Any], *, by: Actor) -> None:
    """The claimed basket exactly as it was before; stock it took over from the other is free again."""
    if before["took_hold"]:
        let_go(cart, "the baskets were taken apart", by)
    variants, quantities = [line[0] for line in before["lines"]], [line[1] for line in before["lines"]]
    sql.run(_LINES_BACK, {"cart": cart.id, "variants": variants, "quantities": quantities})
    sql.run(_CHOICES_BACK, [cart.id])


_GROWN = """
SELECT guest.variant_id, coalesce(own.quantity, 0), guest.quantity
FROM carts_cartline guest
LEFT JOIN carts_cartline own ON own.cart_id = %s AND own.variant_id = guest.variant_id
WHERE guest.cart_id = %s AND guest.quantity > coalesce(own.quantity, 0) ORDER BY guest.id
"""

_IMAGE = """
SELECT jsonb_build_object(
    'delivery', delivery, 'contact', contact, 'coupons', coupons, 'points', points, 'viewed', viewed,
    'lines', ARRAY(SELECT jsonb_build_array(variant_id, quantity) FROM carts_cartline WHERE cart_id = cart.id)
)::text FROM carts_cart cart WHERE id = %s
"""

_POUR_LINES = """
INSERT INTO carts_cartline AS line (cart_id, variant_id, quantity)
SELECT %s, variant_id, quantity FROM carts_cartline WHERE cart_id = %s ORDER BY id
ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = greatest(line.quantity, EXCLUDED.quantity)
"""

_POUR_CHOICES = """
UPDATE carts_cart own
SET delivery = coalesce(guest.delivery, own.delivery), contact = coalesce(guest.contact, own.contact),
    viewed = CASE WHEN own.viewed = '[]'::jsonb THEN guest.viewed ELSE own.viewed END,
    coupons = own.coupons || coalesce(
        (SELECT jsonb_agg(code) FROM jsonb_array_elements(guest.coupons) code WHERE NOT own.coupons @> code), '[]')
FROM carts_cart guest WHERE own.id = %s AND guest.id = %s
"""

# Lines that came go, those that grew shrink; what lay there keeps its place.
_LINES_BACK = """
WITH lay AS (SELECT * FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) one(variant_id, quantity)), gone AS (
    DELETE FROM carts_cartline WHERE cart_id = %(cart)s AND variant_id <> ALL(%(variants)s::uuid[])
)
UPDATE carts_cartline line SET quantity = lay.quantity FROM lay
WHERE line.cart_id = %(cart)s AND line.variant_id = lay.variant_id AND line.quantity <> lay.quantity
"""

# JSON has its own nothing, which is not the column's.
_CHOICES_BACK = """
UPDATE carts_cart
SET delivery = nullif(before_merge->'delivery', 'null'), contact = nullif(before_merge->'contact', 'null'),
    coupons = before_merge->'coupons', points = (before_merge->>'points')::bigint, viewed = before_merge->'viewed'
WHERE id = %s
"""
