"""What must hold of companies' accounts after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.ledger.entries import CAPTURE, POST
from duken.payments.on_account.accounts import BOOK


def checks() -> list[Check]:
    return [
        by_sql(
            "I6",
            "What a company owes is what it took on account less what it paid; and so much of its limit is used",
            counting="SELECT count(*) FROM customers_company",
            breaking="""
                WITH sold AS (
                    SELECT source_id::text AS place, currency, sum(captured_minor - refunded_minor) AS minor
                    FROM payments_payment WHERE method = 'on_account' GROUP BY 1, 2
                ), came AS (
                    SELECT company_id::text AS place, currency, sum(amount_minor) AS minor
                    FROM payments_companypayment WHERE taken_back_at IS NULL GROUP BY 1, 2
                ), moved AS (
                    SELECT a.bucket, a.place, a.unit AS currency, sum(m.minor) AS minor
                    FROM ledger_account a JOIN (
                        SELECT to_account AS account, amount AS minor FROM ledger_transfer WHERE kind = ANY(%(moving)s)
                        UNION ALL
                        SELECT from_account, -amount FROM ledger_transfer WHERE kind = ANY(%(moving)s)
                    ) m ON m.account = a.id
                    WHERE (a.book = 'money' AND a.bucket = 'receivable')
                       OR (a.book = %(book)s AND a.bucket IN ('company', 'granted'))
                    GROUP BY 1, 2, 3
                ), every AS (
                    SELECT place, currency FROM sold UNION SELECT place, currency FROM came
                    UNION SELECT place, currency FROM moved
                )
                SELECT e.place AS company, e.currency, coalesce(sold.minor, 0) - coalesce(came.minor, 0) AS owed,
                       coalesce(receivable.minor, 0) AS receivable,
                       -coalesce(granted.minor, 0) - coalesce(line.minor, 0) AS used
                FROM every e
                LEFT JOIN sold USING (place, currency) LEFT JOIN came USING (place, currency)
                LEFT JOIN moved receivable ON (receivable.bucket, receivable.place, receivable.currency)
                                            = ('receivable', e.place, e.currency)
                LEFT JOIN moved line ON (line.bucket, line.place, line.currency) = ('company', e.place, e.currency)
                LEFT JOIN moved granted ON (granted.bucket, granted.place, granted.currency)
                                         = ('granted', e.place, e.currency)
                WHERE coalesce(sold.minor, 0) - coalesce(came.minor, 0) <> coalesce(receivable.minor, 0)
                   OR coalesce(receivable.minor, 0) <> -coalesce(granted.minor, 0) - coalesce(line.minor, 0)""",
            parameters={"book": BOOK, "moving": [POST, CAPTURE]},
        ),
        by_sql(
            "I6",
            "No company owes and is promised more than its limit",
            counting="SELECT count(*) FROM ledger_account WHERE book = 'on_account' AND bucket = 'company'",
            breaking="""
                WITH used AS (
                    SELECT p.source_id::text AS place, p.currency, sum(
                        CASE p.status WHEN 'captured' THEN p.captured_minor - p.refunded_minor ELSE p.amount_minor END
                    ) AS minor
                    FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
                    WHERE p.method = 'on_account'
                      AND (p.status = 'captured' OR p.status = 'started' AND o.status IN ('placed', 'confirmed'))
                    GROUP BY 1, 2
                    UNION ALL
                    SELECT company_id::text, currency, -sum(amount_minor) FROM payments_companypayment
                    WHERE taken_back_at IS NULL GROUP BY 1, 2
                )
                SELECT u.place AS company, u.currency, -coalesce(g.posted, 0) AS credit_limit, sum(u.minor) AS used
                FROM used u LEFT JOIN ledger_account g ON (g.book, g.bucket, g.place, g.unit)
                                                        = (%(book)s, 'granted', u.place, u.currency)
                GROUP BY 1, 2, 3 HAVING sum(u.minor) > -coalesce(g.posted, 0)""",
            parameters={"book": BOOK},
        ),
        by_sql(
            "I6",
            "Whatever was taken on account has a day by which it is to be paid",
            counting="SELECT count(*) FROM payments_payment WHERE method = 'on_account' AND status = 'captured'",
            breaking="""
                SELECT id, order_id FROM payments_payment
                WHERE method = 'on_account' AND (due_on IS NULL) <> (status <> 'captured')""",
        ),
    ]
