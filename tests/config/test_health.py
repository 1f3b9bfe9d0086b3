"""What load balancers, collectors and attackers are told."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from duken.config import health, migrated


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_seen_migrated", False)


@pytest.mark.django_db
def test_a_shop_that_can_serve_is_healthy(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_shop_with_old_tables_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrated, "missing", lambda applied: ["0042_new"])

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "migrations_missing": ["0042_new"]}


@pytest.mark.django_db
def test_a_shop_without_its_database_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> list[str]:
        raise OperationalError("secret host does not answer")

    monkeypatch.setattr(health, "_missing_migrations", gone)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert b"secret host" not in answer.content


@pytest.mark.django_db
def test_every_migration_on_disk_is_known_to_be_applied() -> None:
    assert health._missing_migrations() == []
    assert migrated.missing([]) != []


@pytest.mark.django_db
def test_figures_are_for_this_machine_or_for_who_has_the_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"duken_events_waiting" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403

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
