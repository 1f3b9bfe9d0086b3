"""Accounts as rows: made when they are first named, locked in one fixed order."""

from __future__ import annotations

import threading
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from duken.kernel import sql
from duken.ledger.decide import Balance
from duken.ledger.entries import Account

_known: set[UUID] = set()  # accounts never go away, so each process asks for each only once
_known_lock = threading.Lock()


def lock_floored(accounts: Collection[UUID]) -> dict[UUID, Balance]:
    """The floored ones of these, locked by id to the end of the transaction."""
    return balances(ask_for_floored(accounts))


def ask_for_floored(accounts: Collection[UUID]) -> sql.Asked:
    return sql.ask(
        """SELECT id, book, unit, bucket, place, floor, posted, held FROM ledger_account
           WHERE id = ANY(%s::uuid[]) AND floor IS NOT NULL ORDER BY id FOR UPDATE""",
        [sql.array("uuid", accounts)],
    )


def balances(locked: sql.Asked) -> dict[UUID, Balance]:
    return {identifier: Balance(*row) for identifier, *row in locked.rows()}


def make_accounts(named: Collection[Account]) -> None:
    """A row for each that is new; a neighbour who makes the same one is waited for."""
    accounts = sorted((one for one in named if one.id not in _known), key=lambda account: account.id)
    if not accounts:
        return
    sql.insert(
        "ledger_account",
        {
            "id": ("uuid", [account.id for account in accounts]),
            "book": ("text", [account.book for account in accounts]),
            "unit": ("text", [account.unit for account in accounts]),
            "bucket": ("text", [account.bucket for account in accounts]),
            "place": ("text", [account.place for account in accounts]),
            "floor": ("bigint", [account.floor for account in accounts]),
            "posted": ("bigint", sql.Same(0)),
            "held": ("bigint", sql.Same(0)),
        },
        "ON CONFLICT DO NOTHING",
    )
    made = {account.id for account in accounts}
    transaction.on_commit(lambda: _remember(made))


def _remember(made: set[UUID]) -> None:
    with _known_lock:
        _known.update(made)


def forget_known_accounts() -> None:
    """For tests that start each time from an empty database."""
    with _known_lock:
        _known.clear()
