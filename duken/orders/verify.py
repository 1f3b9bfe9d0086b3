"""What must hold of orders after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.orders.states import ORDER_MOVES

_LEGAL = [f"{before}>{after}" for before, targets in ORDER_MOVES.items() for after in targets]


def checks() -> list[Check]:
    return [*_sums(), *_goods(), *_stories(), *_money()]


def _sums() -> list[Check]:
    """What an order costs adds up."""
    return [
        by_sql(
            "I5",
            "Each order's total is what its lines, discount, delivery and tax add up to",
            counting="SELECT count(*) FROM orders_order",
            breaking="""
                SELECT o.number, o.total_minor, l.total AS lines, o.delivery_minor, o.tax_minor
                FROM orders_order o
                LEFT JOIN (
                    SELECT order_id, sum(total_minor) AS total, sum(subtotal_minor) AS subtotal,
                           sum(discount_minor) AS discount
                    FROM orders_line GROUP BY order_id
                ) l ON l.order_id = o.id
                WHERE l.total IS NULL OR l.subtotal <> o.subtotal_minor OR l.discount <> o.discount_minor
                   OR o.total_minor
                      <> l.total + o.delivery_minor + o.added_tax_minor OR o.added_tax_minor > o.tax_minor""",
        ),
        by_sql(
            "I5",
            "Each line is its subtotal less its discount",
            counting="SELECT count(*) FROM orders_line",
            breaking="""
                SELECT order_id, sku FROM orders_line
                WHERE total_minor <> subtotal_minor - discount_minor OR returned_quantity > quantity
                   OR quantity > ordered_quantity""",
        ),
    ]


def _goods() -> list[Check]:
    """What is promised is held, what was handed over has left."""
    return [
        by_sql(
            "I2",
            "An unfinished order holds exactly its goods; a finished one holds nothing",
            counting="SELECT count(*) FROM orders_order WHERE kind = 'order'",
            breaking="""
                SELECT o.number, o.status, coalesce(l.wanted, 0) AS wanted, coalesce(h.held, 0) AS held
                FROM orders_order o
                LEFT JOIN (SELECT order_id, sum(quantity) AS wanted FROM orders_line GROUP BY 1) l
                  ON l.order_id = o.id
                LEFT JOIN (
                    SELECT h.document, sum(h.amount) AS held
                    FROM ledger_openhold h JOIN ledger_account a ON a.id = h.from_account AND a.book = 'stock'
                    GROUP BY 1
                ) h
                  ON h.document = 'order:' || o.id
                WHERE o.kind = 'order'
                  AND coalesce(h.held, 0)
                      <> CASE WHEN o.status IN ('placed', 'confirmed') THEN coalesce(l.wanted, 0) ELSE 0 END""",
        ),
        by_sql(
            "I2",
            "What was handed over has left the books, unit by unit",
            counting="SELECT count(*) FROM orders_order WHERE status IN ('fulfilled', 'closed')",
            breaking="""
                SELECT o.number, l.sold, coalesce(m.moved, 0) AS moved
                FROM orders_order o
                JOIN (SELECT order_id, sum(quantity) AS sold FROM orders_line GROUP BY 1) l ON l.order_id = o.id
                LEFT JOIN (
                    SELECT c.document, sum(t.amount) AS moved
                    FROM ledger_chain c
                    JOIN ledger_transfer t ON t.chain_id = c.id AND t.kind IN (1, 3)
                    JOIN ledger_account g ON g.id = t.to_account AND g.book = 'stock' AND g.bucket = 'customer'
                    GROUP BY 1
                ) m ON m.document = 'order:' || o.id
                WHERE o.status IN ('fulfilled', 'closed') AND l.sold <> coalesce(m.moved, 0)""",
        ),
    ]


def _stories() -> list[Check]:
    """What happened to orders, and that it was told."""
    return [
        by_sql(
            "I10",
            "Orders made only listed moves, each where the last one ended",
            counting="SELECT count(*) FROM orders_change",
            breaking="""
                SELECT order_id, before, after FROM (
                    SELECT order_id, before, after,
                           lag(after, 1, 'placed') OVER (PARTITION BY order_id ORDER BY id) AS stood
                    FROM orders_change WHERE before <> after
                ) moves
                WHERE before || '>' || after <> ALL(%(legal)s) OR before <> stood""",
            parameters={"legal": _LEGAL},
        ),
        by_sql(
            "I8",
            "Every order told that it was placed, once",
            counting="SELECT count(*) FROM orders_order",
            breaking="""
                SELECT o.number, coalesce(e.told, 0) AS told FROM orders_order o
                LEFT JOIN (
                    SELECT aggregate_id, count(*) AS told FROM kernel_event
                    WHERE name IN ('orders.OrderPlaced', 'orders.OrderImported', 'orders.OrderSold') GROUP BY 1
                ) e ON e.aggregate_id = o.id::text
                WHERE coalesce(e.told, 0) <> 1""",
        ),
    ]


def _money() -> list[Check]:
    """What was paid for them is wanted."""
    return [
        by_sql(
            "I4",
            "Nobody pays for what is not wanted: a captured payment of a cancelled order is given back",
            counting="SELECT count(*) FROM payments_payment p JOIN orders_order o ON o.id = p.order_id "
            "WHERE o.status = 'cancelled'",
            breaking="""
                SELECT o.number, p.captured_minor, p.refunded_minor FROM payments_payment p
                JOIN orders_order o ON o.id = p.order_id
                WHERE o.status = 'cancelled' AND p.captured_minor <> p.refunded_minor""",
        ),
        by_sql(
            "I4",
            "Nobody pays more than their order costs",
            counting="SELECT count(*) FROM payments_payment WHERE captured_minor > 0",
            breaking="""
                SELECT o.number, o.total_minor, sum(p.captured_minor) AS captured, sum(p.refunded_minor) AS refunded
                FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
                WHERE o.status <> 'cancelled' AND p.captured_minor > 0
                GROUP BY o.id HAVING sum(p.captured_minor - p.refunded_minor) > o.total_minor""",
        ),
    ]
