"""Lock accounts whose next entry depends on what lies there now: counting a shelf, setting it to a level."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from duken.kernel.actor import Actor
from duken.ledger._accounts import lock_floored, make_accounts
from duken.ledger.entries import Account


def lock_accounts(accounts: Sequence[Account], *, if_there: Sequence[Account] = (), by: Actor) -> dict[Account, int]:
    """What lies on each of these floored accounts; nobody changes it to the end of the transaction.

    An account that was never used is made, for what has no row cannot be locked: two who set a new shelf at the
    same moment would both add to nothing. Those `if_there` are locked with them where they have a row, and none is
    made: for accounts that only who has locked one of the others puts anything on. At most two statements.
    """
    by.require("ledger.post")
    assert connection.in_atomic_block, "a lock outside a transaction holds nothing"
    make_accounts(list(dict.fromkeys(accounts)))
    found = lock_floored([account.id for account in (*accounts, *if_there)])
    return {account: found[account.id].posted for account in accounts}
