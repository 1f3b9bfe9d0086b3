"""What must hold of leases."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql

_OF_TILLS = """a.book = 'stock' AND (starts_with(a.bucket, 'leased:')
    OR starts_with(a.bucket, 'kept:') AND split_part(a.bucket, ':', 3) <> '')"""


def lease_checks() -> list[Check]:
    return [
        by_sql(
            "I1",
            "What a till has set aside it gives back some day",
            counting=f"SELECT count(*) FROM ledger_account a WHERE {_OF_TILLS}",  # noqa: S608
            breaking=f"""
                SELECT a.bucket, a.unit, a.place, a.posted FROM ledger_account a
                WHERE {_OF_TILLS} AND a.posted <> 0
                  AND NOT EXISTS (SELECT FROM tills_lease l JOIN tills_till t ON t.id = l.till_id
                                  WHERE a.bucket IN ('leased:' || t.id, 'kept:' || t.channel_code || ':' || t.id)
                                  AND l.variant_id::text = a.unit AND l.location_id::text = a.place)""",  # noqa: S608
        ),
        by_sql(
            "I1",
            "Nothing that is kept for one channel is set aside for a till of another",
            counting=f"SELECT count(*) FROM ledger_account a WHERE {_OF_TILLS}",  # noqa: S608
            breaking=f"""
                SELECT f.bucket AS kept, a.bucket AS set_aside, a.unit, a.place, m.amount FROM ledger_account a
                JOIN ledger_transfer m ON m.to_account = a.id
                JOIN ledger_account f ON f.id = m.from_account AND starts_with(f.bucket, 'kept:')
                WHERE {_OF_TILLS} AND f.bucket || ':' || split_part(a.bucket, ':', 3) <> a.bucket""",  # noqa: S608
        ),
    ]
