"""Where units of a variant lie that a till has set aside, and where it may set some aside from."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from duken.inventory import accounts
from duken.kernel.actor import Actor
from duken.ledger.entries import Account
from duken.ledger.lock import lock_accounts


class Places(NamedTuple):
    """Two pairs: off the `shelf` into the till's `own`, and out of what is `kept` for its channel into `own_kept`.

    Never out of what is kept for another channel. Each goes back to where it came from.
    """

    own: Account
    shelf: Account
    own_kept: Account
    kept: Account

    @property
    def of_till(self) -> tuple[Account, Account]:
        return self.own, self.own_kept


def places_of(variant_id: UUID, *, till_id: UUID, channel: str, location_id: UUID) -> Places:
    return Places(
        accounts.leased(till_id, variant_id, location_id),
        accounts.on_hand(variant_id, location_id),
        accounts.kept_for_till(till_id, channel, variant_id, location_id),
        accounts.kept_for(channel, variant_id, location_id),
    )


def lock_places(places: Collection[Places], *, by: Actor) -> None:
    """All of them, to the end of the transaction."""
    lock_accounts(
        [account for at in places for account in (at.own, at.shelf, at.kept)],
        if_there=[at.own_kept for at in places],
        by=by.lend("ledger.post"),
    )
