"""The shopper cancels at the moment somebody in the shop picks or hands over: one of them, never both."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.pick import pick_line
from duken.fulfilment.reads import FulfilmentRead
from duken.kernel import ids, sql
from duken.kernel.actor import system
from duken.orders.order import OrderRead
from tests.races import table
from tests.races.conftest import PLACE
from tests.races.shelves import shelf
from tests.races.shop import Shop
from tests.races.staff import session_of
from tests.races.swarm import Answer, Ask, Record, api_ask, form_ask, patience, rush

Verify = Callable[[str], None]
Work = tuple[OrderRead, FulfilmentRead]
REPEATS = 20
ORDERS = 25
WITHIN_WANTED = ("fulfilment_line", "fulfilment_line_within_wanted")


def test_an_order_is_collected_or_cancelled(shop: Shop, make: Any, verify: Verify) -> None:
    race = "cancel against collect"
    make.selling("COLLECT", stock=ORDERS)
    work = ready_orders(make, "COLLECT", ORDERS)
    cookies = session_of("owner")

    asks = [ask for one in work for ask in cancel_and_collect(shop, one, cookies)]
    random.Random(1).shuffle(asks)  # cancelling is quicker: from the same start it would always win
    record = rush(shop, asks, connections=len(asks) // 2)

    ended = endings(work)
    collected = sum(status == "fulfilled" for status in ended.values())
    table.ran(race, record, supply=ORDERS, sold=collected, refused=ORDERS - collected)
    assert set(ended.values()) <= {"fulfilled", "cancelled"}
    assert set(record.statuses()) <= {200, 204, 409}
    assert {order for order, told in told_done(record).items() if told["collected"]} == {
        order for order, status in ended.items() if status == "fulfilled"
    }
    assert {order for order, told in told_done(record).items() if told["cancelled"]} == {
        order for order, status in ended.items() if status == "cancelled"
    }
    assert shelf("COLLECT") == (ORDERS - collected, 0)
    assert record.percentile(0.99) <= patience(len(record.answers))
    verify(race)
    assert captured("COLLECT") == 499 * collected


def test_the_control_cancels_what_was_collected(planted: Shop, make: Any) -> None:
    make.selling("COLLECT", stock=REPEATS * 3)
    work = ready_orders(make, "COLLECT", REPEATS * 3)
    cookies = session_of("owner")
    planted.plant("cancel_regardless")

    failed = []
    for trio in zip(work[::3], work[1::3], work[2::3], strict=True):
        record = rush(planted, [ask for one in trio for ask in cancel_and_collect(planted, one, cookies)])
        failed.append(any(told["collected"] and told["cancelled"] for told in told_done(record).values()))

    table.caught("cancel against collect", failed)


def test_what_is_picked_while_it_is_cancelled_goes_back(shop: Shop, make: Any, verify: Verify) -> None:
    """Both may hear that it is done: the goods lie in a basket and are free. Nothing is picked twice or leaves."""
    race = "cancel against pick"
    make.selling("PICK", stock=ORDERS)
    work = waiting_orders(make, "PICK", ORDERS)
    cookies = session_of("owner")

    record = rush(shop, [ask for one in work for ask in cancel_and_pick(shop, one, cookies)])

    picked = [answer for answer in record.answers if "picked" in answer.headers.get("hx-trigger", "")]
    table.ran(race, record, supply=ORDERS, sold=len(picked), refused=len(record.answers) - ORDERS - len(picked))
    assert set(record.statuses()) <= {200, 204}
    assert len({answer.ask.about for answer in picked}) == len(picked) <= ORDERS
    assert endings(work) == {one.id: "cancelled" for one, _ in work}
    assert shelf("PICK") == (ORDERS, 0)
    assert record.percentile(0.99) <= patience(len(record.answers))
    verify(race)
    assert sql.rows(
        """SELECT f.status, sum(l.picked)::int FROM fulfilment_fulfilment f
           JOIN fulfilment_line l ON l.fulfilment_id = f.id WHERE l.sku = 'PICK' GROUP BY 1"""
    ) == [("cancelled", len(picked))]


def test_the_control_picks_twice(planted: Shop, make: Any) -> None:
    make.selling("PICK", stock=REPEATS)
    work = waiting_orders(make, "PICK", REPEATS)
    cookies = session_of("owner")
    planted.plant("pick_without_counting", without_constraints=(WITHIN_WANTED,))

    failed = []
    for one in work:
        record = rush(planted, cancel_and_pick(planted, one, cookies))
        failed.append(sum("picked" in answer.headers.get("hx-trigger", "") for answer in record.answers) > 1)

    table.caught("cancel against pick", failed)


def waiting_orders(make: Any, sku: str, orders: int) -> list[Work]:
    """Orders on the screen of the shop, one piece each."""
    placed = [make.order(sku) for _ in range(orders)]
    make.work_off()
    return [(order, make.fulfilment(order.id)) for order in placed]


def ready_orders(make: Any, sku: str, orders: int) -> list[Work]:
    """The same, picked and ready at the counter."""
    work = waiting_orders(make, sku, orders)
    for _, found in work:
        pick_line(found.id, found.lines[0].id, by=system("tests"))
        mark_ready(found.id, by=system("tests"))
    make.work_off()
    return work


def cancel_and_collect(shop: Shop, one: Work, cookies: Mapping[str, str]) -> list[Ask]:
    """The shopper presses twice, and so does the counter."""
    order, work = one
    form = {"code": order.collect_code, "tender": "cash"}
    return [_cancel(shop, order), form_ask(_screen(work, "hand-over"), form, cookies, about=order.id)] * 2


def cancel_and_pick(shop: Shop, one: Work, cookies: Mapping[str, str]) -> list[Ask]:
    """One piece, three pickers at it, and the shopper who does not want it any more."""
    order, work = one
    pick = form_ask(_screen(work, f"pick/{work.lines[0].id}"), {"quantity": "1"}, cookies, about=order.id)
    return [pick, pick, pick, _cancel(shop, order)]


def told_done(record: Record) -> dict[UUID, dict[str, bool]]:
    """By order: whether anybody was told that it is cancelled, or collected."""
    told: dict[UUID, dict[str, bool]] = defaultdict(lambda: {"cancelled": False, "collected": False})
    for answer in record.answers:
        told[answer.ask.about]["cancelled" if answer.ask.path.endswith("/cancel") else "collected"] |= _is_done(answer)
    return told


def endings(work: Sequence[Work]) -> dict[UUID, str]:
    found = sql.rows(
        "SELECT id, status FROM orders_order WHERE id = ANY(%s::uuid[])",
        [sql.array("uuid", [order.id for order, _ in work])],
    )
    return dict(found)


def captured(sku: str) -> int:
    [(money,)] = sql.rows(
        """SELECT coalesce(sum(p.captured_minor - p.refunded_minor), 0)::int FROM payments_payment p
           JOIN orders_line l ON l.order_id = p.order_id WHERE l.sku = %s""",
        [sku],
    )
    return int(money)


def _is_done(answer: Answer) -> bool:
    return answer.status == 200 or "hx-redirect" in answer.headers


def _cancel(shop: Shop, order: OrderRead) -> Ask:
    address = f"/api/v1/orders/{ids.show('ord', order.id)}/cancel"
    return api_ask(address, {"reason": "changed my mind"}, shop.secret, about=order.id)


def _screen(work: FulfilmentRead, act: str) -> str:
    return f"/store/{PLACE}/{work.id}/{act}/"
