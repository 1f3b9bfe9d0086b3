"""Pick-ups used at random: the worker comes late, pickers touch in any order, customers show wrong codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule

from duken.fulfilment.acknowledge import acknowledge
from duken.fulfilment.cancel import put_back
from duken.fulfilment.errors import (
    AllPicked,
    BadShortage,
    NotAllPicked,
    NothingPicked,
    NotPaid,
    TooManyWrongCodes,
    WrongCode,
)
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready, reopen
from duken.fulfilment.pick import pick_line, unpick_line
from duken.fulfilment.raise_alerts import raise_alerts
from duken.fulfilment.reads import FulfilmentRead, fulfilment
from duken.fulfilment.short_pick import short_pick
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import availability
from duken.kernel.states import IllegalMove
from duken.orders.cancel import cancel_order
from duken.orders.drafts import LineDraft
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import orders_with_ids
from duken.payments.reads import payments_of
from tests.chance import UndoneMachine, answer

SKUS = ["CUP", "TEA"]
STOCK = 9
BEFORE_READY = ("requested", "acknowledged", "picking")

which = some.integers(0, 999)
units = some.integers(0, 3)


@dataclass
class Slip:
    """The paper a picker carries. `work` is None until the shop was asked."""

    order: OrderRead
    wanted: list[int]
    order_status: str = "placed"
    work: UUID | None = None
    status: str = "not asked"
    is_seen: bool = False
    lies_in_basket: bool = False
    picked: Counter[int] = field(default_factory=Counter)
    short: Counter[int] = field(default_factory=Counter)
    wrong_codes: int = 0
    refused_until: datetime | None = None

    def left(self, line: int) -> int:
        return self.wanted[line] - self.picked[line] - self.short[line]

    def quantity(self, line: int) -> int:
        return self.wanted[line] - self.short[line]

    @property
    def is_open(self) -> bool:
        return self.order_status in ("placed", "confirmed")


class PickupMachine(UndoneMachine):
    def __init__(self, make: Any) -> None:
        self.make, self.by = make, make.by
        super().__init__()

    def open(self) -> None:
        self.slips: list[Slip] = []
        self.on_hand = Counter(dict.fromkeys(SKUS, STOCK))
        self.variants = {sku: self.make.variant(sku).id for sku in SKUS}

    @rule(wanted=some.lists(some.tuples(some.sampled_from(SKUS), some.integers(1, 3)), min_size=1, max_size=2))
    def place(self, wanted: list[tuple[str, int]]) -> None:
        draft = self.make.order_draft()
        lines = tuple(LineDraft(sku, quantity) for sku, quantity in wanted)
        demand: Counter[str] = Counter()
        for sku, quantity in wanted:
            demand[sku] += quantity
        [said] = place_orders([replace(draft, lines=lines)], by=self.by)
        if all(self.on_hand[sku] - self._held(sku) >= units for sku, units in demand.items()):
            assert isinstance(said, OrderRead), said
            self.slips.append(Slip(said, [quantity for _, quantity in wanted]))
        else:
            assert isinstance(said, NotEnoughStock), said

    @rule()
    def the_worker_works(self) -> None:
        self.make.work_off()
        for slip in self.slips:
            if slip.order_status == "placed":
                slip.order_status, slip.status = "confirmed", "requested"
                slip.work = self.make.fulfilment(slip.order.id).id
            elif slip.order_status == "cancelled" and slip.status in (*BEFORE_READY, "ready"):
                slip.status = "cancelled"
                slip.lies_in_basket = bool(sum(slip.picked.values()))

    @precondition(lambda self: self.slips)
    @rule(which=which)
    def cancel(self, which: int) -> None:
        slip = self.slips[which % len(self.slips)]
        said = answer(lambda: cancel_order(slip.order.id, reason="changed my mind", by=self.by))
        if slip.order_status == "fulfilled":
            assert isinstance(said, IllegalMove)
        else:
            assert said is slip.is_open
            slip.order_status = "cancelled"

    @precondition(lambda self: self.works)
    @rule(which=which)
    def see(self, which: int) -> None:
        slip = self._any(which)
        said = answer(lambda: acknowledge(self._work(slip), by=self.by))
        if slip.status == "cancelled":
            assert isinstance(said, IllegalMove)
            return
        assert said is not slip.is_seen
        slip.is_seen = True
        slip.status = "acknowledged" if said else slip.status

    @precondition(lambda self: self.works)
    @rule(which=which, line=which, quantity=units)
    def pick(self, which: int, line: int, quantity: int) -> None:
        slip = self._any(which)
        line %= len(slip.wanted)
        line_id = self._read(slip).lines[line].id
        said = answer(lambda: pick_line(self._work(slip), line_id, quantity=quantity, by=self.by))
        if slip.status not in BEFORE_READY:
            assert isinstance(said, IllegalMove), said
        elif not 0 < quantity <= slip.left(line):
            assert isinstance(said, AllPicked), said
        else:
            assert said is None
            slip.picked[line] += quantity
            slip.status, slip.is_seen = "picking", True

    @precondition(lambda self: self.works)
    @rule(which=which)
    def pick_everything_and_call_ready(self, which: int) -> None:
        slip = self._any(which)
        for line in range(len(slip.wanted)):
            if slip.left(line):
                self.pick(self.works.index(slip), line, slip.left(line))
        self.call_ready(self.works.index(slip))

    @precondition(lambda self: self.works)
    @rule(which=which, line=which, quantity=units)
    def unpick(self, which: int, line: int, quantity: int) -> None:
        slip = self._any(which)
        line %= len(slip.wanted)
        line_id = self._read(slip).lines[line].id
        said = answer(lambda: unpick_line(self._work(slip), line_id, quantity=quantity, by=self.by))
        if slip.status not in BEFORE_READY:
            assert isinstance(said, IllegalMove), said
        elif not 0 < quantity <= slip.picked[line]:
            assert isinstance(said, NothingPicked), said
        else:
            slip.picked[line] -= quantity
            slip.status, slip.is_seen = "picking", True

    @precondition(lambda self: self.works)
    @rule(which=which, line=which, quantity=units, reason=some.sampled_from(["not_found", "damaged"]))
    def miss(self, which: int, line: int, quantity: int, reason: str) -> None:
        slip = self._any(which)
        line %= len(slip.wanted)
        line_id = self._read(slip).lines[line].id
        said = answer(lambda: short_pick(self._work(slip), line_id, quantity=quantity, reason=reason, by=self.by))
        if slip.status not in BEFORE_READY:
            assert isinstance(said, IllegalMove), said
        elif not 0 < quantity <= slip.left(line):
            assert isinstance(said, BadShortage), said
        elif not slip.is_open:
            assert isinstance(said, IllegalMove), said
        else:
            assert isinstance(said, UUID), said
            slip.short[line] += quantity
            self.on_hand[slip.order.lines[line].sku] -= quantity
            if not any(slip.quantity(at) for at in range(len(slip.wanted))):
                slip.order_status = "cancelled"

    @precondition(lambda self: self.works)
    @rule(which=which)
    def call_ready(self, which: int) -> None:
        slip = self._any(which)
        said = answer(lambda: mark_ready(self._work(slip), by=self.by))
        if slip.status == "ready":
            assert said is False
        elif slip.status in BEFORE_READY and any(slip.left(at) for at in range(len(slip.wanted))):
            assert isinstance(said, NotAllPicked), said
        elif slip.status != "picking":
            assert isinstance(said, IllegalMove), said
        else:
            assert said is True
            slip.status = "ready"

    @precondition(lambda self: self.works)
    @rule(which=which)
    def pick_again(self, which: int) -> None:
        slip = self._any(which)
        said = answer(lambda: reopen(self._work(slip), by=self.by))
        if slip.status in BEFORE_READY:
            assert said is False
        elif slip.status == "ready":
            assert said is True
            slip.status = "picking"
        else:
            assert isinstance(said, IllegalMove), said

    @precondition(lambda self: self.works)
    @rule(which=which, knows_code=some.sampled_from([True, True, False]), tender=some.sampled_from(["cash", ""]))
    def hand_over(self, which: int, knows_code: bool, tender: str) -> None:
        slip = self._any(which)
        code = slip.order.collect_code if knows_code else "wrong"
        said = answer(lambda: hand_over(self._work(slip), code=code, tender=tender, by=self.by))
        if slip.refused_until and slip.refused_until > self.now():
            assert isinstance(said, TooManyWrongCodes), said
        elif not knows_code:
            assert isinstance(said, WrongCode), said
            slip.wrong_codes = (slip.wrong_codes + 1) % 5
            slip.refused_until = self.now() + timedelta(minutes=10) if not slip.wrong_codes else slip.refused_until
        elif slip.status == "collected":
            assert said is False
        elif slip.status != "ready" or slip.order_status != "confirmed":
            assert isinstance(said, IllegalMove), said
        elif not tender:
            assert isinstance(said, NotPaid), said
        else:
            assert said is True
            slip.status, slip.order_status, slip.wrong_codes = "collected", "fulfilled", 0
            for at, line in enumerate(slip.order.lines):
                self.on_hand[line.sku] -= slip.quantity(at)

    @precondition(lambda self: self.works)
    @rule(which=which)
    def put_on_the_shelf_again(self, which: int) -> None:
        slip = self._any(which)
        assert put_back(self._work(slip), by=self.by) is slip.lies_in_basket
        slip.lies_in_basket = False

    @rule(minutes=some.sampled_from([3, 15, 600]))
    def time_passes(self, minutes: int) -> None:
        self.later(minutes=minutes)
        raise_alerts(by=self.by)
        assert raise_alerts(by=self.by) == 0

    @invariant()
    def shelf_order_and_work_stand_as_on_the_slips(self) -> None:
        levels = availability(list(self.variants.values()), channel="web")
        found = {variant: (level.on_hand, level.held) for (variant, _), level in levels.items()}
        assert found == {self.variants[sku]: (self.on_hand[sku], self._held(sku)) for sku in SKUS}
        orders = {order.id: order for order in orders_with_ids([slip.order.id for slip in self.slips])}
        payments = payments_of(list(orders), by=self.by)
        for slip in self.slips:
            order, [payment] = orders[slip.order.id], payments[slip.order.id]
            assert order.status == slip.order_status
            assert [line.quantity for line in order.lines] == [slip.quantity(at) for at in range(len(slip.wanted))]
            assert payment.captured_minor == (order.total_minor if slip.status == "collected" else 0)
            if slip.work:
                work = self._read(slip)
                assert work.status == slip.status
                assert [(line.picked, line.short) for line in work.lines] == [
                    (slip.picked[at], slip.short[at]) for at in range(len(slip.wanted))
                ]

    def close(self) -> None:
        self.the_worker_works()
        self.shelf_order_and_work_stand_as_on_the_slips()

    @property
    def works(self) -> list[Slip]:
        return [slip for slip in self.slips if slip.work]

    def _any(self, which: int) -> Slip:
        return self.works[which % len(self.works)]

    def _work(self, slip: Slip) -> UUID:
        assert slip.work is not None
        return slip.work

    def _read(self, slip: Slip) -> FulfilmentRead:
        return fulfilment(self._work(slip), by=self.by)

    def _held(self, sku: str) -> int:
        return sum(
            slip.quantity(at)
            for slip in self.slips
            if slip.is_open
            for at, line in enumerate(slip.order.lines)
            if line.sku == sku
        )
