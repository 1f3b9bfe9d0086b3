"""What must hold of tills after any sequence of operations."""

from __future__ import annotations

from duken.kernel.verifying import Breach, Check, Looked, by_sql
from duken.tills._lease_checks import lease_checks
from duken.tills.journal import JournalEntry, hash_of
from duken.tills.models import Entry

_AT_ONCE = 5_000
_SAID = ("id", "sequence", "kind", "at", "cashier", "named_shift_id", "previous", "body", "hash")
# By account of a shift: what is on it, and what was before the count took all of it away.
_MOVED = """
    SELECT a.place, a.unit, a.bucket, sum(m.amount) AS balance,
           sum(CASE WHEN m.reason IN ('counted', 'over_short', 'slips') THEN 0 ELSE m.amount END) AS before_count
    FROM ledger_account a
    CROSS JOIN LATERAL (
        SELECT amount, reason FROM ledger_transfer WHERE to_account = a.id AND kind = 1
        UNION ALL SELECT -amount, reason FROM ledger_transfer WHERE from_account = a.id AND kind = 1) m
    WHERE a.book = 'money' AND a.bucket IN ('drawer', 'card_slips')
    GROUP BY 1, 2, 3"""


def checks() -> list[Check]:
    return [
        by_sql(
            "I9",
            "A till's journal has no gaps, and each entry the hash of the one before",
            counting="SELECT count(*) FROM tills_entry",
            breaking="""
                SELECT till_id, sequence, id FROM (
                    SELECT till_id, sequence, id, previous,
                           lag(sequence, 1, 0::bigint) OVER journal AS before, lag(hash, 1, '') OVER journal AS chained
                    FROM tills_entry WINDOW journal AS (PARTITION BY till_id ORDER BY sequence)) e
                WHERE sequence <> before + 1 OR previous <> chained""",
        ),
        by_sql(
            "I9",
            "A till's journal stands where its last entry is",
            counting="SELECT count(*) FROM tills_till",
            breaking="""
                SELECT t.id, t.code, t.sequence, e.sequence AS last FROM tills_till t
                LEFT JOIN LATERAL (SELECT sequence, hash FROM tills_entry WHERE till_id = t.id
                                   ORDER BY sequence DESC LIMIT 1) e ON true
                WHERE t.sequence <> coalesce(e.sequence, 0) OR t.head <> coalesce(e.hash, '')""",
        ),
        Check("I9", "An entry says what its hash says", _hashes),
        by_sql(
            "I9",
            "Receipts of a till are numbered without gaps, or a difference was filed",
            counting="SELECT count(*) FROM tills_entry WHERE kind = 'sold'",
            breaking="""
                SELECT id, number FROM (
                    SELECT e.id, e.number, t.code || '-' || row_number() OVER (
                               PARTITION BY e.till_id ORDER BY e.sequence) AS expected, e.till_id
                    FROM tills_entry e JOIN tills_till t ON t.id = e.till_id WHERE e.kind = 'sold') r
                WHERE number <> expected
                  AND NOT EXISTS (SELECT FROM tills_difference d
                                  WHERE d.till_id = r.till_id AND d.kind = 'sequence')""",
        ),
        by_sql(
            "I4",
            "A closed shift has nothing left in its drawer and among its card slips",
            counting="SELECT count(*) FROM tills_shift WHERE closed_at IS NOT NULL",
            breaking=f"""
                SELECT s.id, m.bucket, m.balance FROM tills_shift s
                JOIN ({_MOVED}) m ON m.place = s.id::text AND m.balance <> 0
                WHERE s.closed_at IS NOT NULL""",  # noqa: S608
        ),
        by_sql(
            "I4",
            "What a shift's report expected in the drawer is what the ledger moved through it",
            counting="SELECT count(*) FROM tills_shift WHERE closed_at IS NOT NULL",
            breaking=f"""
                SELECT s.id, s.number, s.expected_minor, coalesce(m.before_count, 0) AS moved,
                       (s.books ->> 'expected_minor')::bigint AS added_up
                FROM tills_shift s
                LEFT JOIN ({_MOVED}) m ON m.place = s.id::text AND m.unit = s.currency AND m.bucket = 'drawer'
                WHERE s.closed_at IS NOT NULL AND (
                    s.expected_minor <> coalesce(m.before_count, 0)
                    OR s.expected_minor <> (s.books ->> 'expected_minor')::bigint
                       + coalesce((s.books -> 'late' ->> 'cash')::bigint, 0)
                       + coalesce((s.books -> 'others' ->> 'cash')::bigint, 0))""",  # noqa: S608
        ),
        by_sql(
            "I4",
            "The card slips of a shift's report are those the ledger moved",
            counting="SELECT count(*) FROM tills_shift WHERE closed_at IS NOT NULL",
            breaking=f"""
                SELECT s.id, s.number, coalesce(m.before_count, 0) AS moved FROM tills_shift s
                LEFT JOIN ({_MOVED}) m ON m.place = s.id::text AND m.unit = s.currency AND m.bucket = 'card_slips'
                WHERE s.closed_at IS NOT NULL AND coalesce(m.before_count, 0)
                    <> coalesce((s.books -> 'by_tender' ->> 'card')::bigint, 0)
                       + coalesce((s.books -> 'late' ->> 'card')::bigint, 0)
                       + coalesce((s.books -> 'others' ->> 'card')::bigint, 0)""",  # noqa: S608
        ),
        by_sql(
            "I4",
            "Where a till's report is not what the books add up to, a difference was filed",
            counting="SELECT count(*) FROM tills_shift WHERE closed_at IS NOT NULL",
            breaking="""
                SELECT s.id, s.number FROM tills_shift s
                WHERE s.closed_at IS NOT NULL AND s.report <> s.books - 'late' - 'others'
                  AND NOT EXISTS (SELECT FROM tills_difference d WHERE d.shift_id = s.id AND d.kind = 'report')""",
        ),
        *lease_checks(),
    ]


def _hashes() -> Looked:
    """Made again from what is kept, but where a gift card's code was left out."""
    count, wrong = 0, []
    for row in Entry.objects.filter(is_whole=True).values_list(*_SAID).iterator(_AT_ONCE):
        count += 1
        entry = JournalEntry(*row)
        if hash_of(entry) != entry.hash:
            wrong.append(Breach("An entry says what its hash says", {"id": entry.id, "sequence": entry.sequence}))
    return Looked(count, wrong[:100])
