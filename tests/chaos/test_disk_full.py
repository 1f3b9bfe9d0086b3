"""The disk fills to the last byte while people order: orders are refused in words, reading goes on, room heals it."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from duken.config import home as homes
from duken.config import unprivileged
from tests.chaos.disk import Disk, small_disk
from tests.chaos.harm import Harmed
from tests.chaos.shop import Shop, wait_for
from tests.chaos.swarm import Buyer, order_of
from tests.cluster import new_home

FULL_SECONDS = 3.0
MEGABYTES = 320


@pytest.fixture(scope="module")
def one_disk() -> Iterator[tuple[Harmed, Disk]]:
    """Everything of the shop, the database's log included, on one small disk."""
    beside = new_home()
    with small_disk(beside / "disk", megabytes=MEGABYTES) as disk:
        yield from _opened(Shop(disk.folder, beside=beside), disk)


@pytest.fixture
def two_disks() -> Iterator[tuple[Harmed, Disk]]:
    """The database's log on a disk with room, all else on a small one; and a server that is not ours to measure."""
    beside = new_home()
    with small_disk(beside / "disk", megabytes=MEGABYTES) as disk:
        shop = Shop(disk.folder, beside=beside, DATABASE_URL=_address(disk.folder))
        with shop.cluster.used():
            shop.cluster.ensure_running()
            shop.cluster.stop()
            _move(shop.cluster.data / "pg_wal", beside / "pg_wal")
            shop.cluster.ensure_running()
            yield from _opened(shop, disk)


def _opened(shop: Shop, disk: Disk) -> Iterator[tuple[Harmed, Disk]]:
    shop.prepare()
    shop.open()
    harmed = Harmed(shop)
    harmed.sells_and_confirms()
    yield harmed, disk
    harmed.record.close()
    shop.close()
    shop.throw_away()


def test_the_disk_is_full(one_disk: tuple[Harmed, Disk]) -> None:
    harmed, disk = one_disk
    order = harmed.sells()

    def harm() -> float:
        disk.fill()
        _writes_are_refused(harmed)
        _reading_goes_on(harmed, order)
        assert harmed.shop.cluster.process() is not None
        disk.empty()
        return time.monotonic()

    harmed.during_orders("disk full, database and its log on it", harm, serves=harmed.sells_and_confirms)


def test_the_disk_is_full_and_the_database_cannot_write_its_log(one_disk: tuple[Harmed, Disk]) -> None:
    """Somebody writes on regardless: PostgreSQL ends, and reading with it. With room again it comes up by itself."""
    harmed, disk = one_disk
    shop = harmed.shop
    first = shop.cluster.process()

    def harm() -> float:
        disk.fill()
        _write_until_it_ends(shop)
        wait_for(lambda: not shop.cluster.answers(), 30, "PostgreSQL lives without a log")
        for asked in ("/", "/api/v1/me"):  # whoever asks starts PostgreSQL, and it may come up until it writes again
            assert _asked(shop, "GET", asked)[0] in (200, 503)
        time.sleep(FULL_SECONDS)
        disk.empty()
        return time.monotonic()

    harmed.during_orders("disk full, PostgreSQL ends", harm, serves=harmed.sells_and_confirms)

    assert shop.cluster.process() != first


def test_the_disk_of_a_server_that_is_not_ours_is_full(two_disks: tuple[Harmed, Disk]) -> None:
    """Nobody measures in advance: what PostgreSQL refuses is told with the same code, and nothing is half-written."""
    harmed, disk = two_disks
    order = harmed.sells()

    def harm() -> float:
        disk.fill()
        _writes_are_refused(harmed, patience=60)
        _reading_goes_on(harmed, order)
        disk.empty()
        return time.monotonic()

    harmed.during_orders("disk full, log on another, no reserve kept", harm, serves=harmed.sells_and_confirms)


def _writes_are_refused(harmed: Harmed, *, patience: float = 10) -> None:
    """Until the disk is really full some orders still find room; they count as acknowledged."""
    shop, refused = harmed.shop, Counter[str]()
    buyer = Buyer(shop, refused, [])
    until = time.monotonic() + patience
    for turn in range(1_000_000):
        key = f"full-{id(harmed)}-{turn}"
        status, headers, text = buyer.once(
            "POST", "/api/v1/orders", json.dumps(order_of(key, {shop.skus[1]: 1})).encode(), _headers(shop, key)
        )
        if status == 503 and json.loads(text)["code"] == "kernel.storage_full":
            assert headers["Content-Type"] == "application/problem+json"
            assert headers["Retry-After"]
            assert shop.asked("SELECT count(*) FROM orders_order WHERE note = %s", key) == [(0,)]
            return
        buyer.buy(key, {shop.skus[1]: 1}, harmed.record)
        assert time.monotonic() < until, f"no order was refused: {status} {text[:200]!r}"


def _reading_goes_on(harmed: Harmed, order: str) -> None:
    until = time.monotonic() + FULL_SECONDS
    while time.monotonic() < until:
        assert _asked(harmed.shop, "GET", "/")[0] == 200
        assert _asked(harmed.shop, "GET", f"/api/v1/orders/{order}")[0] == 200
        time.sleep(0.3)


def _asked(shop: Shop, method: str, path: str) -> tuple[int, bytes]:
    buyer = Buyer(shop, Counter(), [])
    status, _, text = buyer.once(method, path, headers=_headers(shop, ""))
    buyer.hang_up()
    return status, text


def _headers(shop: Shop, key: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {shop.secret}",
        "Idempotency-Key": key,
        "Content-Type": "application/json",
    }


def _write_until_it_ends(shop: Shop) -> None:
    """Into the log alone, past the door of the shop."""
    with suppress(psycopg.Error), shop.connected() as connection:
        while True:
            connection.execute("SELECT pg_logical_emit_message(false, 'chaos', repeat('x', 1000000), true)")


def _address(home: Path) -> str:
    return f"postgresql:///duken?host={homes.socket_folder(home)}&user=duken"


def _move(folder: Path, to: Path) -> None:
    shutil.copytree(folder, to)
    for path in (to, *to.rglob("*")):
        unprivileged.give(path)
    unprivileged.open_way_to(to)
    shutil.rmtree(folder)
    folder.symlink_to(to)
