"""A shop filled by an earlier release comes up in today's code: migrated, sound, readable, selling."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection

from duken.catalog.reads import variants_by_sku
from duken.config import invariants, migrated
from duken.config.backups import databases
from duken.config.backups.examine import Contents, examine
from duken.config.backups.load import fill
from duken.config.commands.migrate import apply_missing
from duken.inventory.reads import totals
from duken.kernel import sql
from duken.kernel.actor import system
from duken.ledger.post import forget_known_accounts
from duken.orders.reads import order
from duken.pricing import reads as pricing
from duken.stores import reads as stores
from duken.tax import reads as tax

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.backup"))
BY = system("tests")


class FirstSeen(NamedTuple):
    """What a release was when its backup was committed; its migrations may never change after that."""

    migrations: int
    names: str  # SHA-256 of "app.name" lines, sorted
    orders: dict[str, int]


FIRST_SEEN = {
    "0.1.0": FirstSeen(
        97,
        "86667d1eec3a4c5ad214aa5dd61ee2c1143489785f0cfdb085b4d9699e0c49c5",
        {"fulfilled": 8, "confirmed": 35, "placed": 2, "cancelled": 15},
    ),
}


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def release(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[tuple[str, Path, Contents]]:
    """An empty database filled by that release, in the schema of that release."""
    path: Path = request.param
    contents = examine(path, None, progress=lambda *_: None)
    databases.drop("duken_upgraded")
    databases.create("duken_upgraded")
    try:
        with databases.pointed_at("duken_upgraded"):
            _forget()
            fill(path, None, contents, progress=lambda *_: None)
            yield path.stem, path, contents
    finally:
        _forget()
        databases.drop("duken_upgraded")


def test_a_shop_of_that_release_is_migrated_verified_read_and_sells(
    release: tuple[str, Path, Contents], make: Any
) -> None:
    name, _, contents = release
    seen = FIRST_SEEN[name]
    assert _pin(contents) == (seen.migrations, seen.names)
    before = _books()

    applied = apply_missing()

    assert len(applied) == len(migrated.missing([])) - seen.migrations
    assert migrated.missing_here() == []
    assert [found.breaches for _, found, _ in invariants.look_at_all() if found.breaches] == []
    assert _books() == before
    assert dict(sql.rows("SELECT status, count(*) FROM orders_order GROUP BY 1")) == seen.orders
    _orders_can_be_read(sum(seen.orders.values()))
    _still_sells(make)
    assert [found.breaches for _, found, _ in invariants.look_at_all() if found.breaches] == []


def _orders_can_be_read(count: int) -> None:
    read = [order(order_id, by=BY) for (order_id,) in sql.rows("SELECT id FROM orders_order")]
    assert len(read) == count
    assert all(sum(line.total_minor for line in each.lines) + each.delivery_minor >= 0 for each in read)


def _still_sells(make: Any) -> None:
    tea = variants_by_sku({"TEA"})["TEA"]
    before = totals([tea.id], channel="web")[tea.id]

    placed = make.order("TEA", key="after the upgrade")
    make.work_off()

    assert order(placed.id, by=BY).status == "confirmed"
    assert totals([tea.id], channel="web")[tea.id] == before - 1


def _books() -> list[tuple[Any, ...]]:
    """Every account with what is on it and what is held; every order with its total."""
    return [
        *sorted(sql.rows("SELECT book, unit, bucket, place, posted, held FROM ledger_account")),
        *sorted(sql.rows("SELECT number, status, total_minor FROM orders_order")),
    ]


def _pin(contents: Contents) -> tuple[int, str]:
    lines = sorted(f"{app}.{name}" for app, name in contents.shop.migrations)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _forget() -> None:
    connection.close()
    forget_known_accounts()
    for remembered in (stores, pricing, tax):
        remembered.forget()
