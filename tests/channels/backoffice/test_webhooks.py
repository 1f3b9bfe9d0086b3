"""Webhooks in the office: made, tried, looked at, stopped; the secret is shown once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from duken.kernel.actor import system
from duken.webhooks.models import Delivery, Webhook
from duken.webhooks.reads import webhooks

BY = system("tests")
TYPED = {
    "name": "Warehouse",
    "url": "https://partner.example/hook",
    "contact": "it@partner.example",
    "event": ["orders.OrderPlaced", "orders.OrderCancelled"],
}


@pytest.fixture
def office(owner: Client, make: Any) -> Client:
    make.selling("TEA")
    return owner


def test_a_webhook_is_made_and_its_secret_shown_once(office: Client) -> None:
    assert b"orders.OrderPlaced" in office.get("/office/webhooks/new/").content

    page = office.post("/office/webhooks/new/", TYPED, follow=True).content.decode()

    [made] = webhooks(by=BY)
    secret = Webhook.objects.get().secret
    assert (made.name, made.events) == ("Warehouse", ("orders.OrderCancelled", "orders.OrderPlaced"))
    assert secret in page
    assert secret not in office.get(f"/office/webhooks/{made.id}/").content.decode()
    assert b"Warehouse" in office.get("/office/webhooks/").content


def test_what_is_refused_is_told_and_nothing_typed_is_lost(office: Client) -> None:
    answer = office.post("/office/webhooks/new/", TYPED | {"url": "https://192.168.1.7/hook"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not an address this shop calls" in page
    assert 'value="https://192.168.1.7/hook"' in page
    assert re.search(r'value="orders\.OrderCancelled"\s+checked', page)
    assert not Webhook.objects.exists()


def test_it_is_tried_changed_paused_and_removed(office: Client) -> None:
    office.post("/office/webhooks/new/", TYPED)
    at = f"/office/webhooks/{webhooks(by=BY)[0].id}/"

    assert b"webhooks.WebhookTested" in office.post(f"{at}test/", follow=True).content
    waits = office.get(at).content.decode()
    assert (str(Delivery.objects.get().event_id) in waits, "every 4s" in waits) == (True, True)
    Delivery.objects.update(outcome="given_up", attempts=11, status=500, milliseconds=20)
    over = office.get(at).content
    assert (b"given up" in over, b"every 4s" in over) == (True, False)
    Delivery.objects.update(status=None, problem="kernel.address_refused")
    assert b"not called: it leads inside this network" in office.get(at).content
    office.post(f"{at}again/{Delivery.objects.get().pk}/")
    assert Delivery.objects.get().outcome == "waiting"

    office.post(f"{at}edit/", TYPED | {"event": ["orders.OrderPlaced"], "customers": "yes"})
    [changed] = webhooks(by=BY)
    assert (changed.events, changed.tells_customers) == (("orders.OrderPlaced",), True)
    before = Webhook.objects.get().secret
    page = office.post(f"{at}secret/", follow=True).content.decode()
    assert before != Webhook.objects.get().secret
    assert Webhook.objects.get().secret in page
    assert b"paused" in office.post(f"{at}pause/", follow=True).content
    office.post(f"{at}resume/")
    assert webhooks(by=BY)[0].paused_at is None
    office.post(f"{at}remove/")
    assert webhooks(by=BY) == []
