"""A whole order, from the basket to the counter, with what goes wrong on the way: no name, phone, e-mail, address or
note of anybody is in any line of the log."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready
from duken.kernel import sql

pytestmark = pytest.mark.django_db
PERSONAL = {
    "name": "Zebulon Quartermaine",
    "email": "zebulon@quartermaine.example",
    "phone": "+447700900987",
    "line1": "17 Cinnabar Mews",
    "city": "Ludgershall",
    "postcode": "ZQ9 8XY",
    "note": "ring twice for Zebulon",
}


def test_an_order_leaves_nobody_in_the_log(make: Any, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.LOG_REQUESTS = True
    caplog.set_level(logging.DEBUG)
    make.selling("TEA")
    make.delivery_zone()
    browser = Client(raise_request_exception=False)

    browser.post("/basket/add/", {"variant": str(make.variant("TEA").id), "quantity": "1"})
    browser.get("/checkout/delivery/", {"city": PERSONAL["city"], "postcode": PERSONAL["postcode"]})
    form = PERSONAL | {"key": "k", "method": "pickup", "store": "high-street", "payment": "on_collection"}
    assert browser.post("/checkout/", form | {"phone": "not a phone"}).status_code == 422
    page = browser.get("/checkout/").content.decode()
    total = page.split('name="expected_pickup" value="')[1].split('"')[0]
    placed = browser.post("/checkout/", form | {"expected_pickup": total})
    assert placed.status_code == 302, placed.content
    browser.get(placed["Location"])
    browser.post("/account/sign-in/", {"contact": PERSONAL["email"]})
    browser.get("/search/", {"q": PERSONAL["name"]})
    browser.get(f"/nowhere/{PERSONAL['email']}/")
    [(order_id, code)] = sql.rows("SELECT id, collect_code FROM orders_order")
    work = make.picked(order_id)
    mark_ready(work.id, by=make.by)
    hand_over(work.id, code=code, tender="cash", by=make.by)
    make.work_off()

    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records if _is_logged(record))
    assert "answered" in told
    assert [what for what, text in PERSONAL.items() if text.lower() in told.lower()] == []
    assert code not in told.replace(str(order_id), "")
    assert placed["Location"].strip("/").split("/")[1] not in told


def _is_logged(record: logging.LogRecord) -> bool:
    """What a running shop writes: its own lines from INFO on, others' warnings (config/logs.py)."""
    ours = record.name.startswith("duken")
    return record.levelno >= (logging.INFO if ours else logging.WARNING)
