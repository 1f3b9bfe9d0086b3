"""What must hold of stock after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I1",
            "What is on the way is what was sent and has not arrived",
            counting="SELECT count(*) FROM inventory_stocktransfer",
            breaking="""
                SELECT coalesce(a.unit, s.unit) AS variant, coalesce(a.place, s.place) AS location,
                       coalesce(a.posted, 0) AS on_the_way, coalesce(s.sent, 0) AS sent
                FROM (SELECT unit, place, posted FROM ledger_account
                      WHERE book = 'stock' AND bucket = 'in_transit' AND posted <> 0) a
                FULL JOIN (
                    SELECT l.variant_id::text AS unit, t.to_location_id::text AS place, sum(l.sent) AS sent
                    FROM inventory_stocktransfer t JOIN inventory_stocktransferline l ON l.transfer_id = t.id
                    WHERE t.status = 'dispatched' GROUP BY 1, 2
                ) s ON s.unit = a.unit AND s.place = a.place
                WHERE coalesce(a.posted, 0) <> coalesce(s.sent, 0)""",
        ),
        by_sql(
            "I1",
            "Every stock paper has its movements",
            counting="SELECT count(*) FROM inventory_stockpaper",
            breaking="""
                SELECT p.id, p.kind FROM inventory_stockpaper p
                WHERE NOT EXISTS (SELECT FROM ledger_chain c WHERE c.document = p.kind || ':' || p.id)""",
        ),
    ]
