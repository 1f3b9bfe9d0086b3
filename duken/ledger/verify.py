"""What must hold of the ledger after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql

# post and capture move; hold and release only promise
_MOVED = """
SELECT account, sum(amount) AS moved FROM (
    SELECT to_account AS account, amount FROM ledger_transfer WHERE kind IN (1, 3)
    UNION ALL SELECT from_account, -amount FROM ledger_transfer WHERE kind IN (1, 3)
) every GROUP BY account
"""


def checks() -> list[Check]:
    return [*_balances(), *_holds(), *_chains()]


def _balances() -> list[Check]:
    """What is there: nothing made, nothing lost, nothing below its floor."""
    return [
        by_sql(
            "I1",
            "Every book and unit adds up to zero",
            counting="SELECT count(DISTINCT (book, unit)) FROM ledger_account",
            breaking=f"""
                SELECT a.book, a.unit, sum(m.moved) AS sum FROM ledger_account a JOIN ({_MOVED}) m ON m.account = a.id
                GROUP BY a.book, a.unit HAVING sum(m.moved) <> 0""",  # noqa: S608
        ),
        by_sql(
            "I1",
            "Every transfer lies between two accounts of one book and unit",
            counting="SELECT count(*) FROM ledger_transfer",
            breaking="""
                SELECT t.id FROM ledger_transfer t
                LEFT JOIN ledger_account f ON f.id = t.from_account
                LEFT JOIN ledger_account g ON g.id = t.to_account
                WHERE f.id IS NULL OR g.id IS NULL OR (f.book, f.unit) <> (g.book, g.unit) OR f.id = g.id""",
        ),
        by_sql(
            "I1",
            "Cached balances are what the transfers add up to",
            counting="SELECT count(*) FROM ledger_account WHERE floor IS NOT NULL",
            breaking=f"""
                SELECT a.book, a.unit, a.bucket, a.place, a.posted, coalesce(m.moved, 0) AS moved
                FROM ledger_account a LEFT JOIN ({_MOVED}) m ON m.account = a.id
                WHERE a.floor IS NOT NULL AND a.posted <> coalesce(m.moved, 0)""",  # noqa: S608
        ),
        by_sql(
            "I2",
            "No account is below its floor",
            counting="SELECT count(*) FROM ledger_account WHERE floor IS NOT NULL",
            breaking="""
                SELECT book, unit, bucket, place, posted, held, floor FROM ledger_account
                WHERE floor IS NOT NULL AND (posted - held < floor OR held < 0)""",
        ),
    ]


def _holds() -> list[Check]:
    """What is promised: each promise ends once."""
    return [
        by_sql(
            "I3",
            "A hold ends once, by capture or release, and for no more than was held",
            counting="SELECT count(*) FROM ledger_transfer WHERE kind = 2",
            breaking="""
                SELECT e.hold_id, count(*) AS ends FROM ledger_transfer e
                LEFT JOIN ledger_transfer h ON h.id = e.hold_id AND h.kind = 2
                WHERE e.hold_id IS NOT NULL
                GROUP BY e.hold_id, h.amount
                HAVING count(*) <> 1 OR h.amount IS NULL OR max(e.amount) > h.amount""",
        ),
        by_sql(
            "I3",
            "The open holds are the holds that have not ended",
            counting="SELECT count(*) FROM ledger_openhold",
            breaking="""
                SELECT coalesce(o.id, h.id) AS hold FROM ledger_openhold o
                FULL JOIN (
                    SELECT t.id, t.amount FROM ledger_transfer t
                    WHERE t.kind = 2 AND NOT EXISTS (SELECT FROM ledger_transfer e WHERE e.hold_id = t.id)
                ) h ON h.id = o.id AND h.amount = o.amount
                WHERE o.id IS NULL OR h.id IS NULL""",
        ),
        by_sql(
            "I3",
            "What is held on an account is what its open holds add up to",
            counting="SELECT count(*) FROM ledger_account WHERE held <> 0",
            breaking="""
                SELECT a.book, a.unit, a.bucket, a.place, a.held, coalesce(h.held, 0) AS open
                FROM ledger_account a
                LEFT JOIN (SELECT from_account, sum(amount) AS held FROM ledger_openhold GROUP BY 1) h
                  ON h.from_account = a.id
                WHERE a.floor IS NOT NULL AND a.held <> coalesce(h.held, 0)""",
        ),
    ]


def _chains() -> list[Check]:
    """What was written together."""
    return [
        by_sql(
            "I7",
            "A chain is whole: it has its transfers, and no transfer is without its chain",
            counting="SELECT count(*) FROM ledger_chain",
            breaking="""
                SELECT coalesce(c.id, t.chain_id) AS chain FROM ledger_chain c
                FULL JOIN (SELECT DISTINCT chain_id FROM ledger_transfer) t ON t.chain_id = c.id
                WHERE c.id IS NULL OR t.chain_id IS NULL""",
        ),
    ]
