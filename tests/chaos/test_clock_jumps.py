"""The clock of the server jumps a day ahead, back, and years away: order, ids, holds and payments keep their sense."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from duken.kernel import ids
from tests.chaos.harm import Harmed
from tests.chaos.shop import Shop, wait_for
from tests.cluster import new_home

DAY = 86_400
JUMPS = (DAY, -DAY, 3600, -3600, 0)  # seconds ahead of the true time; the last is the truth again


class Clock:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.set(0)

    def set(self, seconds: float) -> None:
        beside = self.file.with_suffix(".new")
        beside.write_text(str(seconds))
        beside.replace(self.file)


@pytest.fixture(scope="module")
def jumping() -> Iterator[tuple[Harmed, Clock]]:
    """A shop whose every process has a clock that can be set wrong."""
    home = new_home()
    clock = Clock(home / "clock")
    path = str(Path(__file__).parent / "jumping")
    shop = Shop(home, JUMPING_CLOCK=str(clock.file), PYTHONPATH=path)
    shop.prepare()
    shop.open()
    made = Harmed(shop)
    made.sells_and_confirms()
    yield made, clock
    made.record.close()
    shop.close()
    shop.throw_away()


def test_the_clock_really_jumps(jumping: tuple[Harmed, Clock]) -> None:
    """The control: without this the others prove nothing."""
    harmed, clock = jumping

    clock.set(DAY)
    time.sleep(0.5)
    order = ids.read("ord", harmed.sells())
    clock.set(0)
    time.sleep(0.5)

    [(ahead,)] = harmed.shop.asked(
        "SELECT extract(epoch FROM placed_at - clock_timestamp()) FROM orders_order WHERE id = %s", order
    )
    assert float(ahead) == pytest.approx(DAY, abs=600)


def test_orders_go_on_while_the_clock_jumps(jumping: tuple[Harmed, Clock]) -> None:
    harmed, clock = jumping

    def harm() -> None:
        for seconds in JUMPS:
            clock.set(seconds)
            time.sleep(0.3)
            harmed.sells_and_confirms()

    harmed.during_orders(
        "clock a day ahead, a day back, an hour ahead, an hour back", harm, serves=harmed.sells_and_confirms
    )

    wait_for(lambda: harmed.shop.asked(_UNAPPLIED) == [(0,)], 90, "deliveries were never made", every=0.5)
    assert harmed.shop.asked(_OUT_OF_ORDER) == []


def test_holds_end_neither_early_nor_never(jumping: tuple[Harmed, Clock]) -> None:
    """Looked at by a worker whose clock is a day behind, a day ahead, and right again."""
    harmed, clock = jumping
    promise(harmed.shop, "lasting", 3600)
    promise(harmed.shop, "short", 12)

    clock.set(-DAY)
    time.sleep(15)
    assert is_held(harmed.shop, "short"), "it waits until both clocks say so"

    clock.set(DAY)
    wait_for(lambda: not is_held(harmed.shop, "short"), 30, "it never ended")
    time.sleep(6)
    assert is_held(harmed.shop, "lasting"), "it ended early"

    clock.set(0)
    time.sleep(2)
    promise(harmed.shop, "later", 1)
    wait_for(lambda: not is_held(harmed.shop, "later"), 30, "schedules wait for a day that is over already")
    assert is_held(harmed.shop, "lasting")
    assert harmed.shop.verify() == (True, "")


def promise(shop: Shop, document: str, seconds: float) -> None:
    shop.run("-m", "tests.chaos.promised", shop.skus[0], document, str(seconds))


def is_held(shop: Shop, document: str) -> bool:
    return shop.asked("SELECT count(*) FROM ledger_openhold WHERE document = %s", document) == [(1,)]


_UNAPPLIED = "SELECT count(*) FROM kernel_delivery WHERE applied_at IS NULL"
_OUT_OF_ORDER = """
SELECT reaction, aggregate_id FROM (
    SELECT reaction, aggregate_id, applied_turn,
           lag(applied_turn) OVER (PARTITION BY reaction, aggregate_id ORDER BY sequence) AS before
    FROM kernel_delivery) told
WHERE applied_turn < before
"""
