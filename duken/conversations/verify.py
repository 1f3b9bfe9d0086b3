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
        ),
        by_sql(
            "I13",
            "Nothing but what is about somebody's own order was sent without their consent, live at that moment",
            counting="SELECT count(*) FROM conversations_message WHERE purpose <> 'order' AND status = 'sent'",
            breaking="""SELECT m.id AS message, m.purpose, m.consent_id FROM conversations_message m
                        LEFT JOIN customers_consent c ON c.id = m.consent_id
                        WHERE m.purpose <> 'order' AND m.status = 'sent' AND (
                            c.id IS NULL OR NOT c.is_given OR c.purpose <> m.purpose OR c.at > m.sent_at
                            OR EXISTS (SELECT FROM customers_consent later
                                       WHERE later.customer_id = c.customer_id AND later.purpose = c.purpose
                                         AND later.id > c.id AND NOT later.is_given
                                         AND later.at < m.sent_at - interval '1 minute'))
                        LIMIT 100""",
        ),
    ]
