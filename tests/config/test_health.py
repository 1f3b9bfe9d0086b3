"""What load balancers, collectors and attackers are told."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from duken.config import draining, health, migrated


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_seen_migrated", False)


@pytest.mark.django_db
def test_a_shop_that_can_serve_is_ready(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "checks": {"stopping": "ok", "opening": "ok", "database": "ok", "migrations": "ok"},
    }


@pytest.mark.django_db
def test_a_shop_with_old_tables_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrated, "missing", lambda applied: ["0042_new"])

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "missing: 0042_new"


def test_a_shop_without_its_database_lives_and_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> list[str]:
        raise OperationalError("secret host does not answer")

    monkeypatch.setattr(health, "_missing_migrations", gone)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "does not answer"
    assert b"secret host" not in answer.content
    assert client.get("/healthz").json() == {"ok": True}  # asks no database: this test has none


@pytest.mark.django_db
def test_a_process_about_to_stop_says_so_before_it_does(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setenv("DUKEN_DRAIN_SECONDS", "300")
    stopped: list[str] = []
    server = SimpleNamespace(signal_handler_interrupt=lambda: stopped.append("now"))
    draining.drain_before_stopping(server)
    assert client.get("/readyz").status_code == 200

    server.signal_handler_interrupt()

    assert client.get("/readyz").json()["checks"]["stopping"] != "ok"
    assert stopped == []
    server.signal_handler_interrupt()
    assert stopped == ["now"]


@pytest.mark.django_db
def test_every_migration_on_disk_is_known_to_be_applied() -> None:
    assert health._missing_migrations() == []
    assert migrated.missing([]) != []


@pytest.mark.django_db
def test_figures_are_for_this_machine_or_for_who_has_the_token(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"duken_events_waiting" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    settings.PUBLIC_URL = "https://shop.example"  # a proxy on this machine stands between us and everybody
    assert client.get("/metrics").status_code == 403

    monkeypatch.setenv("DUKEN_METRICS_TOKEN", "collector")
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer collector"}).status_code == 200


@pytest.mark.django_db
def test_a_request_keeps_the_id_its_proxy_gave_and_no_nonsense(client: Client) -> None:
    assert client.get("/readyz", headers={"X-Request-Id": "abc-12345"})["X-Request-Id"] == "abc-12345"
    assert len(client.get("/readyz", headers={"X-Request-Id": "a b\r\n"})["X-Request-Id"]) == 32


def test_pictures_cannot_run_as_pages_nor_lead_out_of_their_folder(client: Client, settings: object) -> None:
    settings.MEDIA_ROOT.mkdir(exist_ok=True)  # type: ignore[attr-defined]
    (settings.MEDIA_ROOT / "x.svg").write_text("<svg onload='alert(1)'/>")  # type: ignore[attr-defined]

    answer = client.get("/media/x.svg")

    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get("/media/../secrets/secret-key").status_code == 404
    assert client.get("/media/%2e%2e/secrets/secret-key").status_code == 404
