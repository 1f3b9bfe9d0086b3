"""The database in DUKEN_HOME: made, started, shared, stopped, and none the worse for a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duken.config import cluster, cluster_files, cluster_keeper, home, postgres_binaries
from duken.config.cluster import Cluster
from duken.config.faults import Fault
from duken.config.postgres_settings import TUNING
from tests.cluster import new_home

FAST = {**TUNING, "fsync": "off"}


@pytest.fixture(scope="module")
def shop() -> Iterator[Cluster]:
    """One database for the tests of this file; each leaves it as it likes."""
    made = Cluster(new_home(), FAST)
    yield made
    made.stop()


def _ask(shop: Cluster, question: str) -> object:
    with shop.connect() as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def test_the_first_use_makes_it_and_the_second_finds_it(shop: Cluster) -> None:
    assert shop.ensure_running() is True
    assert shop.ensure_running() is False

    assert _ask(shop, "SELECT count(*) FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent')") == 2
    assert _ask(shop, "SELECT 'Ё' ~* 'ё' AND lower('ЂЖ') = 'ђж'") is True


def test_nobody_reaches_it_over_the_network(shop: Cluster) -> None:
    shop.ensure_running()

    assert _ask(shop, "SHOW listen_addresses") == ""
    assert shop.socket.stat().st_mode & 0o077 == 0
    assert shop.data.stat().st_mode & 0o077 == 0


def test_what_was_written_survives_a_crash_and_a_stale_pid_file(shop: Cluster) -> None:
    shop.ensure_running()
    with shop.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS sold AS SELECT 7 AS units")
    process = shop.process()
    assert process is not None

    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    pid_file = shop.data / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(process.pid), str(os.getpid()), 1))  # reused by a stranger

    assert shop.process() is None
    assert shop.ensure_running() is True
    assert _ask(shop, "SELECT units FROM sold") == 7


def test_two_commands_starting_it_at_once_get_one_database(shop: Cluster) -> None:
    shop.stop()
    start = f"from duken.config.cluster import Cluster; from pathlib import Path; Cluster(Path({str(shop.home)!r}))"
    both = [
        subprocess.Popen([sys.executable, "-c", f"{start[:-1]}).ensure_running()"], stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    assert [each.wait(60) for each in both] == [0, 0]
    assert shop.answers()


def test_the_last_user_stops_it_and_not_an_earlier_one(shop: Cluster) -> None:
    shop.ensure_running()

    with shop.used():
        with shop.used():
            pass
        assert shop.answers()
    assert shop.process() is None


def test_one_that_dies_while_somebody_uses_it_is_started_again(
    shop: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster_keeper, "LOOK_SECONDS", 0.05)
    with cluster.running(shop.home):
        first = shop.process()
        assert first is not None

        first.kill()
        first.wait(10)

        _wait_for(lambda: shop.answers() and shop.process() != first)
        _wait_for(lambda: "was started again" in capsys.readouterr().err)
    assert shop.process() is None


def test_one_that_cannot_be_started_is_tried_until_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_keeper, "LOOK_SECONDS", 0.01)
    told: list[str] = []
    outcomes: list[Exception | bool] = [Fault("The disk is full."), OSError(28, "No space left"), True]

    class Dead:
        def process(self) -> object | None:
            return None if outcomes else self

        def ensure_running(self) -> bool:
            outcome = outcomes.pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    with cluster_keeper.kept(Dead(), tell=told.append):
        _wait_for(lambda: len(told) == 3)

    assert "The disk is full." in told[0]
    assert told[2] == "PostgreSQL had ended; it was started again"


def _wait_for(claim: Callable[[], object]) -> None:
    until = time.monotonic() + 30
    while not claim():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.01)


def test_a_database_url_means_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/duken")

    with cluster.running(tmp_path / "home") as started:
        assert started is False
    assert not (tmp_path / "home").exists()


def test_files_of_another_version_are_refused_with_the_mending(shop: Cluster, tmp_path: Path) -> None:
    other = Cluster(tmp_path, FAST)
    other.data.mkdir()
    (other.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(Fault) as refused:
        other.ensure_running()

    assert "PostgreSQL 9" in refused.value.what
    assert "PG_BIN" in refused.value.mend


def test_a_full_disk_is_named_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_files, "FREE_BYTES_NEEDED", 10**18)

    with pytest.raises(Fault, match="disk is nearly full"):
        Cluster(tmp_path, FAST).ensure_running()

    assert not (tmp_path / "postgres").exists()


def test_a_start_that_fails_tells_what_the_log_says() -> None:
    wrong = Cluster(new_home(), {**FAST, "shared_buffers": "a lot"})

    with pytest.raises(Fault) as failed:
        wrong.ensure_running()

    assert "shared_buffers" in failed.value.what
    assert failed.value.where.endswith("server.log")


def test_a_long_home_still_has_a_short_socket(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 90)

    assert len(str(home.socket_folder(long) / ".s.PGSQL.5432")) < 100


def test_a_socket_folder_somebody_else_made_is_refused(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    taken = tmp_path / "run"
    taken.mkdir()
    os.chown(taken, 65534, 65534)

    with pytest.raises(Fault, match="belongs to somebody else"):
        cluster_files._make_socket_folder(taken)


def test_programs_are_looked_for_where_pg_bin_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(Fault, match="No PostgreSQL that can run"):
        postgres_binaries.choose()
