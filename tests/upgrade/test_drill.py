"""The drill: back up while orders are placed, lose everything, restore elsewhere, prove it, sell on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from duken.config import cluster_files, home, invariants, postgres_binaries
from duken.config.backups import aside, databases
from duken.config.backups.examine import examine
from duken.config.backups.restore import restore_backup
from duken.config.backups.write import write_backup
from duken.config.cluster import Cluster
from duken.config.faults import Fault
from duken.config.postgres_settings import TUNING
from duken.kernel import sql
from duken.kernel.actor import system
from duken.ledger.post import forget_known_accounts
from duken.orders.place_together import place_together
from duken.orders.reads import order
from duken.pricing import reads as pricing
from duken.stores import reads as stores
from duken.tax import reads as tax
from tests.cluster import new_home

KEY = b"a key for the drill, long enough"
BY = system("tests")
OTHER_MAJOR = Path("/usr/lib/postgresql/15/bin")


def _silent(*_: object) -> None:
    pass


class Buyers:
    """Three who order as fast as they are served, until told to stop; what was acknowledged when is remembered."""

    def __init__(self, make: Any) -> None:
        self.make = make
        self.acknowledged: list[UUID] = []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._order, args=(number,)) for number in range(3)]

    def _order(self, number: int) -> None:
        count = 0
        while not self.stop.is_set():
            answer = place_together(self.make.order_draft("TEA", key=f"drill-{number}-{count}"), by=BY)
            self.acknowledged.append(answer.id)  # type: ignore[union-attr]  # there is plenty: nobody is refused
            count += 1
        connection.close()

    @contextmanager
    def ordering(self) -> Iterator[None]:
        for thread in self.threads:
            thread.start()
        yield
        self.stop.set()
        for thread in self.threads:
            thread.join()


@pytest.fixture
def backup(transactional_db: None, make: Any, tmp_path: Path, settings: Any) -> tuple[Path, Any]:
    """A backup made while the shop sold, and what was known of the shop around it."""
    _home_is(settings, tmp_path / "here")
    (settings.MEDIA_ROOT / "goods").mkdir(parents=True)
    (settings.MEDIA_ROOT / "goods" / "tea.svg").write_bytes(b"<svg/>")
    make.selling("TEA", stock=100_000)
    make.work_off()
    buyers = Buyers(make)
    with buyers.ordering():
        while len(buyers.acknowledged) < 20:
            pass
        sure = list(buyers.acknowledged)
        written = write_backup(tmp_path / "drill.backup", key=KEY, progress=_silent)
        after = len(buyers.acknowledged)
    assert written.breaches == 0
    assert after > len(sure), "the shop went on selling"
    totals = dict(sql.rows("SELECT id, total_minor FROM orders_order"))
    return written.path, (sure, totals)


@pytest.fixture(params=["this version", "another major version"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A PostgreSQL of its own, empty."""
    if request.param == "another major version":
        if not (OTHER_MAJOR / "initdb").exists():
            pytest.skip("PostgreSQL 15 is not on this machine")
        monkeypatch.setenv("PG_BIN", str(OTHER_MAJOR))
    cluster = Cluster(new_home(), {**TUNING, "fsync": "off"})
    cluster.ensure_running()
    assert postgres_binaries.choose().major == cluster_files.version_of(cluster.data)
    yield cluster
    cluster.stop()


def test_a_shop_restored_elsewhere_is_the_shop_that_was_and_sells_on(
    backup: tuple[Path, Any], elsewhere: Cluster, settings: Any, tmp_path: Path, make: Any
) -> None:
    path, (sure, totals) = backup
    _home_is(settings, tmp_path / "there")

    with _server(elsewhere):
        restored = restore_backup(path, key=KEY, replacing=False, progress=_silent)

        _forget()
        there = dict(sql.rows("SELECT id, total_minor FROM orders_order"))
        assert set(sure) <= set(there) <= set(totals)
        assert all(totals[each] == total for each, total in there.items())
        [(held,)] = sql.rows("SELECT sum(held) FROM ledger_account WHERE book = 'stock'")
        assert held == len(there), "each order holds one tea, and nobody else does"
        assert [found.breaches for _, found, _ in invariants.look_at_all() if found.breaches] == []
        assert (settings.MEDIA_ROOT / "goods" / "tea.svg").read_bytes() == b"<svg/>"
        assert (settings.DUKEN_HOME / "secrets" / "secret-key").read_text() == "kept"
        assert (restored.files, restored.kept) == (1, "")
        placed = make.order("TEA", key="sold on")
        make.work_off()
        assert order(placed.id, by=BY).status == "confirmed"


def test_a_shop_in_the_way_is_put_aside_and_comes_back(
    backup: tuple[Path, Any], elsewhere: Cluster, settings: Any, tmp_path: Path, make: Any
) -> None:
    path, _ = backup
    _home_is(settings, tmp_path / "there")
    with _server(elsewhere):
        restore_backup(path, key=KEY, replacing=False, progress=_silent)
        _forget()
        late = make.order("TEA", key="after the backup")

        with pytest.raises(Fault, match="shop here already"):
            restore_backup(path, key=KEY, replacing=False, progress=_silent)
        visitor = elsewhere.connect()
        with pytest.raises(Fault, match="shop is open"):
            restore_backup(path, key=KEY, replacing=True, progress=_silent)
        visitor.close()
        assert _has(late.id)

        assert restore_backup(path, key=KEY, replacing=True, progress=_silent).kept.startswith("duken_before_")
        assert not _has(late.id)
        aside.put_back()
        assert _has(late.id)
        assert len(aside.forget()) == 1
        assert databases.like("duken_before_%") == []
        assert sorted(path.name for path in settings.DUKEN_HOME.iterdir()) == ["media", "secrets"]


def test_what_a_backup_says_of_itself_is_what_is_in_it(backup: tuple[Path, Any]) -> None:
    path, (sure, totals) = backup
    contents = examine(path, KEY, progress=_silent)

    rows, _ = contents.proof.tables["orders_order"]
    assert len(sure) <= rows <= len(totals)
    assert contents.proof.media[0] == 1
    assert contents.proof.secrets[0] == 1
    assert b"drill" not in path.read_bytes()


def _has(order_id: UUID) -> bool:
    return bool(sql.rows("SELECT 1 FROM orders_order WHERE id = %s", [order_id]))


def _home_is(settings: Any, folder: Path) -> None:
    (folder / "secrets").mkdir(parents=True)
    (folder / "secrets" / "secret-key").write_text("kept" if folder.name == "here" else "of this machine")
    settings.DUKEN_HOME, settings.MEDIA_ROOT = folder, folder / "media"


@contextmanager
def _server(cluster: Cluster) -> Iterator[None]:
    """Django talks to that PostgreSQL."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"HOST": str(home.socket_folder(cluster.home)), "NAME": "duken"}
    _forget()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= kept
        _forget()


def _forget() -> None:
    forget_known_accounts()
    for remembered in (stores, pricing, tax):
        remembered.forget()
