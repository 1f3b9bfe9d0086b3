"""What every test may ask for: a database (`db`, `transactional_db`), and `make`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from duken.catalog import _attributes as attributes
from duken.catalog import _tree as categories
from duken.ledger.post import forget_known_accounts
from duken.loyalty import reads as loyalty
from duken.pricing import reads as pricing
from duken.promotions import reads as promotions
from duken.stores import reads as stores
from duken.tax import reads as tax
from duken.webhooks import subscribed as webhooks
from tests import cluster, makers

_PROOFS = {"races", "chaos", "controls", "machines", "doors_fuzz", "upgrade", "offline"}
_KEPT = ("django_migrations", "django_content_type", "auth_permission")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long proofs are told by their folder. First of all hooks, so that `-m` sees the mark."""
    for item in items:
        if _PROOFS & set(item.path.relative_to(config.rootpath).parts):
            item.add_marker("proof")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """This process's own copy of the migrated template."""
    postgres = cluster.of_this_run()
    name = f"duken_test_{worker_id}"
    with postgres.used():
        with django_db_blocker.unblock():
            postgres.ensure_running()
            cluster.ensure_template(postgres)
            cluster.fresh_database(postgres, name)
            connection.close()
            connection.settings_dict["NAME"] = name
        yield  # blocked again: who writes without asking for `db` is told, instead of leaving rows to the next test
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """`gw0`, `gw1`… under xdist, `main` without; a run inside a run is given its own by DUKEN_TEST_WORKER."""
    given = getattr(request.config, "workerinput", None)
    return given["workerid"] if given else os.environ.get("DUKEN_TEST_WORKER", "main")


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What a process keeps for a few seconds belongs to the test before."""
    for remembered in (stores, pricing, tax, categories, attributes, loyalty, promotions, webhooks):
        remembered.forget()


@pytest.fixture
def make() -> Any:
    """The makers of every module: see tests/makers."""
    return makers.maker()


@pytest.fixture(autouse=True)
def _speaks_english() -> Iterator[None]:
    """A page asked for in another language leaves that language active in its thread: not for the next test."""
    yield
    translation.deactivate()


def _empty_tables(_: TransactionTestCase) -> None:
    """After a test that committed: delete what it left, and let the ledger forget the accounts it knew.

    Truncating every table takes ten times longer.

    Triggers sleep meanwhile: an append-only table would refuse, and order would matter for foreign keys.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT relispartition AND relname <> ALL(%s)",
            [list(_KEPT)],
        )
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(";".join(f'DELETE FROM "{name}"' for name in tables))
        cursor.execute("SET session_replication_role = origin")
    forget_known_accounts()


TransactionTestCase._fixture_teardown = _empty_tables
