"""An older backup brings nobody back who was erased since; a fresh one does not know them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duken.config import invariants
from duken.config.backups.archive import pieces
from duken.config.backups.restore import restore_backup
from duken.config.backups.write import write_backup
from duken.config.cluster import Cluster
from duken.config.postgres_settings import TUNING
from duken.kernel import sql
from duken.kernel.actor import system
from duken.privacy import register
from duken.privacy.erase_person import erase_person
from tests.cluster import new_home
from tests.privacy import canary
from tests.upgrade.test_drill import _home_is, _server

pytestmark = pytest.mark.proof
BY = system("tests")


def _silent(*_: object) -> None:
    pass


@pytest.fixture
def elsewhere() -> Iterator[Cluster]:
    cluster = Cluster(new_home(), {**TUNING, "fsync": "off"})
    cluster.ensure_running()
    yield cluster
    cluster.stop()


def _in_backup(path: Path) -> list[str]:
    found = []
    for name, content in pieces(path, None):
        found += [f"{name}: {hit}" for hit in canary.TRACES.findall(content.decode("utf-8", "replace"))]
    return found


def test_a_restore_of_an_older_backup_erases_again_who_was_erased_since(
    make: Any, api: Any, settings: Any, tmp_path: Path, elsewhere: Cluster
) -> None:
    _home_is(settings, tmp_path / "here")
    settings.EMAIL_FILE_PATH, settings.FILES = tmp_path / "outbox", tmp_path / "files"
    settings.BACKUPS = tmp_path / "backups"
    hatched = canary.hatch(make, api)
    older = write_backup(tmp_path / "backups" / "older.backup", key=None, progress=_silent).path
    assert _in_backup(older) != [], "the search finds them where they are"

    erase_person(hatched.card, reason="asked", by=BY)
    fresh = write_backup(tmp_path / "backups" / "fresh.backup", key=None, progress=_silent).path

    assert _in_backup(fresh) == []
    alone = tmp_path / "alone" / "older.backup"
    alone.parent.mkdir()
    shutil.copy(older, alone)
    _home_is(settings, tmp_path / "there")
    with _server(elsewhere):
        settings.BACKUPS = tmp_path / "nothing"
        restore_backup(alone, key=None, replacing=False, progress=_silent)
        assert canary.traces_in_tables() != [], "without the register they would be back"

        restored = restore_backup(older, key=None, replacing=True, progress=_silent)

        assert canary.traces_in_tables() == []
        assert restored.erased == 1
        assert [found.breaches for _, found, _ in invariants.look_at_all() if found.breaches] == []
        assert sql.rows("SELECT contact_name FROM orders_order WHERE id = %s", [hatched.bystander.id]) == [
            ("Innocent Bystander",)
        ]
        assert len(register.in_table()) == 1
        assert register.read(register.path()) == register.in_table()
