"""The ledger's decisions against a naive model of drawers and promises: whatever is asked, in whatever order."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from duken.kernel import ids
from duken.kernel.refusals import Refusal
from duken.ledger.decide import Balance, Promise, decide
from duken.ledger.entries import Account, Capture, Chain, Hold, HoldId, Post, Release, Transfer
from tests.ledger.drawers import Drawers

FLOORED = [Account("stock", "tea", "on_hand", place, floor=0) for place in ("a", "b")]
OPEN = [Account("stock", "tea", bucket, "") for bucket in ("supplier", "customer")]
ACCOUNTS = [*FLOORED, *OPEN]
HOLDS = [HoldId(ids.new_id()) for _ in range(4)]  # so few that the same one is often named twice

amounts = some.integers(-1, 6)
pairs = some.permutations(ACCOUNTS).map(lambda shuffled: shuffled[:2])
posts = some.builds(lambda ends, amount: Post(*ends, amount), pairs, amounts)
holds = some.builds(
    lambda ends, amount, leaving, hold: Hold(*ends, amount, leaving, id=hold),
    pairs,
    amounts,
    some.integers(0, 2),
    some.sampled_from(HOLDS),
)
captures = some.builds(Capture, some.sampled_from(HOLDS), some.none() | amounts)
releases = some.builds(Release, some.sampled_from(HOLDS))
transfers = some.one_of(posts, holds, captures, releases)
batches = some.lists(some.lists(transfers, min_size=1, max_size=4), max_size=12)


def once(wanted: list[Transfer], used: set[UUID]) -> list[Transfer]:
    """The id of a transfer is its own: a hold that was made is not made again."""
    kept, seen = [], set(used)
    for transfer in wanted:
        if isinstance(transfer, Hold):
            if transfer.id in seen:
                continue
            seen.add(transfer.id)
        kept.append(transfer)
    return kept


@settings(max_examples=120, deadline=None)
@given(batches)
def test_the_ledger_decides_as_a_patient_clerk_would(batch: list[list[Transfer]]) -> None:
    naive = Drawers(ACCOUNTS)
    balances = {account.id: Balance.nothing(account) for account in FLOORED}
    promises: dict[UUID, Promise] = {}

    for number, asked in enumerate(batch):
        wanted = once(asked, naive.used)
        answer = decide(Chain(str(number), "test", tuple(wanted)), balances, promises)
        then = naive.after(wanted)

        assert isinstance(answer, Refusal) == (then is None), answer
        naive = then or naive
        for account in FLOORED:
            balance = balances[account.id]
            assert (balance.posted, balance.posted - balance.held) == (
                naive.posted[account.id],
                naive.free(account.id),
            )
        assert {hold for hold, promise in promises.items() if not promise.is_over} == set(naive.open)
        assert sum(naive.posted.values()) == 0
