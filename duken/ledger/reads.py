"""Questions to the ledger: balances, open holds, movements. They change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.ledger.entries import CAPTURE, KINDS, POST, Account


class Balance(NamedTuple):
    """`posted` is what is there; `held` is promised away; `free` is the difference."""

    book: str
    unit: str
    bucket: str
    place: str
    posted: int
    held: int

    @property
    def free(self) -> int:
        return self.posted - self.held


class Movement(NamedTuple):
    """One transfer in words. Times are UTC."""

    happened_at: datetime
    kind: str
    amount: int
    document: str
    reason: str
    actor: str
    from_bucket: str
    from_place: str
    to_bucket: str
    to_place: str
    transfer_id: UUID
    hold_id: UUID | None


class OpenHold(NamedTuple):
    id: UUID
    amount: int
    document: str
    expires_at: datetime | None
    bucket: str
    place: str


def floored(book: str, units: Sequence[str], *, buckets: Sequence[str] = ()) -> list[Balance]:
    """Every cached balance of these units, in one statement."""
    only = "AND bucket = ANY(%s)" if buckets else ""
    return sql.named_rows(
        Balance,
        f"""SELECT book, unit, bucket, place, posted, held FROM ledger_account
            WHERE book = %s AND unit = ANY(%s) AND floor IS NOT NULL {only}""",  # noqa: S608
        [book, list(units), *([list(buckets)] if buckets else [])],
    )


def cached(accounts: Sequence[Account]) -> dict[Account, Balance]:
    """The balances of these floored accounts, zero where one was never used. One statement."""
    found = {
        identifier: Balance(*rest)
        for identifier, *rest in sql.rows(
            "SELECT id, book, unit, bucket, place, posted, held FROM ledger_account WHERE id = ANY(%s)",
            [[account.id for account in accounts]],
        )
    }
    return {one: found.get(one.id, Balance(one.book, one.unit, one.bucket, one.place, 0, 0)) for one in accounts}


def summed(account: Account) -> int:
    """The balance of any account, added up from its transfers."""
    [(balance,)] = sql.rows(
        """SELECT coalesce(sum(CASE WHEN to_account = %(id)s THEN amount ELSE 0 END), 0)
                - coalesce(sum(CASE WHEN from_account = %(id)s THEN amount ELSE 0 END), 0)
           FROM ledger_transfer WHERE (to_account = %(id)s OR from_account = %(id)s) AND kind = ANY(%(moving)s)""",
        {"id": account.id, "moving": [POST, CAPTURE]},
    )
    return int(balance)


def summed_each(accounts: Sequence[Account]) -> dict[Account, int]:
    """The same of many, one statement."""
    found = dict(
        sql.rows(
            """SELECT a.id, coalesce(sum(CASE WHEN t.to_account = a.id THEN t.amount ELSE -t.amount END), 0)::bigint
               FROM ledger_account a
               JOIN ledger_transfer t ON (t.to_account = a.id OR t.from_account = a.id) AND t.kind = ANY(%s)
               WHERE a.id = ANY(%s) GROUP BY a.id""",
            [[POST, CAPTURE], [account.id for account in accounts]],
        )
    )
    return {account: int(found.get(account.id, 0)) for account in accounts}


class MonthSum(NamedTuple):
    """What came into an account and what left it in one month, by why. The month begins at `since`, in UTC."""

    since: datetime
    bucket: str
    reason: str
    amount_in: int
    amount_out: int


def posted_in(book: str, unit: str, bucket: str) -> int:
    """What lies in all accounts of a bucket together; one statement."""
    [(total,)] = sql.rows(
        """SELECT coalesce(sum(posted), 0)::bigint FROM ledger_account
           WHERE book = %s AND unit = %s AND bucket = %s AND floor IS NOT NULL""",
        [book, unit, bucket],
    )
    return int(total)


def sums_by_month(accounts: Sequence[Account], *, since: datetime) -> list[MonthSum]:
    """Movements of some accounts, month by month, oldest first; one statement on their own indexes."""
    return sql.named_rows(
        MonthSum,
        """SELECT date_trunc('month', t.happened_at, 'UTC') AS since, a.bucket, t.reason,
                  coalesce(sum(t.amount) FILTER (WHERE t.to_account = a.id), 0)::bigint,
                  coalesce(sum(t.amount) FILTER (WHERE t.from_account = a.id), 0)::bigint
           FROM ledger_account a JOIN ledger_transfer t ON t.from_account = a.id OR t.to_account = a.id
           WHERE a.id = ANY(%s) AND t.happened_at >= %s AND t.kind = ANY(%s)
           GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        [[account.id for account in accounts], since, [POST, CAPTURE]],
    )


def open_holds(account: Account) -> list[OpenHold]:
    """What is promised away from an account, oldest first."""
    return sql.named_rows(
        OpenHold,
        """SELECT h.id, h.amount, h.document, h.expires_at, a.bucket, a.place
           FROM ledger_openhold h JOIN ledger_account a ON a.id = h.from_account
           WHERE h.from_account = %s ORDER BY h.id""",
        [account.id],
    )


def holds_with_ids(hold_ids: Sequence[UUID]) -> dict[UUID, OpenHold]:
    """Those of these holds that are still open."""
    found = sql.named_rows(
        OpenHold,
        """SELECT h.id, h.amount, h.document, h.expires_at, a.bucket, a.place
           FROM ledger_openhold h JOIN ledger_account a ON a.id = h.from_account WHERE h.id = ANY(%s)""",
        [list(hold_ids)],
    )
    return {hold.id: hold for hold in found}


def is_known(key: str) -> bool:
    """Whether a chain was posted under this key."""
    return bool(sql.rows("SELECT 1 FROM ledger_chain WHERE key = %s", [key]))


def movements(
    *, accounts: Sequence[Account] = (), document: str = "", before: datetime | None = None, limit: int = 100
) -> list[Movement]:
    """Transfers of some accounts or of one document, newest first."""
    found = sql.rows(
        """SELECT t.happened_at, t.kind, t.amount, c.document, t.reason, c.actor,
                  f.bucket, f.place, g.bucket, g.place, t.id, t.hold_id
           FROM ledger_transfer t
           JOIN ledger_chain c ON c.id = t.chain_id
           JOIN ledger_account f ON f.id = t.from_account
           JOIN ledger_account g ON g.id = t.to_account
           WHERE (%(document)s = '' OR c.document = %(document)s)
             AND (%(everywhere)s OR t.from_account = ANY(%(accounts)s) OR t.to_account = ANY(%(accounts)s))
             AND (%(before)s::timestamptz IS NULL OR t.happened_at < %(before)s)
           ORDER BY t.happened_at DESC, t.id DESC LIMIT %(limit)s""",
        {
            "document": document,
            "everywhere": not accounts,
            "accounts": [account.id for account in accounts],
            "before": before,
            "limit": limit,
        },
    )
    return [Movement(at, KINDS[kind], *rest) for at, kind, *rest in found]


class HoldCounts(NamedTuple):
    """Open holds that end within five minutes, and those that should have ended a minute ago."""

    expiring: int
    overdue: int


def hold_counts(now: datetime) -> HoldCounts:
    """One statement on the small index of holds that end by themselves."""
    [row] = sql.rows(
        """SELECT count(*) FILTER (WHERE expires_at > %(now)s),
                  count(*) FILTER (WHERE expires_at < %(now)s - interval '1 minute')
           FROM ledger_openhold WHERE expires_at < %(now)s + interval '5 minutes'""",
        {"now": now},
    )
    return HoldCounts(*row)
