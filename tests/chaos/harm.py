"""Harm: do something bad in the middle of many orders, see how long the shop is away, and what it cost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from tests.chaos import report
from tests.chaos.compare import Compared, compare
from tests.chaos.record import Record
from tests.chaos.shop import Shop, wait_for
from tests.chaos.swarm import Buyer, Swarm

ORDERS = int(os.environ.get("CHAOS_ORDERS", "500"))  # before the harm, and again after it
SERVES_WITHIN_SECONDS = float(os.environ.get("CHAOS_SECONDS", "10"))  # more where others use the machine
SETTLES_WITHIN_SECONDS = 60.0
_PROBES = count(1)


class Harmed:
    """A shop, and the record of all its clients over everything that is done to it."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.record = Record(shop.beside / "acknowledged.jsonl")

    def during_orders(
        self, done: str, harm: Callable[[], float | None], *, serves: Callable[[], object] | None = None
    ) -> Swarm:
        """Buy, harm, wait until `serves` (an order placed after the harm is acknowledged), buy on, compare, verify.

        The seconds count from the beginning of the harm, or from the moment it answers: when the cause was gone.
        """
        before = len(self.record)
        with Swarm(self.shop, self.record, name=done) as swarm:
            wait_for(lambda: len(self.record) - before >= ORDERS, 90, "too few orders before the harm")
            began = time.monotonic()
            began = harm() or began
            (serves or self.sells)()
            seconds = time.monotonic() - began
            served = len(self.record)
            wait_for(lambda: len(self.record) - served >= ORDERS, 90, "too few orders after the harm")
        self.settle()
        self.judge(done, len(self.record) - before, seconds, faults=swarm.faults, note=_odd(swarm))
        return swarm

    def sells(self) -> str:
        """Place one order now and wait for its acknowledgement; answers its id."""
        buyer = Buyer(self.shop, Swarm(self.shop, self.record, name="probe", buyers=0).answers, [])
        placed = buyer.buy(f"probe-{next(_PROBES)}", {self.shop.skus[0]: 1}, self.record)
        buyer.hang_up()
        return placed

    def sells_and_confirms(self) -> None:
        """The same, and the worker has had it in hand."""
        order = self.sells()
        wait_for(lambda: self._status(order) == "confirmed", 30, "the worker never confirmed it")

    def settle(self) -> None:
        """Every order placed or paid has been confirmed: no job was lost with who carried it."""
        try:
            wait_for(lambda: self._unsettled() == 0, SETTLES_WITHIN_SECONDS, "orders were never confirmed", every=0.3)
        except AssertionError:
            raise AssertionError(f"{self._unsettled()} orders were never confirmed: {self._left()}") from None

    def judge(self, done: str, orders: int, seconds: float | None, *, faults: list[str], note: str = "") -> Compared:
        """Write the row, then insist: nothing lost, nothing doubled, back within ten seconds, everything verified."""
        compared = compare(self.shop, self.record)
        verified, broken = self.shop.verify()
        report.ROWS.append(report.Row(done, orders, len(compared.lost), len(compared.doubled), seconds, verified, note))
        assert compared.is_good, (compared.lost[:5], compared.doubled[:5], compared.wrong[:5])
        assert verified, broken
        assert not faults, faults[:5]
        assert seconds is None or seconds <= SERVES_WITHIN_SECONDS
        return compared

    def _left(self) -> list[tuple[Any, ...]]:
        """What still waits, and the jobs that should carry it."""
        return self.shop.asked(
            """SELECT d.reaction, d.attempts, d.problem, j.status, j.attempts, j.scheduled_at - now(), j.worker_id
               FROM kernel_delivery d LEFT JOIN procrastinate_jobs j ON j.args->>'reaction' = d.reaction
                 AND (j.args->>'event' = d.event_id::text OR j.args->'events' ? d.event_id::text)
               WHERE d.applied_at IS NULL LIMIT 10"""
        ) + self.shop.asked("SELECT id, last_heartbeat - now() FROM procrastinate_workers")

    def _unsettled(self) -> int:
        [(left,)] = self.shop.asked(
            """SELECT (SELECT count(*) FROM kernel_event WHERE position IS NULL)
                    + (SELECT count(*) FROM orders_order o JOIN payments_payment p ON p.order_id = o.id
                       WHERE o.status = 'placed' AND (p.provider = '' OR p.status = 'captured'))"""
        )
        return int(left)

    def _status(self, shown: str) -> str:
        from duken.kernel import ids

        return str(self.shop.asked("SELECT status FROM orders_order WHERE id = %s", ids.read("ord", shown))[0][0])


def _odd(swarm: Swarm) -> str:
    """What else the buyers were answered, in short."""
    odd = {what: times for what, times in swarm.answers.items() if what not in ("200", "201", "302")}
    return ", ".join(f"{what} × {times}" for what, times in sorted(odd.items()))
