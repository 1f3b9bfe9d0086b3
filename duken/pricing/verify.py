"""What must hold of prices."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I16",
            "Every price is what its history says it became",
            counting="SELECT count(*) FROM pricing_price",
            breaking="""
                WITH latest AS (
                    SELECT DISTINCT ON (variant_id, price_list_id, min_quantity)
                           variant_id, price_list_id, min_quantity, new_amount_minor
                    FROM pricing_pricechange ORDER BY variant_id, price_list_id, min_quantity, id DESC
                )
                SELECT coalesce(price.variant_id, latest.variant_id) AS variant_id,
                       price.amount_minor, latest.new_amount_minor AS said
                FROM pricing_price price FULL JOIN latest USING (variant_id, price_list_id, min_quantity)
                WHERE price.amount_minor IS DISTINCT FROM latest.new_amount_minor
            """,
        ),
    ]
