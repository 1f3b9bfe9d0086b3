"""What must hold of points (I6): none appear or vanish, none count longer than their lot."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.ledger.entries import CAPTURE, POST
from duken.loyalty.accounts import BOOK


def checks() -> list[Check]:
    return [
        by_sql(
            "I6",
            "Points that came in are the points of the lots",
            counting="SELECT count(*) FROM loyalty_lot",
            breaking="""
                WITH came AS (
                    SELECT a.place, a.unit, sum(t.amount) AS points
                    FROM ledger_account a JOIN ledger_transfer t ON t.to_account = a.id AND t.kind = ANY(%(moving)s)
                    WHERE a.book = %(book)s AND a.bucket = 'balance' GROUP BY a.place, a.unit
                ), lots AS (
                    SELECT l.customer_id::text AS place, p.code AS unit, sum(l.amount) AS points
                    FROM loyalty_lot l JOIN loyalty_programme p ON p.id = l.programme_id GROUP BY 1, 2
                )
                SELECT place AS customer_id, unit AS programme, came.points AS came, lots.points AS in_lots
                FROM came FULL JOIN lots USING (place, unit) WHERE came.points IS DISTINCT FROM lots.points
            """,
            parameters={"book": BOOK, "moving": [POST, CAPTURE]},
        ),
        by_sql(
            "I6",
            "What the lines earned is what the ledger gave for their orders",
            counting="SELECT count(*) FROM loyalty_linepoints",
            breaking="""
                WITH given AS (
                    SELECT c.document, sum(t.amount) AS points
                    FROM ledger_chain c JOIN ledger_transfer t ON t.chain_id = c.id
                    JOIN ledger_account a ON a.id IN (t.from_account, t.to_account)
                    WHERE c.key LIKE 'points:%%' AND a.book = %(book)s AND a.bucket = ANY('{earned,owed}')
                          AND c.document LIKE 'order:%%'
                    GROUP BY c.document
                ), lines AS (
                    SELECT 'order:' || order_id AS document, sum(earned) AS points FROM loyalty_linepoints
                    GROUP BY order_id HAVING sum(earned) > 0
                )
                SELECT document, given.points AS given, lines.points AS earned
                FROM given FULL JOIN lines USING (document) WHERE given.points IS DISTINCT FROM lines.points
            """,
            parameters={"book": BOOK},
        ),
    ]
