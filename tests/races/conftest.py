"""Two shops for all races, each with a database of its own that is not emptied in between: each race has its own goods.

`shop` has every guard and stays clean; `planted` is for the controls, which leave it in disorder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from duken.access.keys import create_key
from duken.config.invariants import look_at_all
from duken.kernel.actor import system
from duken.ledger.post import forget_known_accounts
from tests import cluster, makers
from tests.races import table
from tests.races.shop import Shop, open_shop

SCOPES = ("orders.place", "orders.read", "orders.cancel", "inventory.count", "customers.read", "companies.read")
PLACE = "high-street"


@pytest.fixture(scope="session")
def _guarded_shop(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Shop]:
    yield from _opened(django_db_blocker, f"duken_races_{worker_id}", planted=False)


@pytest.fixture(scope="session")
def _planted_shop(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Shop]:
    yield from _opened(django_db_blocker, f"duken_controls_{worker_id}", planted=True)


@pytest.fixture
def shop(_guarded_shop: Shop, django_db_blocker: Any) -> Iterator[Shop]:
    with django_db_blocker.unblock(), _connected(_guarded_shop.database):
        yield _guarded_shop


@pytest.fixture
def planted(_planted_shop: Shop, django_db_blocker: Any) -> Iterator[Shop]:
    with django_db_blocker.unblock(), _connected(_planted_shop.database):
        _planted_shop.plant("nothing")
        yield _planted_shop


@pytest.fixture
def verify(make: Any) -> Callable[[str], None]:
    """`verify("1 for 500")`: let every reaction run, then look at what `duken verify` looks at: all of it is clean."""

    def look(race: str) -> None:
        make.work_off(rounds=50)
        looked = look_at_all()
        broken = [
            f"{check.invariant} {check.claim}: {found.breaches[:3]}" for check, found, _ in looked if found.breaches
        ]
        table.verified(race, len(looked), broken)
        assert not broken

    return look


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if found := table.lines():
        terminalreporter.section("races")
        for line in found:
            terminalreporter.write_line(line)


def _opened(blocker: Any, database: str, *, planted: bool) -> Iterator[Shop]:
    """What web processes remember for some seconds (shops, channels, taxes, price lists) is there before they start."""
    cluster.fresh_database(cluster.of_this_run(), database)
    with blocker.unblock(), _connected(database):
        makers.maker().selling("FIRST", stock=0, shop=PLACE)
        secret = create_key("race", scopes=list(SCOPES), by=system("tests")).secret
        with open_shop(secret, planted=planted) as opened:
            connection.close()
            yield opened


@contextmanager
def _connected(database: str) -> Iterator[None]:
    """Django's connection in this process leads to another database."""
    before = connection.settings_dict["NAME"]
    _connect_to(database)
    try:
        yield
    finally:
        _connect_to(before)


def _connect_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
    forget_known_accounts()
