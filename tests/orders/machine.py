"""Orders used at random: placed in batches and under old keys, paid, cut, cancelled, handed over, in any order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule

from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import availability
from duken.kernel.states import IllegalMove
from duken.ledger.expire import expire_holds
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.drafts import LineDraft, OrderDraft, Pickup
from duken.orders.errors import CutTooLarge, NoStoreHasAll, OrderKeyReused
from duken.orders.fulfil import fulfil_order
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import orders_with_ids
from duken.payments.reads import payments_of
from duken.payments.settle import take_payment
from duken.stores import reads as stores
from tests.chance import UndoneMachine, answer
from tests.orders.order_book import OrderBook, Page

PRICES = {"TEA": 333, "CUP": 1999}
SHOPS = ["high-street", "market"]

lines = some.lists(some.tuples(some.sampled_from(sorted(PRICES)), some.integers(1, 4)), min_size=1, max_size=3)
drafts = some.tuples(lines, some.sampled_from(["auto", *SHOPS]))
which = some.integers(0, 999)


def open_shop(make: Any) -> None:
    """Two shops with a little of both articles."""
    make.selling(stock=0)
    make.shop("market")
    for sku, price in PRICES.items():
        make.variant(sku)
        make.price(sku, price)
        for shop in SHOPS:
            make.stock(sku, 7, shop=shop)


class OrderMachine(UndoneMachine):
    def __init__(self, make: Any) -> None:
        self.make = make
        super().__init__()

    def open(self) -> None:
        self.book = OrderBook(PRICES, Counter({(sku, shop): 7 for sku in PRICES for shop in SHOPS}))
        self.asked: list[OrderDraft] = []
        self.placed: dict[str, Page] = {}
        self.variants = {sku: self.make.variant(sku).id for sku in PRICES}
        self.shops = {shop: stores.location(shop).id for shop in SHOPS}

    @rule(batch=some.lists(drafts, min_size=1, max_size=4))
    def place(self, batch: list[tuple[list[tuple[str, int]], str]]) -> None:
        self._place([self._draft(wanted, shop) for wanted, shop in batch])

    @precondition(lambda self: self.asked)
    @rule(which=which, times=some.integers(1, 2))
    def the_same_order_again(self, which: int, times: int) -> None:
        self._place([self.asked[which % len(self.asked)]] * times)

    @precondition(lambda self: self.placed)
    @rule(which=which)
    def another_order_under_the_same_key(self, which: int) -> None:
        key = list(self.placed)[which % len(self.placed)]
        earlier = next(draft for draft in self.asked if draft.key == key)

        [said] = place_orders([replace(earlier, note="and a ribbon")], by=self.make.by)

        assert isinstance(said, OrderKeyReused)

    @precondition(lambda self: self.placed)
    @rule(which=which)
    def confirm(self, which: int) -> None:
        page = self._page(which)
        said = answer(lambda: confirm_order(page.id, by=self.make.by))
        if page.status == "cancelled":
            assert isinstance(said, IllegalMove)
        else:
            assert said is (page.status == "placed")
            page.status = "confirmed" if page.status == "placed" else page.status

    @precondition(lambda self: self.placed)
    @rule(which=which)
    def cancel(self, which: int) -> None:
        page = self._page(which)
        said = answer(lambda: cancel_order(page.id, reason="changed my mind", by=self.make.by))
        if page.status == "fulfilled":
            assert isinstance(said, IllegalMove)
        else:
            assert said is page.is_unfinished
            page.status = "cancelled"

    @precondition(lambda self: self.placed)
    @rule(which=which, line=which, quantity=some.integers(0, 4))
    def cut(self, which: int, line: int, quantity: int) -> None:
        page = self._page(which)
        line %= len(page.wanted)
        line_id = self._orders()[page.id].lines[line].id
        said = answer(lambda: cut_line(page.id, line_id, quantity=quantity, reason="short", by=self.make.by))
        if not page.is_unfinished:
            assert isinstance(said, IllegalMove)
        elif not 0 < quantity <= page.quantity(line):
            assert isinstance(said, CutTooLarge)
        else:
            before = page.total
            page.cut[line] += quantity
            if page.payment == "captured":
                page.given_back += before - page.total
            assert said.minor == page.total  # type: ignore[attr-defined]

    @precondition(lambda self: self.placed)
    @rule(which=which)
    def pay(self, which: int) -> None:
        page = self._page(which)
        payment = self._orders()[page.id].payment_id
        place = self.shops[page.shop]
        said = take_payment(payment, tender="cash", location_id=place, by=self.make.by)  # type: ignore[arg-type]
        assert said is (page.payment == "started")
        if said:
            page.payment, page.paid = "captured", page.total

    @precondition(lambda self: self.placed)
    @rule(which=which)
    def hand_over(self, which: int) -> None:
        page = self._page(which)
        said = answer(lambda: fulfil_order(page.id, by=self.make.by))
        if page.status in ("placed", "cancelled"):
            assert isinstance(said, IllegalMove)
            return
        assert said is (page.status == "confirmed")
        if said:
            page.status = "fulfilled"
            for at, (sku, _) in enumerate(page.wanted):
                self.book.on_hand[sku, page.shop] -= page.quantity(at)

    @rule(hours=some.integers(1, 100))
    def an_accepted_order_does_not_expire(self, hours: int) -> None:
        self.later(hours=hours)
        assert expire_holds(by=self.make.by) == 0

    @invariant()
    def shelves_and_orders_stand_as_in_the_book(self) -> None:
        levels = availability(list(self.variants.values()), channel="web")
        for sku, variant in self.variants.items():
            for shop, place in self.shops.items():
                level = levels[variant, place]
                assert (level.on_hand, level.held) == (self.book.on_hand[sku, shop], self.book.held(sku, shop))
        orders = self._orders()
        assert set(orders) == {page.id for page in self.book.pages}
        payments = payments_of(list(orders), by=self.make.by)
        for page in self.book.pages:
            order, [payment] = orders[page.id], payments[page.id]
            assert (order.status, order.total_minor) == (page.status, page.total)
            assert [line.quantity for line in order.lines] == [page.quantity(at) for at in range(len(page.wanted))]
            paid = (payment.status, payment.captured_minor, payment.refunded_minor)
            assert paid == (page.payment, page.paid, page.given_back)

    def close(self) -> None:
        """The worker has the last word: money of what was cancelled goes back, or is not asked for any more."""
        self.make.work_off()
        for page in self.book.pages:
            if page.status == "cancelled":
                page.payment = "captured" if page.paid else "voided"
                page.given_back = page.paid
            if page.status == "placed":
                page.status = "confirmed"
        self.shelves_and_orders_stand_as_in_the_book()

    def _draft(self, wanted: list[tuple[str, int]], shop: str) -> OrderDraft:
        made = self.make.order_draft(delivery=Pickup(shop))
        return replace(made, lines=tuple(LineDraft(sku, quantity) for sku, quantity in wanted))

    def _place(self, batch: list[OrderDraft]) -> None:
        for draft, said in zip(batch, place_orders(batch, by=self.make.by), strict=True):
            self.asked.append(draft)
            if earlier := self.placed.get(draft.key):
                assert isinstance(said, OrderRead), said
                assert (said.id, said.repeated) == (earlier.id, True)
                continue
            wanted = [(line.sku, line.quantity) for line in draft.lines]
            asked = draft.delivery.store  # type: ignore[union-attr]
            able = self.book.shops_with(wanted, SHOPS if asked == "auto" else [asked])
            if not able:
                assert isinstance(said, (NotEnoughStock, NoStoreHasAll)), said
                continue
            assert isinstance(said, OrderRead), said
            shop = next(code for code, place in self.shops.items() if place == said.location_id)
            assert shop in able
            self.placed[draft.key] = page = Page(said.id, shop, wanted, PRICES)
            self.book.pages.append(page)

    def _page(self, which: int) -> Page:
        return self.book.pages[which % len(self.book.pages)]

    def _orders(self) -> dict[Any, OrderRead]:
        return {order.id: order for order in orders_with_ids([page.id for page in self.book.pages])}
