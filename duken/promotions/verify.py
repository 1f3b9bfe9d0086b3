"""What must hold of promotions: nothing is given beyond its limit (I14)."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.promotions.accounts import BUDGET, COUPON, USES


def checks() -> list[Check]:
    return [
        by_sql(
            "I14",
            "Every coupon is used as often as it may be, and no more",
            counting="SELECT count(*) FROM promotions_coupon",
            breaking="""
                SELECT c.id AS coupon_id, c.uses, a.posted, a.held FROM promotions_coupon c
                LEFT JOIN ledger_account a ON a.book = %(book)s AND a.unit = c.id::text AND a.bucket = 'left'
                WHERE a.posted IS NULL OR a.posted > c.uses OR a.posted < a.held OR a.held < 0
            """,
            parameters={"book": COUPON},
        ),
        by_sql(
            "I14",
            "No promotion gave more than its budget or more often than its uses",
            counting="SELECT count(*) FROM promotions_promotion WHERE budget_minor IS NOT NULL OR uses IS NOT NULL",
            breaking="""
                SELECT p.code, p.budget_minor, b.posted AS budget_left, p.uses, u.posted AS uses_left
                FROM promotions_promotion p
                LEFT JOIN ledger_account b ON b.book = %(budget)s AND b.unit = p.currency AND b.bucket = 'left'
                                          AND b.place = p.id::text
                LEFT JOIN ledger_account u ON u.book = %(uses)s AND u.unit = p.id::text AND u.bucket = 'left'
                WHERE (p.budget_minor IS NOT NULL
                       AND (b.posted IS NULL OR b.posted > p.budget_minor OR b.posted < b.held))
                   OR (p.uses IS NOT NULL AND (u.posted IS NULL OR u.posted > p.uses OR u.posted < u.held))
            """,
            parameters={"budget": BUDGET, "uses": USES},
        ),
    ]
