"""What the books say after a race: shelves and orders."""

from __future__ import annotations

from duken.kernel import sql


def shelf(sku: str) -> tuple[int, int]:
    """(On hand, held) of an article on all shelves."""
    [(on_hand, held)] = sql.rows(
        """SELECT coalesce(sum(a.posted), 0)::int, coalesce(sum(a.held), 0)::int FROM ledger_account a
           JOIN catalog_variant v ON v.id::text = a.unit WHERE v.sku = %s AND a.bucket = 'on_hand'""",
        [sku],
    )
    return on_hand, held


def ordered(sku: str) -> int:
    """Units of an article in orders that were not cancelled."""
    [(units,)] = sql.rows(
        """SELECT coalesce(sum(l.quantity), 0)::int FROM orders_line l JOIN orders_order o ON o.id = l.order_id
           WHERE l.sku = %s AND o.status <> 'cancelled'""",
        [sku],
    )
    return int(units)


def order_numbers(sku: str) -> list[str]:
    """The orders with this article, sorted by number."""
    return [
        number
        for (number,) in sql.rows(
            """SELECT DISTINCT o.number FROM orders_order o JOIN orders_line l ON l.order_id = o.id
               WHERE l.sku = %s ORDER BY o.number""",
            [sku],
        )
    ]
