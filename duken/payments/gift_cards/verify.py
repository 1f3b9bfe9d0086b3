"""What must hold of gift cards and store credit after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql
from duken.ledger.entries import CAPTURE, POST
from duken.payments.claims import KINDS
from duken.payments.gift_cards.accounts import CARDS


def checks() -> list[Check]:
    return [
        by_sql(
            "I6",
            "What gift cards and credit paid is what left them, order by order and from the same card",
            counting="SELECT count(*) FROM payments_payment WHERE source_id IS NOT NULL",
            breaking="""
                WITH paid AS (
                    SELECT order_id, source_id::text AS place, sum(captured_minor - refunded_minor) AS minor
                    FROM payments_payment WHERE source_id IS NOT NULL GROUP BY 1, 2
                ), moves AS (
                    SELECT c.document, f.place, t.amount
                    FROM ledger_transfer t JOIN ledger_chain c ON c.id = t.chain_id
                    JOIN ledger_account f ON f.id = t.from_account AND f.book = ANY(%(books)s) AND f.floor IS NOT NULL
                    JOIN ledger_account s ON s.id = t.to_account AND s.bucket = 'spent'
                    WHERE t.kind = ANY(%(moving)s)
                    UNION ALL
                    SELECT c.document, s.place, -t.amount
                    FROM ledger_transfer t JOIN ledger_chain c ON c.id = t.chain_id
                    JOIN ledger_account f ON f.id = t.from_account AND f.book = ANY(%(books)s) AND f.bucket = 'spent'
                    JOIN ledger_account s ON s.id = t.to_account WHERE t.kind = ANY(%(moving)s)
                ),
                left_them AS (SELECT document, place, sum(amount) AS minor FROM moves GROUP BY 1, 2)
                SELECT coalesce(l.document, 'order:' || p.order_id) AS document, coalesce(l.place, p.place) AS place,
                       p.minor AS paid, l.minor AS left_it
                FROM paid p FULL JOIN left_them l ON l.document = 'order:' || p.order_id AND l.place = p.place
                WHERE coalesce(p.minor, 0) <> coalesce(l.minor, 0)""",
            parameters={"books": list(KINDS), "moving": [POST, CAPTURE]},
        ),
        by_sql(
            "I6",
            "What an unfinished order wants of a card or of credit is held there",
            counting="SELECT count(*) FROM payments_payment WHERE source_id IS NOT NULL AND status = 'started'",
            breaking="""
                SELECT p.id, p.amount_minor, h.amount AS held FROM payments_payment p
                JOIN orders_order o ON o.id = p.order_id AND o.status IN ('placed', 'confirmed')
                LEFT JOIN ledger_openhold h ON h.id::text = p.reference
                LEFT JOIN ledger_account a ON a.id = h.from_account AND a.place = p.source_id::text
                WHERE p.source_id IS NOT NULL AND p.status = 'started'
                  AND (h.amount IS DISTINCT FROM p.amount_minor OR a.id IS NULL)""",
        ),
        by_sql(
            "I6",
            "No gift card has more than was put on it, and each that was issued is there",
            counting="SELECT count(*) FROM payments_giftcard",
            breaking="""
                SELECT g.id, a.posted, a.held FROM payments_giftcard g
                LEFT JOIN ledger_account a ON a.book = %(book)s AND a.unit = g.currency AND a.bucket = 'card'
                                          AND a.place = g.id::text
                WHERE a.posted IS NULL OR a.held < 0 OR a.posted < a.held OR a.posted > (
                    SELECT coalesce(sum(t.amount), 0) FROM ledger_transfer t
                    JOIN ledger_account f ON f.id = t.from_account AND f.bucket = 'issued'
                    WHERE t.to_account = a.id)""",
            parameters={"book": CARDS},
        ),
    ]
