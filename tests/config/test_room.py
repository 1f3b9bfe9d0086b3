"""A disk that is nearly full: nothing new is accepted, everything can still be read, and people are told why."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError
from django.test import Client
from psycopg.errors import AdminShutdown, DiskFull

from duken.channels.api import keys
from duken.config import room


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_free_bytes", lambda folder: room.RESERVE_BYTES - 1)


def test_an_order_is_refused_with_a_code_of_its_own(client: Client, full: None) -> None:
    answer = client.post("/api/v1/orders", {}, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["code"] == "kernel.storage_full"
    assert answer["Retry-After"]


def test_a_person_is_told_in_words(client: Client, full: None) -> None:
    answer = client.post("/basket/", {})

    assert answer.status_code == 503
    assert "We cannot write anything down right now" in answer.content.decode()


def test_reading_goes_on(client: Client, full: None) -> None:
    assert client.get("/healthz").status_code == 200


def test_there_is_room_where_nobody_can_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/duken")
    monkeypatch.setattr(room, "_free_bytes", lambda folder: 0)

    assert room.has_room()


@pytest.mark.parametrize(("lost", "code"), [(DiskFull, "kernel.storage_full"), (AdminShutdown, "kernel.busy")])
def test_what_the_database_says_itself_is_told_the_same_way(
    client: Client, monkeypatch: pytest.MonkeyPatch, lost: type[Exception], code: str
) -> None:
    def gone(secret: str) -> None:
        raise OperationalError from lost()

    monkeypatch.setattr(keys, "actor_for_key", gone)

    answer = client.get("/api/v1/me", headers={"Authorization": "Bearer duk_x"})

    assert (answer.status_code, json.loads(answer.content)["code"]) == (503, code)


@pytest.mark.parametrize(("lost", "words"), [(DiskFull, "We cannot write"), (AdminShutdown, "One moment, please")])
def test_a_page_without_its_database_is_not_broken_but_late(
    monkeypatch: pytest.MonkeyPatch, lost: type[Exception], words: str
) -> None:
    def gone(*_: object) -> None:
        raise OperationalError from lost()

    monkeypatch.setattr("duken.channels.webhooks.payments.settle_payment", gone)
    monkeypatch.setattr("duken.providers.payments.testpay.provider.TestPay.read_notice", gone)

    answer = Client(raise_request_exception=False).post("/webhooks/payments/testpay/", {})

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert words in answer.content.decode()
