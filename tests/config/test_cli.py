"""The command line: it does what it says, answers programs in JSON, and tells people how to mend what fails."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from duken.config import invariants
from duken.config.cli import app
from duken.kernel.verifying import Breach, Check, Looked
from tests.config.person import environment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def duken() -> Any:
    def run(*arguments: str, typed: str | None = None) -> Any:
        return CliRunner().invoke(app, list(arguments), input=typed)

    return run


def _json(result: Any) -> Any:
    return json.loads(result.stdout)


def test_a_key_is_made_listed_and_revoked(duken: Any) -> None:
    bare = duken("token", "create", "--scope", "orders.place", "--scope", "catalog.read", "--quiet").stdout
    assert bare.startswith("duk_")
    assert bare.count("\n") == 1

    (listed,) = _json(duken("token", "list", "--json"))
    assert listed["scopes"] == ["catalog.read", "orders.place"]
    assert bare.strip() not in json.dumps(listed)

    assert duken("token", "revoke", listed["prefix"], "--json").exit_code == 0
    (revoked,) = _json(duken("token", "list", "--json"))
    assert revoked["revoked_at"] is not None
    again = duken("token", "revoke", listed["prefix"])
    assert "No open key begins with" in str(again.exception)


def test_somebody_starts_work_and_changes_their_password(duken: Any) -> None:
    made = duken("user", "create", "ann@example.com", "--role", "manager", "--json", typed="\n")
    assert len(_json(made)["password"]) >= 12

    changed = duken("user", "password", "ann@example.com", "--json", typed="a long new pass phrase\n")
    assert "password" not in _json(changed)
    (ann,) = _json(duken("user", "list", "--json"))
    assert ann == {"email": "ann@example.com", "name": "", "active": True, "roles": ["manager"]}


def test_a_new_company_gets_one_shop_and_its_channels_once(duken: Any) -> None:
    assert _json(duken("begin", "--name", "Corner", "--country", "RS", "--json")) == {"opened": True}
    assert _json(duken("begin", "--json")) == {"opened": False}

    from duken.stores import reads

    assert [(place.code, place.name, place.timezone) for place in reads.locations()] == [
        ("shop", "Corner", "Europe/Belgrade")
    ]
    assert {way.code: way.currency for way in reads.channels()}["web"] == "RSD"


def test_what_was_given_up_is_listed_and_sent_once_more(duken: Any) -> None:
    from duken.kernel import ids, sql

    event = ids.new_id()
    sql.run(
        "INSERT INTO kernel_event (id, name, aggregate, aggregate_id, facts, actor, channel, happened_at, position)"
        " VALUES (%s, 'tests.Told', 'test', '1', '{}', 'system', 'system', now(), 1)",
        [event],
    )
    sql.run(
        "INSERT INTO kernel_delivery (event_id, sequence, reaction, aggregate_id, attempts, problem, given_up_at)"
        " VALUES (%s, 1, 'tests.react', '1', 12, 'Broken', now())",
        [event],
    )

    listed = duken("dead-letters", "list", "--json")
    assert listed.exit_code == 1
    assert [(one["event_id"], one["problem"]) for one in _json(listed)] == [(str(event), "Broken")]
    assert _json(duken("dead-letters", "try-again", "--json")) == {"sent": 1}
    assert duken("dead-letters", "list").exit_code == 0


def test_a_shop_without_sales_verifies(duken: Any) -> None:
    result = duken("verify", "--json")

    assert result.exit_code == 0, result.stdout
    assert _json(result)["ok"] is True


def test_a_broken_invariant_is_shown_and_ends_with_one(duken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Check("I1", "Units are never invented", lambda: Looked(3, [Breach("too many", {"sku": "TEA"})]))
    monkeypatch.setattr(invariants, "every_check", lambda: [broken])

    told = duken("verify")
    facts = duken("verify", "--json")

    assert (told.exit_code, facts.exit_code) == (1, 1)
    assert "1 broken" in told.stdout
    assert "sku=TEA" in told.stdout
    (check,) = _json(facts)["checks"]
    assert check["breaches"] == [{"what": "too many", "facts": {"sku": "TEA"}}]


def test_verifying_cannot_change_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import InternalError

    from duken.kernel import sql

    def meddle() -> Looked:
        return Looked(sql.run("DELETE FROM kernel_event"))

    monkeypatch.setattr(invariants, "every_check", lambda: [Check("I1", "meddling", meddle)])

    with pytest.raises(InternalError, match="read-only"):
        invariants.look_at_all()


def test_the_doctor_finds_a_healthy_shop_healthy(duken: Any) -> None:
    result = duken("doctor", "--json")

    states = {finding["about"]: finding["state"] for finding in _json(result)}
    assert states["Tables"] == states["Clock"] == states["Extensions"] == states["PostgreSQL"] == "good"


def test_the_doctor_names_what_is_wrong_and_its_mending(duken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duken.config.migrated.missing_here", lambda: ["0007_new"])
    monkeypatch.setattr("duken.config.examine_machine.LOW_DISK_BYTES", 10**18)

    result = duken("doctor", "--json")

    findings = {finding["about"]: finding for finding in _json(result)}
    assert result.exit_code == 1
    assert findings["Tables"]["mend"] == "Run `duken migrate`."
    assert findings["Disk"]["state"] == "bad"


def _as_a_person(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "duken.config.cli", *arguments],
        env=environment(home, **more),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fault_is_told_without_a_traceback(tmp_path: Path) -> None:
    taken = tmp_path / "a file"
    taken.write_text("")

    said = _as_a_person("verify", home=taken / "home")
    as_json = _as_a_person("verify", "--json", home=taken / "home")

    assert said.returncode == as_json.returncode == 1
    assert "Traceback" not in said.stderr
    assert "mend:" in said.stderr
    assert json.loads(as_json.stderr)["error"]["where"] == str(taken / "home")


def test_a_wrong_port_is_refused_by_name(tmp_path: Path) -> None:
    said = _as_a_person("doctor", home=tmp_path, PORT="eighty")

    assert said.returncode == 1
    assert "PORT is not a port number" in said.stderr


def test_migrations_are_written_without_any_database(tmp_path: Path) -> None:
    said = _as_a_person("manage", "makemigrations", "--dry-run", home=tmp_path)

    assert said.returncode == 0, said.stdout + said.stderr
    assert not (tmp_path / "postgres").exists()
