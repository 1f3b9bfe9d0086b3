"""What must hold of leases."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def lease_checks() -> list[Check]:
    return [
        by_sql(
            "I1",
            "What a till has set aside it gives back some day",
            counting="SELECT count(*) FROM ledger_account WHERE book = 'stock' AND starts_with(bucket, 'leased:')",
            breaking="""
                SELECT a.bucket, a.unit, a.place, a.posted FROM ledger_account a
                WHERE a.book = 'stock' AND starts_with(a.bucket, 'leased:') AND a.posted <> 0
                  AND NOT EXISTS (SELECT FROM tills_lease l WHERE 'leased:' || l.till_id = a.bucket
                                  AND l.variant_id::text = a.unit AND l.location_id::text = a.place)""",
        )
    ]
