"""What must hold of baskets."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I10",
            "Every basket has as many changes in its story as versions, and each line a basket",
            counting="SELECT count(*) FROM carts_cart",
            breaking="""
                SELECT cart.id AS cart_id, cart.version, max(told.version) AS told
                FROM carts_cart cart LEFT JOIN carts_cartevent told ON told.cart_id = cart.id
                GROUP BY cart.id HAVING max(told.version) IS DISTINCT FROM cart.version
                UNION ALL
                SELECT line.cart_id, NULL, NULL
                FROM carts_cartline line LEFT JOIN carts_cart cart ON cart.id = line.cart_id
                WHERE cart.id IS NULL
            """,
        ),
        by_sql(
            "I1",
            "Stock that is kept for a basket is kept for one that is open, and known to it",
            counting="SELECT count(*) FROM ledger_openhold WHERE starts_with(document, 'cart:')",
            breaking="""
                SELECT id AS hold_id, document, amount FROM ledger_openhold
                WHERE starts_with(document, 'cart:') AND id NOT IN (
                    SELECT (held->>0)::uuid FROM carts_cart, jsonb_array_elements(holds->'held') held
                    WHERE status = 'open' AND holds IS NOT NULL
                )
            """,
        ),
    ]
