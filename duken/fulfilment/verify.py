"""What must hold for the work of the shops."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I10",
            "What a shop has handed over is a fulfilled order, and the other way round",
            counting="SELECT count(*) FROM fulfilment_fulfilment",
            breaking="""SELECT f.order_number, f.status, o.status AS order_status
                        FROM fulfilment_fulfilment f JOIN orders_order o ON o.id = f.order_id
                        WHERE (f.status IN ('collected', 'shipped', 'delivered'))
                              <> (o.status IN ('fulfilled', 'closed')) LIMIT 100""",
        ),
        by_sql(
            "I5",
            "What a shop picks and misses of a line is what is left of it in the order",
            counting="SELECT count(*) FROM fulfilment_line",
            breaking="""SELECT f.order_number, l.sku, l.wanted, l.short, o.quantity
                        FROM fulfilment_line l JOIN fulfilment_fulfilment f ON f.id = l.fulfilment_id
                        JOIN orders_line o ON o.id = l.order_line_id
                        WHERE f.status IN ('collected', 'shipped', 'delivered')
                          AND (l.picked <> l.wanted - l.short OR l.picked <> o.quantity) LIMIT 100""",
        ),
    ]
