"""Webhooks over the API: nobody has others told what they may not read; the secret is told once."""

from __future__ import annotations

from typing import Any

import pytest

from duken.webhooks.models import Delivery, Webhook

WISH = {
    "name": "Warehouse",
    "url": "https://partner.example/hook",
    "events": ["orders.OrderPlaced"],
    "contact": "it@partner.example",
}


@pytest.fixture
def partner(make: Any, key_with: Any) -> Any:
    make.selling("TEA")
    return key_with("webhooks.manage", "orders.read")


def test_the_secret_is_told_once_and_lies_sealed(partner: Any) -> None:
    made = partner.post("/webhooks", WISH)
    assert made.status_code == 201
    secret, shown = made.json()["secret"], made.json()["id"]

    assert secret.startswith("whsec_")
    listed = partner.get("/webhooks").json()["webhooks"]
    assert [one["id"] for one in listed] == [shown]
    assert (listed[0]["events"], listed[0]["scopes"], listed[0]["paused"]) == (WISH["events"], ["orders.read"], "")
    assert secret not in partner.get(f"/webhooks/{shown}").content.decode()
    [(sealed,)] = Webhook.objects.extra(select={"raw": "secret"}).values_list("raw")
    assert secret not in sealed
    assert partner.post(f"/webhooks/{shown}/secret").json()["secret"] != secret


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"events": ["customers.CustomerCreated"]}, 403, "access.scope_missing"),
        ({"tells_customers": True}, 403, "access.scope_missing"),
        ({"events": ["orders.Nonsense"]}, 422, "webhooks.event_unknown"),
        ({"events": ["kernel.SettingChanged"]}, 422, "webhooks.event_unknown"),
        ({"events": []}, 422, "api.wrong_body"),
        ({"url": "https://169.254.169.254/latest/meta-data/"}, 422, "kernel.address_refused"),
        ({"url": "http://partner.example/"}, 422, "kernel.address_refused"),
        ({"contact": "nobody"}, 422, "kernel.invalid_field"),
        ({"stores": ["nowhere"]}, 404, "stores.location_unknown"),
    ],
)
def test_what_may_not_be_asked_for_makes_nothing(partner: Any, wish: Any, status: int, code: str) -> None:
    answer = partner.post("/webhooks", WISH | wish)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Webhook.objects.exists()


def test_a_key_of_one_store_is_told_of_that_store_and_sees_no_other_webhook(partner: Any, key_with: Any) -> None:
    elsewhere = partner.post("/webhooks", WISH).json()["id"]
    small = key_with("webhooks.manage", "orders.read", stores=["high-street"])

    assert small.post("/webhooks", WISH).status_code == 403
    own = small.post("/webhooks", WISH | {"stores": ["high-street"]})

    assert own.json()["stores"] == ["high-street"]
    assert [one["id"] for one in small.get("/webhooks").json()["webhooks"]] == [own.json()["id"]]
    assert small.get(f"/webhooks/{elsewhere}").status_code == 404
    assert small.post(f"/webhooks/{elsewhere}/remove").status_code == 404
    assert Webhook.objects.count() == 2


def test_it_is_tried_paused_resumed_changed_and_removed(partner: Any) -> None:
    at = f"/webhooks/{partner.post('/webhooks', WISH).json()['id']}"

    sent = partner.post(f"{at}/test")
    assert sent.status_code == 202
    [delivery] = partner.get(f"{at}/deliveries").json()["deliveries"]
    assert (delivery["id"], delivery["event"]) == (sent.json()["delivery"], "webhooks.WebhookTested")
    assert (delivery["outcome"], delivery["attempts"]) == ("waiting", 0)
    assert partner.post(f"{at}/deliveries/{delivery['id']}/again").status_code == 202
    assert partner.post(f"{at}/deliveries/{delivery['id'] + 1}/again").status_code == 404

    assert partner.post(f"{at}/pause").json()["paused"] == "by_hand"
    assert partner.post(f"{at}/test").json()["code"] == "webhooks.paused"
    assert partner.post(f"{at}/resume").json()["paused"] == ""
    changed = partner.post(at, WISH | {"name": "Another", "events": ["orders.OrderCancelled"]}).json()
    assert (changed["name"], changed["events"]) == ("Another", ["orders.OrderCancelled"])
    assert partner.post(f"{at}/remove").status_code == 200
    assert partner.post(f"{at}/remove").status_code == 404
    assert not Delivery.objects.exists()


def test_the_kinds_of_events_are_listed_with_their_scopes(partner: Any) -> None:
    kinds = {one["name"]: one["scopes"] for one in partner.get("/webhooks/events").json()["events"]}

    assert kinds["orders.OrderPlaced"] == ["orders.read"]
    assert kinds["loyalty.PointsEarned"] == ["customers.read", "loyalty.read"]
    assert not [name for name in kinds if name.startswith(("kernel.", "demo.", "ledger.", "webhooks."))]
