"""What must hold for what is said to customers."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I13",
            "Nobody is called to the shop before they are told what is missing",
            counting="SELECT count(*) FROM conversations_message WHERE kind = 'ready'",
            breaking="""SELECT m.order_id, s.id AS shortage FROM conversations_message m
                        JOIN fulfilment_fulfilment f ON f.order_id = m.order_id
                        JOIN fulfilment_shortage s ON s.fulfilment_id = f.id
                        WHERE m.kind = 'ready' AND s.found_at < m.written_at
                          AND (s.told_at IS NULL OR s.told_at > m.written_at) LIMIT 100""",
        )
    ]
