"""A receipt of a till on a phone: behind what is printed on it, and nothing of who bought."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import ids
from duken.kernel.actor import system
from duken.tills.journal import JournalEntry
from duken.tills.settings import settings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def device(make: Any) -> Any:
    make.selling("TEA", stock=10)
    device = make.device("A1")
    device.opens()
    return device


def link(entry: JournalEntry) -> str:
    return f"/receipt/{entry.body['number']}/{entry.hash[:32]}/"


def back(device: Any, line: dict[str, Any], quantity: int) -> JournalEntry:
    """So many of a line brought back, for cash."""
    amount = line["total_minor"] * quantity // line["quantity"]
    returned = {
        "order_line": line["id"], "variant": line["variant"], "sku": "TEA", "title": "Green tea", "quantity": quantity,
        "unit": "pcs", "per": 1, "amount_minor": amount, "condition": "good", "restock": True, "reason": "Not liked",
        "approved_by": None,
    }  # fmt: skip
    tender = {"id": str(ids.new_id()), "method": "cash", "amount_minor": -amount, "reference": ""}
    said = {"returned": [returned], "returned_minor": amount, "net_minor": -amount, "tenders": [tender]}
    written: JournalEntry = device.sells(body=said | {"change_minor": amount})
    return written


def test_a_receipt_is_read_behind_its_link_without_a_word_of_who_bought(make: Any, device: Any, client: Client) -> None:
    [known] = recognise_customers([Contact(name="Regular", phone="+447700900001")], by=system("tests"))
    line = device.line(make.variant("TEA"), 2)
    entry = device.sells(line, body={"customer": str(known)})
    device.send()

    answer = client.get(link(entry))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Receipt A1-1" in page
    assert ("2 × £4.99" in page, "£9.98" in page, "Cash" in page) == (True, True, True)
    assert ("Regular" in page, "7700" in page) == (False, False)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert settings_of(device.by).receipt.address.endswith("/receipt/")


def test_what_has_not_come_and_what_is_guessed_say_the_same(make: Any, device: Any, client: Client) -> None:
    entry = device.sells(device.line(make.variant("TEA")))
    before = client.get(link(entry))
    device.send()
    guessed = client.get(f"/receipt/A1-1/{'0' * 32}/")
    cut = client.get(f"/receipt/A1-1/{entry.hash[:31]}/")

    assert [answer.status_code for answer in (before, guessed, cut)] == [404, 404, 404]
    assert "This receipt is not here yet" in before.content.decode()
    assert "£4.99" not in guessed.content.decode() + cut.content.decode()
    assert client.get(link(entry)).status_code == 200


def test_whoever_guesses_waits_and_whoever_holds_the_paper_does_not(make: Any, device: Any, client: Client) -> None:
    entry = device.sells(device.line(make.variant("TEA")))
    device.send()

    answers = [client.get(f"/receipt/A1-1/{number:032x}/").status_code for number in range(21)]

    assert answers == [404] * 20 + [429]
    assert client.get(link(entry)).status_code == 200


def test_what_came_back_is_said_part_or_all(make: Any, device: Any, client: Client) -> None:
    line = device.line(make.variant("TEA"), 2)
    entry = device.sells(line)
    first = back(device, line, 1)
    device.send()
    part = client.get(link(entry)).content.decode()
    sent = len(device.entries)
    back(device, line, 1)
    device.send(since=sent)

    assert "brought back: 1" in part
    assert "A part of this was brought back. Given back: £4.99." in part
    assert "Everything on this receipt was brought back. Given back: £9.98." in client.get(link(entry)).content.decode()
    own = client.get(link(first)).content.decode()
    assert ("What was brought back" in own, "Green tea" in own, "What was bought" in own) == (True, True, False)
