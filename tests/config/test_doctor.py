"""Each fault the doctor knows is provoked here, named in words, and told with its mending."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import stat
import sys
import tempfile
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from time_machine import travel

from duken.config import examine_machine, examine_server, examine_settings, examine_shop, home, ports
from duken.config.cluster import Cluster
from duken.config.faults import Fault
from duken.config.findings import Finding
from duken.config.unreachable import explained
from duken.kernel import clock, ids, sql
from tests import cluster


def found(findings: Iterator[Finding], about: str) -> Finding:
    return next(finding for finding in findings if finding.about == about)


def the_shop(about: str) -> Finding:
    return found(examine_shop.shop(), about)


def the_settings(about: str) -> Finding:
    return found(examine_settings.settings_of(), about)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, which another user may reach."""
    made = Path(tempfile.mkdtemp(prefix="duken-doctor-"))
    monkeypatch.setenv("DUKEN_HOME", str(made))
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Not root for a moment: root may do everything, and would find nothing wrong."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


# The machine


def test_a_port_that_is_taken_is_named_with_another(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.setattr(examine_machine.start_up, "is_ready", lambda: False)  # it would wait for seconds

        finding = found(examine_machine.machine(), f"Port {port}")

    assert finding.state == "bad"
    assert f"PORT={ports.web_port() + 100}" in finding.mend


def test_a_disk_nearly_full(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(examine_machine, "LOW_DISK_BYTES", 10**18)

    assert found(examine_machine.machine(), "Disk").state == "bad"


def test_a_home_this_user_may_not_write_into(folder: Path) -> None:
    folder.chmod(0o555)
    with somebody_else():
        finding = found(examine_machine.machine(), "DUKEN_HOME")

    assert finding.state == "bad"
    assert "chown" in finding.mend


def test_a_home_others_may_write_into(folder: Path) -> None:
    folder.chmod(0o777)

    finding = found(examine_machine.machine(), "DUKEN_HOME")

    assert (finding.state, finding.mend) == ("bad", f"chmod go-w {folder}")


def test_secrets_others_can_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUKEN_SECRET_KEY", raising=False)
    home.secret(folder, "secret-key", lambda: "x" * 50)
    assert stat.S_IMODE((folder / "secrets" / "secret-key").stat().st_mode) == 0o600
    (folder / "secrets" / "secret-key").chmod(0o644)

    assert found(examine_machine.machine(), "Secrets").mend.startswith("chmod 600")


def test_database_files_of_another_major_version(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("9\n")

    finding = found(examine_machine.machine(), "PostgreSQL")

    assert finding.state == "bad"
    assert "PG_BIN" in finding.mend


def test_too_few_open_files(folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        finding = found(examine_machine.machine(), "Open files")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert (finding.state, finding.what) == ("odd", "at most 512 at once")
    assert "LimitNOFILE" in finding.mend


# The settings


@pytest.fixture
def public(settings: Any) -> Any:
    """A shop the world can reach."""
    settings.PUBLIC_URL = "https://shop.example"
    settings.ALLOWED_HOSTS = ["shop.example"]
    settings.TEST_GATEWAY = False
    return settings


def test_debug_pages_for_strangers(public: Any) -> None:
    assert the_settings("Debug").state == "good"
    public.DEBUG = True
    assert (the_settings("Debug").state, the_settings("Debug").mend) == ("bad", "Unset DUKEN_DEBUG.")


def test_a_secret_key_that_can_be_guessed(public: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKEN_SECRET_KEY", "changeme")

    assert the_settings("Secret key").what == "8 characters: it can be guessed"
    assert "changeme" not in str(the_settings("Secret key"))


def test_no_secret_key_where_several_machines_serve_one_shop(public: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUKEN_SECRET_KEY", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/duken")

    assert the_settings("Secret key").state == "bad"
    assert "openssl rand" in the_settings("Secret key").mend


def test_the_pretended_bank_where_money_is_real(public: Any) -> None:
    public.TEST_GATEWAY = True

    assert the_settings("Payments").mend == "Unset DUKEN_TEST_GATEWAY."


def test_a_name_the_shop_does_not_answer_to(public: Any) -> None:
    public.ALLOWED_HOSTS = ["127.0.0.1"]

    assert the_settings("Names").what == "shop.example (DUKEN_PUBLIC_URL) is not in DUKEN_HOSTS"
    public.ALLOWED_HOSTS = [".example"]
    assert the_settings("Names").state == "good"


def test_a_machine_without_time_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = zoneinfo.TZPATH
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        finding = the_settings("Time zones")
    finally:
        zoneinfo.reset_tzpath(to=kept)

    assert finding.state == "bad"
    assert "tzdata" in finding.mend


def test_a_folder_of_pictures_this_user_may_not_write_into(settings: Any, folder: Path) -> None:
    settings.MEDIA_ROOT = folder
    folder.chmod(0o555)
    with somebody_else():
        finding = the_settings("Pictures")

    assert finding.state == "bad"


# A database that does not let us in


def _refusal(dsn: str) -> Finding:
    """What the doctor makes of the words of a real server, or of the machine it should be on."""
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(dsn, connect_timeout=3)
    return explained(Fault(f"The database does not answer: {refused.value}", mend="Run `duken doctor`."))


@pytest.fixture
def server(db: None) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """The socket of the tests' PostgreSQL, and a way to tell it something. Roles made here end with the test."""
    running: Cluster = cluster.of_this_run()
    with running.connect("postgres") as admin:
        yield str(running.socket), lambda statement: admin.execute(statement.encode())
        admin.execute(b"DROP ROLE IF EXISTS locked_out")


def test_nothing_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    assert _refusal(f"host=127.0.0.1 port={port}").mend.startswith("Nothing listens there")


def test_a_wrong_password(server: Any) -> None:
    place, tell = server
    rules = cluster.of_this_run().data / "pg_hba.conf"
    before = rules.read_text()
    tell("CREATE ROLE locked_out LOGIN PASSWORD 'right'")
    rules.write_text("local all locked_out scram-sha-256\n" + before)
    tell("SELECT pg_reload_conf()")
    try:
        finding = _refusal(f"host={place} user=locked_out password=wrong dbname=postgres")
    finally:
        rules.write_text(before)
        tell("SELECT pg_reload_conf()")

    assert finding.mend == "Correct user or password in DATABASE_URL."
    assert "wrong" not in finding.what


def test_no_connection_left(server: Any) -> None:
    place, tell = server
    tell("CREATE ROLE locked_out LOGIN CONNECTION LIMIT 0")

    assert "CONNECTION LIMIT" in _refusal(f"host={place} user=locked_out dbname=postgres").mend


def test_a_database_that_is_not_there(server: Any) -> None:
    place, _ = server

    assert "CREATE DATABASE" in _refusal(f"host={place} user=duken dbname=dukn").mend


# The database server


@pytest.mark.django_db
def test_a_server_that_forgets_at_a_power_cut() -> None:
    finding = the_shop("Durability")  # the tests' own server is such a one

    assert finding.state == "bad"
    assert "fsync" in finding.what
    assert "ALTER SYSTEM SET fsync = on" in finding.mend


@pytest.mark.django_db
def test_connections_running_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert the_shop("Connections").state == "good"
    monkeypatch.setattr(examine_server, "NEARLY_FULL", 0)

    assert "max_connections" in the_shop("Connections").mend


@pytest.mark.django_db
def test_clocks_that_differ() -> None:
    with travel(clock.now() + timedelta(hours=1), tick=False):
        finding = the_shop("Clock")

    assert finding.state == "bad"
    assert "NTP" in finding.mend


@pytest.mark.django_db
def test_an_extension_that_is_missing() -> None:
    sql.run("DROP EXTENSION unaccent CASCADE")

    assert the_shop("Extensions").mend.endswith("CREATE EXTENSION unaccent")


@pytest.mark.django_db
def test_a_transaction_somebody_forgot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine_server, "LONG_OPEN_MINUTES", 0)
    with cluster.of_this_run().connect(connection.settings_dict["NAME"]) as forgotten:
        forgotten.execute(b"BEGIN")

        finding = the_shop("Transactions")

        assert finding.mend == f"SELECT pg_terminate_backend({forgotten.info.backend_pid})"


# The shop


@pytest.mark.django_db
def test_tables_of_an_earlier_version() -> None:
    sql.run("DELETE FROM django_migrations WHERE app = 'kernel' AND name = '0006_event_request'")

    assert (the_shop("Tables").what, the_shop("Tables").mend) == (
        "1 migrations are not applied",
        "Run `duken migrate`.",
    )


def _event(happened: timedelta) -> None:
    sql.run(
        "INSERT INTO kernel_event (id, name, aggregate, aggregate_id, facts, actor, channel, happened_at)"
        " VALUES (%s, 'tests.Told', 'test', '1', '{}', 'system', 'system', %s)",
        [ids.new_id(), clock.now() - happened],
    )


@pytest.mark.django_db
def test_events_nobody_tells() -> None:
    _event(timedelta(seconds=1))
    assert the_shop("Events").state == "good"
    _event(timedelta(minutes=5))

    finding = the_shop("Events")

    assert finding.what == "2 wait to be told, the oldest for 5 min"
    assert "duken work" in finding.mend


@pytest.mark.django_db
def test_jobs_without_a_worker() -> None:
    sql.run("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'tests.job')")

    assert the_shop("Worker").what == "not running, and 1 jobs wait for it"
    sql.run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert the_shop("Worker").state == "good"


@pytest.mark.django_db
def test_events_that_were_given_up() -> None:
    sql.run(
        "INSERT INTO kernel_delivery (event_id, sequence, reaction, aggregate_id, attempts, problem, given_up_at)"
        " VALUES (%s, 1, 'tests.react', '1', 12, 'broken', now())",
        [ids.new_id()],
    )

    assert the_shop("Dead letters").state == "bad"


@pytest.mark.django_db
def test_a_backup_that_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKEN_BACKUPS", str(tmp_path))
    assert the_shop("Backup").state == "odd"
    two_days_ago = clock.now() - timedelta(days=2)
    (tmp_path / two_days_ago.strftime("duken-%Y%m%dT%H%M%SZ.backup")).touch()

    assert the_shop("Backup").what == "the newest is 2.0 days old"
    (tmp_path / clock.now().strftime("duken-%Y%m%dT%H%M%SZ.backup")).touch()
    assert the_shop("Backup").state == "good"


@pytest.mark.django_db
def test_languages_without_words(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]

    assert the_shop("Languages").mend == "Run `make messages`."
