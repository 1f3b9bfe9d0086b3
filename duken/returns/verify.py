"""What must hold about returns after any sequence of operations."""

# ruff: noqa: E501 - SQL
from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I4",
            "of an order line exactly as much is marked returned as its returns say, and never more than was sold",
            counting="SELECT count(*) FROM orders_line WHERE returned_quantity > 0",
            breaking="""
                SELECT l.id AS order_line, l.quantity AS sold, l.returned_quantity AS marked, coalesce(r.pieces, 0) AS returned
                FROM orders_line l
                FULL JOIN (SELECT order_line_id, sum(quantity) AS pieces FROM returns_line
                           WHERE order_line_id IS NOT NULL GROUP BY 1) r ON r.order_line_id = l.id
                WHERE (l.id IS NULL OR l.returned_quantity > 0 OR r.pieces IS NOT NULL)
                  AND (l.id IS NULL OR coalesce(r.pieces, 0) <> l.returned_quantity OR l.returned_quantity > l.quantity)""",
        ),
        by_sql(
            "I4",
            "for an order line never more is paid back than was paid",
            counting="SELECT count(DISTINCT order_line_id) FROM returns_line WHERE order_line_id IS NOT NULL",
            breaking="""
                SELECT l.id AS order_line, l.total_minor AS paid, r.amount AS paid_back
                FROM (SELECT order_line_id, sum(amount_minor) AS amount FROM returns_line
                      WHERE order_line_id IS NOT NULL GROUP BY 1) r
                JOIN orders_line l ON l.id = r.order_line_id WHERE r.amount > l.total_minor + l.added_tax_minor""",
        ),
        by_sql(
            "I5",
            "a return's lines add up to its total",
            counting="SELECT count(*) FROM returns_return",
            breaking="""
                SELECT r.id AS return, r.goods_minor AS said, coalesce(l.amount, 0) AS lines
                FROM returns_return r
                LEFT JOIN (SELECT return_id, sum(amount_minor) AS amount FROM returns_line GROUP BY 1) l ON l.return_id = r.id
                WHERE r.goods_minor <> coalesce(l.amount, 0)""",
        ),
        by_sql(
            "I1",
            "every return is in the ledger with all its pieces and all its money, once",
            counting="SELECT count(*) FROM returns_return",
            breaking="""
                WITH moved AS (
                    SELECT c.document,
                           coalesce(sum(t.amount) FILTER (WHERE a.book = 'stock' AND a.bucket = 'customer'), 0) AS pieces,
                           coalesce(sum(t.amount) FILTER (WHERE a.book = 'money' AND a.bucket = 'customer'
                                                          AND g.bucket = 'sales'), 0) AS money
                    FROM ledger_chain c
                    JOIN ledger_transfer t ON t.chain_id = c.id
                    JOIN ledger_account a ON a.id = t.from_account
                    JOIN ledger_account g ON g.id = t.to_account
                    WHERE c.document LIKE 'return:%%' GROUP BY c.document)
                SELECT r.id AS return, r.total_minor AS money, m.money AS money_moved, l.pieces, m.pieces AS pieces_moved
                FROM returns_return r
                LEFT JOIN (SELECT return_id, sum(quantity) AS pieces FROM returns_line GROUP BY 1) l ON l.return_id = r.id
                LEFT JOIN moved m ON m.document = 'return:' || r.id
                WHERE coalesce(m.money, 0) <> r.total_minor OR coalesce(m.pieces, 0) <> coalesce(l.pieces, 0)""",
        ),
    ]
