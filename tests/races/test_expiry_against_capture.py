"""Time runs out at the moment the money comes, or the goods leave: one of them ends it, and the books follow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

from duken.inventory import accounts
from duken.kernel import clock, sql
from duken.kernel.actor import system
from duken.ledger.entries import Chain, Hold
from duken.ledger.post import post
from duken.stores import reads as stores
from tests.races import table
from tests.races.conftest import PLACE
from tests.races.online import Online, news_of_payment, order_online, pressed_approve
from tests.races.shelves import shelf
from tests.races.shop import Shop, process
from tests.races.swarm import Ask, Record, patience, rush

Verify = Callable[[str], None]
REPEATS = 20
PAYMENTS, HOLDS = 80, 200
ENDS_ONCE = (("ledger_transfer", "ledger_hold_ends_once"), ("ledger_account", "ledger_account_held"))


def test_a_payment_given_up_as_it_comes_keeps_order_or_money(shop: Shop, make: Any, verify: Verify) -> None:
    """Two schedules give payments up that their gateway reports captured; two workers free or confirm the orders."""
    race = "payment: expiry, capture"
    make.selling("LATE", stock=PAYMENTS)
    found = order_online(shop, "LATE", PAYMENTS)

    with working("-m", "duken.config.serve", "work"), working("-m", "tests.races.hand", "settle_overdue_payments"):
        wait_until_they_work(shop, make)
        make_old(found)
        # The schedules begin with the oldest, the gateway with the newest: they meet in the middle.
        record = rush(shop, [ask for one in reversed(found) for ask in told_twice(one)], connections=6)
        pressed_approve(found)
        wait_until_quiet()

    verify(race)
    kept = outcome("LATE")
    table.ran(race, record, supply=PAYMENTS, sold=kept.get(("confirmed", True), 0), refused=given_up("LATE"))
    assert record.statuses() == {204: 2 * PAYMENTS}
    assert set(kept) <= {("confirmed", True), ("cancelled", False)}
    assert sum(kept.values()) == PAYMENTS
    assert shelf("LATE") == (PAYMENTS, kept.get(("confirmed", True), 0))
    assert record.percentile(0.99) <= patience(len(record.answers))


def test_the_control_gives_up_what_was_paid(planted: Shop, make: Any) -> None:
    make.selling("LATE", stock=REPEATS * 4)
    found = order_online(planted, "LATE", REPEATS * 4)
    planted.plant("finish_twice")

    failed = []
    with working("-m", "tests.races.hand", "settle_overdue_payments", RACE_PLANT="finish_twice"):
        wait_until_they_work(planted, make)
        for few in (found[number : number + 4] for number in range(0, len(found), 4)):
            make_old(few)
            rush(planted, [ask for one in few for ask in told_twice(one)])
            failed.append(settled_more_than_once(few))

    table.caught("payment: expiry, capture", failed)


def test_a_hold_expires_or_is_captured(shop: Shop, make: Any, verify: Verify) -> None:
    """Two processes end what has expired, two hand over the same goods, while the holds run out one after the other."""
    race = "hold: expiry, capture"
    make.selling("HELD", stock=HOLDS)

    with working("-m", "tests.races.hand", "end_expired_holds"), working("-m", "tests.races.hand", "capture_holds"):
        wait_until_hands_work(make)
        hold(make, "HELD", HOLDS, for_seconds=0.4)
        wait_until_none_is_held()

    ended = endings("HELD")
    table.ran(race, Record(()), supply=HOLDS, sold=ended["captured"], refused=ended["released"])
    assert ended["captured"] + ended["released"] == HOLDS
    assert shelf("HELD") == (HOLDS - ended["captured"], 0)
    verify(race)


def test_the_control_ends_holds_twice(planted: Shop, make: Any) -> None:
    rounds = [f"HELD-{number}" for number in range(REPEATS)]
    make.selling(*rounds, stock=10)
    planted.plant("end_holds_twice", without_constraints=ENDS_ONCE)

    with ExitStack() as hands:
        for work in ("end_expired_holds", "capture_holds"):
            hands.enter_context(working("-m", "tests.races.hand", work, RACE_PLANT="end_holds_twice"))
        wait_until_hands_work(make)
        for sku in rounds:
            hold(make, sku, 10, for_seconds=0)
            wait_until_none_is_held()
        time.sleep(2)  # who came late for the last ones has ended them too

    table.caught("hold: expiry, capture", [sum(endings(sku).values()) > 10 for sku in rounds])


@contextmanager
def working(*command: str, **environment: str) -> Iterator[None]:
    """Two more processes at work."""
    with process(*command, **environment) as one, process(*command, **environment) as other:
        yield
        assert (one.poll(), other.poll()) == (None, None), "a process died"


def told_twice(one: Online) -> list[Ask]:
    return [news_of_payment(one), news_of_payment(one)]


def make_old(found: list[Online]) -> None:
    """More than half an hour has gone by since these were announced."""
    sql.run(
        "UPDATE payments_payment SET created_at = created_at - interval '31 minutes' WHERE id = ANY(%s::uuid[])",
        [sql.array("uuid", [one.payment_id for one in found])],
    )


def wait_until_they_work(shop: Shop, make: Any) -> None:
    """One payment to try them on: somebody gives it up."""
    make.selling("CANARY", stock=1)
    canary = order_online(shop, "CANARY", 1)
    make_old(canary)
    _wait_for("SELECT status <> 'started' FROM payments_payment WHERE id = %s", canary[0].payment_id)


def wait_until_quiet() -> None:
    """Every event has reached its reactions."""
    _wait_for("SELECT NOT EXISTS (SELECT FROM kernel_event WHERE position IS NULL)")
    _wait_for("SELECT NOT EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'doing')")


def outcome(sku: str) -> dict[tuple[str, bool], int]:
    """How many orders ended in which state, and whether their money was kept."""
    found = sql.rows(
        """SELECT o.status, p.captured_minor > p.refunded_minor, count(*)::int FROM orders_order o
           JOIN payments_payment p ON p.order_id = o.id JOIN orders_line l ON l.order_id = o.id
           WHERE l.sku = %s GROUP BY 1, 2""",
        [sku],
    )
    return {(status, kept): orders for status, kept, orders in found}


def given_up(sku: str) -> int:
    [(orders,)] = sql.rows(
        """SELECT count(DISTINCT e.aggregate_id)::int FROM kernel_event e
           JOIN orders_line l ON l.order_id::text = e.aggregate_id
           WHERE e.name = 'payments.PaymentFailed' AND l.sku = %s""",
        [sku],
    )
    return int(orders)


def settled_more_than_once(found: list[Online]) -> bool:
    """A payment that came was told to have come twice, or to have failed afterwards."""
    return bool(
        sql.rows(
            """SELECT e.aggregate_id FROM kernel_event e WHERE e.aggregate_id = ANY(%s)
               AND e.name IN ('payments.PaymentCaptured', 'payments.PaymentFailed') GROUP BY e.aggregate_id
               HAVING count(*) FILTER (WHERE e.name = 'payments.PaymentCaptured') > 1
                   OR count(*) FILTER (WHERE e.name = 'payments.PaymentFailed') > 1""",
            [[str(one.order_id) for one in found]],
        )
    )


def hold(make: Any, sku: str, holds: int, *, for_seconds: float, document: str = "race:holds") -> None:
    """So many pieces held one by one, in the name of this race; they expire one after the other."""
    variant, place = make.variant(sku).id, stores.location(PLACE).id
    source, target, now = accounts.on_hand(variant, place), accounts.customer(variant), clock.now()
    ends = (now + timedelta(seconds=for_seconds * number / holds) for number in range(holds))
    chains = [
        Chain(f"hold:{sku}-{number}", document, (Hold(source, target, 1, expires_at=end),))
        for number, end in enumerate(ends)
    ]
    post(chains, by=system("tests"))


def wait_until_hands_work(make: Any) -> None:
    """One hold that only a capture ends, one that only expires."""
    make.selling("FIRST-CAPTURED", "FIRST-EXPIRED", stock=1)
    hold(make, "FIRST-CAPTURED", 1, for_seconds=3600)
    sql.run("UPDATE ledger_openhold SET expires_at = NULL WHERE document = 'race:holds'")
    hold(make, "FIRST-EXPIRED", 1, for_seconds=0, document="race:first")
    wait_until_none_is_held()
    time.sleep(1)  # the second of each kind was started at the same moment


def wait_until_none_is_held() -> None:
    _wait_for("SELECT NOT EXISTS (SELECT FROM ledger_openhold WHERE document IN ('race:holds', 'race:first'))")


def endings(sku: str) -> dict[str, int]:
    [(captured, released)] = sql.rows(
        """SELECT count(*) FILTER (WHERE t.kind = 3)::int, count(*) FILTER (WHERE t.kind = 4)::int
           FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account
           JOIN catalog_variant v ON v.id::text = a.unit WHERE v.sku = %s""",
        [sku],
    )
    return {"captured": captured, "released": released}


def _wait_for(question: str, *facts: object) -> None:
    deadline = time.perf_counter() + 60
    while not sql.rows(question, list(facts))[0][0]:
        assert time.perf_counter() < deadline, question
        time.sleep(0.02)
