"""What must hold of money after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.payments.gift_cards import verify as gift_cards
from duken.payments.on_account import verify as on_account


def checks() -> list[Check]:
    return [
        by_sql(
            "I4",
            "Captured is refunded and kept: what payments say is what the ledger moved",
            counting="SELECT count(*) FROM payments_payment",
            breaking="""
                SELECT p.id, p.status, p.captured_minor, p.refunded_minor, coalesce(m.came, 0) AS came,
                       coalesce(m.went, 0) AS went
                FROM (SELECT order_id, min(id::text) AS id, min(status) AS status,
                             sum(captured_minor) AS captured_minor, sum(refunded_minor) AS refunded_minor
                      FROM payments_payment GROUP BY 1) p
                LEFT JOIN (
                    SELECT c.document,
                           sum(CASE WHEN t.reason = 'payment' THEN t.amount ELSE 0 END) AS came,
                           sum(CASE WHEN t.reason = 'refund' THEN t.amount ELSE 0 END) AS went
                    FROM ledger_chain c JOIN ledger_transfer t ON t.chain_id = c.id AND t.kind = 1
                    JOIN ledger_account f ON f.id = t.from_account AND f.book = 'money'
                    GROUP BY 1
                ) m ON m.document = 'order:' || p.order_id
                WHERE p.captured_minor <> coalesce(m.came, 0) OR p.refunded_minor <> coalesce(m.went, 0)""",
        ),
        by_sql(
            "I4",
            "Refunds add up to what each payment says was given back",
            counting="SELECT count(*) FROM payments_refund",
            breaking="""
                SELECT p.id, p.refunded_minor, coalesce(r.refunded, 0) AS refunds FROM payments_payment p
                LEFT JOIN (SELECT payment_id, sum(amount_minor) AS refunded FROM payments_refund GROUP BY 1) r
                  ON r.payment_id = p.id
                WHERE p.refunded_minor <> coalesce(r.refunded, 0)""",
        ),
        *gift_cards.checks(),
        *on_account.checks(),
    ]
