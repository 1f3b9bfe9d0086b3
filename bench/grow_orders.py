"""Past sales, many more of them: copies of those that were imported, spread over the years before, by other buyers.

`mark_sales`, then `copy_orders` and `copy_ledger`, which may run beside each other.
"""

from __future__ import annotations

from bench import child, grow
from duken.kernel import sql
from duken.kernel.relay import relay

_NEW_ID = "bench_id(t.id, n)"
_MORE = "t.{} || '-' || n"
_NUMBER = "row_number() OVER ()"
_STEP = "interval '18 hours' * n"  # each copy is so much older than the one before


def mark_sales() -> child.Told:
    """Remember which sales shall be copied."""
    grow.prepare()
    while relay({}, limit=20_000).events:  # copies are stamped after what is stamped already
        pass
    sql.run("CREATE TABLE bench_sales AS SELECT id FROM orders_order WHERE kind = 'history'")
    sql.run("ANALYZE bench_sales")
    return {}


def copy_orders(copies: int) -> child.Told:
    """Orders, their lines and events."""

    def copy() -> None:
        grow.copy("orders_order", copies, _ORDER, join="JOIN bench_sales s ON s.id = t.id")
        line = {"id": _NEW_ID, "order_id": "bench_id(t.order_id, n)"}
        grow.copy("orders_line", copies, line, join="JOIN bench_sales s ON s.id = t.order_id")
        of_sale = "JOIN bench_sales s ON t.aggregate = 'order' AND t.aggregate_id = s.id::text"
        grow.copy("kernel_event", copies, _EVENT, join=of_sale)

    return {"seconds": child.seconds(copy), "done": sql.rows("SELECT count(*) FROM orders_order")[0][0]}


def copy_ledger(copies: int) -> child.Told:
    """What those orders moved."""

    def copy() -> None:
        transfer = {"id": _NEW_ID, "chain_id": "bench_id(t.chain_id, n)", "happened_at": f"t.happened_at - {_STEP}"}
        of_sale = "JOIN ledger_chain c ON c.id = t.chain_id JOIN bench_sales s ON c.document = 'order:' || s.id"
        grow.copy("ledger_transfer", copies, transfer, join=of_sale)
        grow.copy("ledger_chain", copies, _CHAIN, join="JOIN bench_sales s ON t.document = 'order:' || s.id")

    return {"seconds": child.seconds(copy)}


_ORDER = {
    "id": _NEW_ID,
    "key": _MORE.format("key"),
    "number": _MORE.format("number"),
    "secret": "t.secret || n",
    "external_reference": _MORE.format("external_reference"),
    "placed_at": f"t.placed_at - {_STEP}",
    "contact_name": f"initcap(bench_word({_NUMBER}) || ' ' || bench_word({_NUMBER} / 7))",
    "contact_phone": f"'+4477' || lpad(({_NUMBER})::text, 8, '0')",
    "contact_email": f"bench_word({_NUMBER}) || '-' || {_NUMBER} || '@example.com'",
}
_CHAIN = {
    "id": _NEW_ID,
    "key": _MORE.format("key"),
    "document": "'order:' || bench_id(s.id, n)",
    "happened_at": f"t.happened_at - {_STEP}",
}
_EVENT = {
    "id": _NEW_ID,
    "position": "(SELECT max(position) FROM kernel_event) + row_number() OVER (ORDER BY n, t.sequence)",
    "aggregate_id": "bench_id(s.id, n)::text",
    "facts": "replace(t.facts::text, s.id::text, bench_id(s.id, n)::text)::jsonb",
    "happened_at": f"t.happened_at - {_STEP}",
}
