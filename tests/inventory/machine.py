"""Stock used at random: two articles in two shops, two channels, papers that come twice, promises that expire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule

from duken.inventory.adjust import adjust_stock, set_aside_damaged, set_stock
from duken.inventory.allot import allot_stock, release_allotment
from duken.inventory.count import abandon_count, close_count, record_count, start_count
from duken.inventory.errors import CountClosed, NotEnoughStock, ReceivedTooMuch
from duken.inventory.hold import Want, hold_transfers, release_transfers, ship_transfers
from duken.inventory.levels import EMPTY
from duken.inventory.reads import availability, shelves
from duken.inventory.receive import receive_stock
from duken.inventory.safety import set_safety_stock
from duken.inventory.transfer import dispatch_transfer, receive_transfer
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.kernel.states import IllegalMove
from duken.ledger.entries import Chain, HoldId, Posted
from duken.ledger.errors import HoldOver
from duken.ledger.expire import expire_holds
from duken.ledger.post import post
from tests.chance import UndoneMachine, answer
from tests.inventory.clipboard import COMMON, DAMAGED, TRANSIT, Clipboard, Heap

BY = system("tests")
TEA, CUP = UUID(int=1), UUID(int=2)
SHOPS = [UUID(int=11), UUID(int=12)]
CHANNELS = ["till", "web"]

articles = some.sampled_from([TEA, CUP])
places = some.sampled_from(SHOPS)
channels = some.sampled_from(CHANNELS)
units = some.integers(1, 6)
goods = some.dictionaries(articles, units, min_size=1)
which = some.integers(0, 999)


class Promised(NamedTuple):
    """Units somebody was promised: the holds, and the heaps they stand in."""

    holds: list[tuple[HoldId, int]]
    heaps: dict[Heap, int]
    until: Any


class StockMachine(UndoneMachine):
    def open(self) -> None:
        self.paper = Clipboard()
        self.keys = count()
        self.done: list[tuple[Callable[[], object], object]] = []  # papers that were booked, and their first answer
        self.promises: list[Promised] = []
        self.ended: list[Promised] = []
        self.vans: dict[UUID, tuple[UUID, dict[UUID, int]]] = {}
        self.arrived: list[UUID] = []
        self.counts: dict[UUID, tuple[UUID, dict[UUID, int]]] = {}  # the open one of each place, and its differences
        self.receive({TEA: 6, CUP: 5}, SHOPS[0])

    @rule(lines=goods, place=places)
    def receive(self, lines: dict[UUID, int], place: UUID) -> None:
        key = self._key()
        self._book(
            lambda: receive_stock(list(lines.items()), location_id=place, key=key, by=BY),
            {(variant, place, COMMON): units for variant, units in lines.items()},
        )

    @rule(changes=some.dictionaries(articles, some.integers(-6, 3).filter(bool), min_size=1), place=places)
    def adjust(self, changes: dict[UUID, int], place: UUID) -> None:
        key = self._key()
        self._book(
            lambda: adjust_stock(list(changes.items()), location_id=place, reason="lost", key=key, by=BY),
            {(variant, place, COMMON): change for variant, change in changes.items()},
        )

    @rule(levels=some.dictionaries(articles, some.integers(0, 9), min_size=1), place=places)
    def set_to_a_level(self, levels: dict[UUID, int], place: UUID) -> None:
        key = self._key()
        changes = {
            (variant, place, COMMON): level - self.paper.lying[variant, place, COMMON]
            for variant, level in levels.items()
        }
        self._book(lambda: set_stock(levels, location_id=place, key=key, by=BY), changes)

    @rule(lines=goods, place=places)
    def set_aside(self, lines: dict[UUID, int], place: UUID) -> None:
        key = self._key()
        self._book(
            lambda: set_aside_damaged(list(lines.items()), location_id=place, key=key, by=BY),
            _moved(lines, place, COMMON, DAMAGED),
        )

    @rule(lines=goods, place=places, channel=channels)
    def allot(self, lines: dict[UUID, int], place: UUID, channel: str) -> None:
        key = self._key()
        self._book(
            lambda: allot_stock(list(lines.items()), location_id=place, channel=channel, key=key, by=BY),
            _moved(lines, place, COMMON, channel),
        )

    @rule(lines=goods, place=places, channel=channels)
    def give_back_to_all(self, lines: dict[UUID, int], place: UUID, channel: str) -> None:
        key = self._key()
        self._book(
            lambda: release_allotment(list(lines.items()), location_id=place, channel=channel, key=key, by=BY),
            _moved(lines, place, channel, COMMON),
        )

    @rule(article=articles, place=places, quantity=some.integers(0, 3))
    def keep_some_safe(self, article: UUID, place: UUID, quantity: int) -> None:
        set_safety_stock({article: quantity}, location_id=place, by=BY)
        self.paper.safety[article, place] = quantity

    @rule(which=which)
    def the_same_paper_again(self, which: int) -> None:
        act, first = self.done[which % len(self.done)]
        assert act() == (first if isinstance(first, UUID) else False)

    @rule(article=articles, place=places, quantity=units, channel=channels, minutes=some.none() | some.integers(1, 9))
    def hold(self, article: UUID, place: UUID, quantity: int, channel: str, minutes: int | None) -> None:
        shelf = shelves([article], channel=channel, locations=[place]).get((article, place), EMPTY)
        until = self.now() + timedelta(minutes=minutes) if minutes else None
        wanted = hold_transfers(Want(article, place, quantity), shelf, channel=channel, expires_at=until)
        heaps = self.paper.promise(article, place, quantity, channel)

        [said] = post([Chain(self._key(), "test", tuple(wanted))], by=BY)

        assert isinstance(said, Posted) == (heaps is not None), said
        if heaps is not None:
            self.promises.append(Promised([(HoldId(hold.id), hold.amount) for hold in wanted], heaps, until))
            self.paper.promised.update(heaps)

    @precondition(lambda self: self.promises or self.ended)
    @rule(which=which, quantity=some.integers(0, 6))
    def ship(self, which: int, quantity: int) -> None:
        one = self._any_promise(which)
        quantity = min(quantity, sum(held for _, held in one.holds))
        if self._end(one, ship_transfers(one.holds, quantity)):
            for heap, units in one.heaps.items():
                taken = min(quantity, units)
                self.paper.lying[heap] -= taken
                quantity -= taken

    @precondition(lambda self: self.promises or self.ended)
    @rule(which=which)
    def free(self, which: int) -> None:
        one = self._any_promise(which)
        self._end(one, release_transfers([hold for hold, _ in one.holds], "test"))

    @rule(minutes=some.integers(1, 6))
    def promises_whose_time_is_over_end(self, minutes: int) -> None:
        self.later(minutes=minutes)
        over = [one for one in self.promises if one.until and one.until <= self.now()]

        assert expire_holds(by=BY) == sum(len(one.holds) for one in over)

        for one in over:
            self._forget(one)

    @rule(lines=goods, start=some.integers(0, 1))
    def send_a_van(self, lines: dict[UUID, int], start: int) -> None:
        here, there = SHOPS[start], SHOPS[1 - start]
        key = self._key()
        changes = {(variant, here, COMMON): -units for variant, units in lines.items()}
        changes |= {(variant, there, TRANSIT): units for variant, units in lines.items()}
        sent = self._book(
            lambda: dispatch_transfer(list(lines.items()), from_location_id=here, to_location_id=there, key=key, by=BY),
            changes,
        )
        if isinstance(sent, UUID):
            self.vans[sent] = (there, lines)

    @precondition(lambda self: self.vans)
    @rule(which=which, missing=some.integers(-1, 3))
    def the_van_arrives(self, which: int, missing: int) -> None:
        van = list(self.vans)[which % len(self.vans)]
        place, lines = self.vans[van]
        got = {variant: max(0, sent - missing) for variant, sent in lines.items()}

        lost = answer(lambda: receive_transfer(van, arrived=got, by=BY))

        if missing < 0:
            assert isinstance(lost, ReceivedTooMuch)
            return
        assert lost == {variant: sent - got[variant] for variant, sent in lines.items() if sent != got[variant]}
        for variant, sent in lines.items():
            self.paper.lying[variant, place, TRANSIT] -= sent
            self.paper.lying[variant, place, COMMON] += got[variant]
        del self.vans[van]
        self.arrived.append(van)

    @precondition(lambda self: self.arrived)
    @rule()
    def the_van_arrives_again(self) -> None:
        assert isinstance(answer(lambda: receive_transfer(self.arrived[-1], by=BY)), IllegalMove)

    @rule(article=articles, place=places, counted=some.integers(0, 9))
    def count_a_shelf(self, article: UUID, place: UUID, counted: int) -> None:
        if place not in self.counts:
            self.counts[place] = (start_count(location_id=place, by=BY), {})
        at, differences = self.counts[place]
        record_count(at, variant_id=article, counted=counted, by=BY)
        differences[article] = counted - self.paper.lying[article, place, COMMON]

    @precondition(lambda self: self.counts)
    @rule(which=which, is_wanted=some.sampled_from([True, True, False]))
    def end_counting(self, which: int, is_wanted: bool) -> None:
        place = list(self.counts)[which % len(self.counts)]
        at, differences = self.counts[place]
        changes = {(article, place, COMMON): change for article, change in differences.items() if change}
        if not is_wanted:
            abandon_count(at, by=BY)
        elif not self._allows(changes):
            assert isinstance(answer(lambda: close_count(at, by=BY)), NotEnoughStock)
            return
        else:
            assert close_count(at, by=BY) == {heap[0]: change for heap, change in changes.items()}
            self.paper.lying.update(changes)
        del self.counts[place]
        assert isinstance(answer(lambda: close_count(at, by=BY)), CountClosed)

    @invariant()
    def every_channel_is_told_what_the_clipboard_says(self) -> None:
        for channel in CHANNELS:
            told = availability([TEA, CUP], channel=channel)
            for variant in (TEA, CUP):
                for place in SHOPS:
                    level = self.paper.level(variant, place, channel, CHANNELS)
                    if (variant, place) in told:
                        assert told[variant, place] == level
                    else:
                        assert (level.on_hand, level.in_transit, level.damaged) == (0, 0, 0)

    def _key(self) -> str:
        return f"paper-{next(self.keys)}"

    def _allows(self, changes: Mapping[Heap, int]) -> bool:
        return self.paper.can_lose({heap: -change for heap, change in changes.items() if change < 0})

    def _book(self, act: Callable[[], object], changes: dict[Heap, int]) -> object:
        """A paper is booked whole or refused whole."""
        said = answer(act)
        if not self._allows(changes):
            assert isinstance(said, NotEnoughStock), said
            return said
        assert not isinstance(said, Refusal), said
        assert said is not False or not any(changes.values())  # a level that stands already is no paper
        self.paper.lying.update(changes)
        if said is not False:
            self.done.append((act, said))
        return said

    def _any_promise(self, which: int) -> Promised:
        every = [*self.promises, *self.ended]
        return every[which % len(every)]

    def _end(self, one: Promised, ends: list[Any]) -> bool:
        [said] = post([Chain(self._key(), "test", tuple(ends))], by=BY)
        if one not in self.promises:
            assert isinstance(said, HoldOver), said
            return False
        assert isinstance(said, Posted), said
        self._forget(one)
        return True

    def _forget(self, one: Promised) -> None:
        self.promises.remove(one)
        self.ended.append(one)
        self.paper.promised.subtract(one.heaps)


def _moved(lines: Mapping[UUID, int], place: UUID, source: str, target: str) -> dict[Heap, int]:
    changes = {(variant, place, source): -units for variant, units in lines.items()}
    return changes | {(variant, place, target): units for variant, units in lines.items()}
