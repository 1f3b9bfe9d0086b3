"""A ledger used at random: stock and two currencies, promises that expire, keys that come twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from uuid import UUID

from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule
from msgspec.structs import replace

from duken.kernel import ids, sql
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Capture, Chain, Hold, HoldId, Post, Posted, Release, Transfer
from duken.ledger.errors import KeyReused
from duken.ledger.expire import expire_holds
from duken.ledger.post import post
from duken.ledger.reads import summed
from tests.chance import UndoneMachine
from tests.ledger.drawers import Drawers

BY = system("tests")
BOOKS = [
    [
        Account("stock", "tea", "on_hand", "a", floor=0),
        Account("stock", "tea", "on_hand", "b", floor=0),
        Account("stock", "tea", "world", ""),
    ],
    [Account("money", "GBP", "drawer", "a", floor=0), Account("money", "GBP", "sales", "")],
    [Account("money", "EUR", "drawer", "a", floor=0), Account("money", "EUR", "sales", "")],
]
ACCOUNTS = [account for book in BOOKS for account in book]
NAMES = [HoldId(ids.new_id()) for _ in range(6)]  # so few that an ended promise is often asked for again

ends = some.sampled_from(BOOKS).flatmap(some.permutations).map(lambda book: book[:2])
amounts = some.integers(0, 9)
posts = some.builds(lambda pair, amount: Post(*pair, amount), ends, amounts)
holds = some.builds(
    lambda pair, amount, leaving, minutes, name: (Hold(*pair, amount, leaving, id=name), minutes),
    ends,
    amounts,
    some.integers(0, 2),
    some.none() | some.integers(1, 30),
    some.sampled_from(NAMES),
)
captures = some.builds(Capture, some.sampled_from(NAMES), some.none() | amounts)
releases = some.builds(Release, some.sampled_from(NAMES))
asked = some.lists(some.one_of(posts, holds, captures, releases), min_size=1, max_size=4)


class LedgerMachine(UndoneMachine):
    """`names`: which real promise each of the few names now stands for: an id is used once."""

    def open(self) -> None:
        self.drawers = Drawers(ACCOUNTS)
        self.keys = count()
        self.sent: list[Chain] = []
        self.answers: dict[str, Posted] = {}
        self.names: dict[UUID, HoldId] = {}
        world, shelf = BOOKS[0][2], BOOKS[0][0]
        self._send([Chain("opening", "test", (Post(world, shelf, 12),))])

    @rule(batch=some.lists(asked, min_size=1, max_size=3))
    def chains(self, batch: list[list[object]]) -> None:
        self._send([Chain(f"key-{next(self.keys)}", "test", self._named(wanted)) for wanted in batch])

    @rule(minutes=some.none() | some.integers(1, 30), name=some.sampled_from(NAMES))
    def one_more_comes_and_is_promised(self, minutes: int | None, name: HoldId) -> None:
        """Chance alone seldom makes a promise that is kept: most of its chains ask for too much somewhere."""
        world, shelf = BOOKS[0][2], BOOKS[0][0]
        wanted = [Post(world, shelf, 1), (Hold(shelf, world, 1, id=name), minutes)]
        self._send([Chain(f"key-{next(self.keys)}", "test", self._named(wanted))])

    @rule(which=some.integers(0, 999), times=some.integers(1, 2))
    def the_same_again(self, which: int, times: int) -> None:
        self._send([self.sent[which % len(self.sent)]] * times)

    @rule(which=some.integers(0, 999))
    def the_same_key_for_something_else(self, which: int) -> None:
        earlier = self.sent[which % len(self.sent)]
        other = replace(earlier, transfers=(Post(*BOOKS[1], 7_777_777),))  # more than any drawer holds

        [answer] = post([other], by=BY)

        assert isinstance(answer, KeyReused) == (earlier.key in self.answers), answer

    @rule(minutes=some.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.later(minutes=minutes)

    @rule()
    def promises_whose_time_is_over_end(self) -> None:
        over = [hold for hold, slip in self.drawers.open.items() if slip.expires_at and slip.expires_at <= self.now()]

        assert expire_holds(by=BY) == len(over)

        for hold in over:
            del self.drawers.open[hold]

    @invariant()
    def everything_lies_where_the_drawers_say(self) -> None:
        cached = {row[0]: row[1:] for row in sql.rows("SELECT id, posted, held FROM ledger_account WHERE floor = 0")}
        for account in ACCOUNTS:
            if account.floor is None:
                assert summed(account) == self.drawers.posted[account.id], account
            else:
                stands = (self.drawers.posted[account.id], self.drawers.held(account.id))
                assert cached.get(account.id, (0, 0)) == stands, account
        opened = sql.rows("SELECT id, amount FROM ledger_openhold")
        assert dict(opened) == {hold: slip.amount for hold, slip in self.drawers.open.items()}

    def _send(self, chains: Sequence[Chain]) -> None:
        for chain, answer in zip(chains, post(chains, by=BY), strict=True):
            self.sent.append(chain)
            if earlier := self.answers.get(chain.key):
                assert answer == Posted(earlier.id, earlier.transfers, repeated=True)
                continue
            then = self.drawers.after(chain.transfers)
            assert isinstance(answer, Refusal) == (then is None), answer
            if isinstance(answer, Posted):
                assert not answer.repeated
                assert answer.transfers == tuple(transfer.id for transfer in chain.transfers)
                self.answers[chain.key] = answer
            self.drawers = then or self.drawers

    def _named(self, wanted: Sequence[object]) -> tuple[Transfer, ...]:
        """Names become ids: a new promise takes its name over, an end asks for the promise that has the name now."""
        transfers: list[Transfer] = []
        for each in wanted:
            if isinstance(each, tuple):
                hold, minutes = each
                self.names[hold.id] = made = HoldId(ids.new_id())
                until = self.now() + timedelta(minutes=minutes) if minutes else None
                transfers.append(replace(hold, id=made, expires_at=until))
            elif isinstance(each, Post):
                transfers.append(replace(each, id=ids.new_id()))
            else:
                named = self.names.get(each.hold, each.hold)  # type: ignore[attr-defined]
                transfers.append(replace(each, id=ids.new_id(), hold=named))  # type: ignore[type-var]
        return tuple(transfers)
