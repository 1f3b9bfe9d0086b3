"""A till over HTTP: enrol, know what is needed to sell, send the journal, say how it is."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from duken.channels.api import rates
from duken.kernel import clock
from duken.tills.enrol_till import make_enrolment_code
from duken.tills.journal import write_moment
from duken.tills.models import Entry, Till
from tests.channels.api.conftest import Caller

pytestmark = pytest.mark.django_db


def sent(entry: Any) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "sequence": entry.sequence,
        "kind": entry.kind,
        "at": write_moment(entry.at),
        "cashier": entry.cashier,
        "shift": str(entry.shift) if entry.shift else "",
        "previous": entry.previous,
        "body": entry.body,
        "hash": entry.hash,
    }


@pytest.fixture
def caller() -> Caller:
    rates._buckets.clear()
    return Caller("")


def enrolled(make: Any, caller: Caller, code: str = "A1", **chosen: Any) -> dict[str, Any]:
    till = make.till(code, **chosen)
    told = caller.post("/till/enrol", {"code": make_enrolment_code(till, by=make.by).code, "device_name": "Tablet"})
    assert told.status_code == 200, told.content
    caller.secret = told.json()["key"]
    return told.json()


def test_a_device_is_a_till_by_its_code_alone(make: Any, caller: Caller) -> None:
    told = enrolled(make, caller)

    assert told["till"] == {"id": str(Till.objects.get().pk)}
    assert told["journal"] == {"next_sequence": 1, "head": "", "receipts": 0, "reports": 0, "entries": []}
    assert caller.get("/till/settings").status_code == 200


def test_a_wrong_code_opens_nothing_and_guessing_is_slowed_down(make: Any, caller: Caller) -> None:
    make.till("A1")

    told = [caller.post("/till/enrol", {"code": f"GUESS{number:03d}"}) for number in range(11)]

    assert [answer.status_code for answer in told] == [422] * 10 + [429]
    assert told[0].json()["code"] == "tills.enrolment_code_wrong"
    assert Till.objects.get().key_prefix == ""


def test_settings_tell_what_is_needed_without_a_network(make: Any, caller: Caller) -> None:
    enrolled(make, caller, limits={"return_days": 30}, receipt_header="Duken")
    kim = make.seller("kim@example.com", pin="2580")
    make.seller("ann@example.com")

    told = caller.get("/till/settings").json()

    assert (told["till"]["code"], told["store"]["code"], told["channel"], told["currency"]) == (
        "A1",
        "high-street",
        "till",
        "GBP",
    )
    assert (told["cash_rounding_minor"], told["denominations"][0], told["denominations"][-1]) == (1, 5000, 1)
    assert told["limits"]["return_days"] == 30
    assert told["receipt"] == {
        "header": "Duken",
        "footer": "",
        "width": 48,
        "address": f"{settings.PUBLIC_URL}/receipt/",
    }
    [cashier] = told["cashiers"]
    assert (cashier["id"], cashier["name"], cashier["is_manager"]) == (str(kim), "kim", False)
    pin = hashlib.pbkdf2_hmac("sha256", b"2580", b64decode(cashier["salt"]), cashier["iterations"])
    assert b64decode(cashier["pin"]) == pin


def test_settings_have_another_version_when_something_changed(make: Any, caller: Caller) -> None:
    enrolled(make, caller)
    before = caller.get("/till/settings").json()["version"]
    assert caller.get("/till/settings").json()["version"] == before

    make.seller("kim@example.com", pin="2580")

    assert caller.get("/till/settings").json()["version"] != before


def test_a_journal_is_taken_once_however_often_it_is_sent(make: Any, caller: Caller) -> None:
    enrolled(make, caller)
    device = make.journal("A1")
    entries = [sent(each) for each in (device.opens(), device.moves(-500, "Expense"))]

    first, again = (caller.post("/till/entries", {"entries": entries}, key=None).json() for _ in range(2))

    assert [each["result"] for each in first["answers"]] == ["recorded", "recorded"]
    assert [each["result"] for each in again["answers"]] == ["repeated", "repeated"]
    assert (again["next_sequence"], again["head"]) == (3, entries[1]["hash"])
    assert Entry.objects.count() == 2


def test_with_nothing_to_send_the_server_says_where_it_stands(make: Any, caller: Caller) -> None:
    enrolled(make, caller)

    assert caller.post("/till/entries", {"entries": []}, key=None).json() == {
        "answers": [],
        "next_sequence": 1,
        "head": "",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sequence", 0),
        ("at", "2026-11-22T10:15:00"),
        ("at", "0001-01-01T00:00:00+14:00"),
        ("hash", "abc"),
        ("shift", "1"),
        ("body", []),
        ("more", 1),
        ("kind", "x" * 41),
    ],
)
def test_what_is_no_entry_is_told_where(make: Any, caller: Caller, field: str, value: Any) -> None:
    enrolled(make, caller)
    entry = sent(make.journal("A1").opens()) | {field: value}

    told = caller.post("/till/entries", {"entries": [entry]}, key=None)

    assert (told.status_code, told.json()["code"]) == (422, "api.wrong_body")
    assert not Entry.objects.exists()


def test_other_keys_have_no_journal(make: Any, key_with: Any) -> None:
    make.till("A1")
    other = key_with("tills.sell")

    for told in (
        other.post("/till/entries", {"entries": []}, key=None),
        other.get("/till/settings"),
        other.post("/till/health", _health(), key=None),
    ):
        assert (told.status_code, told.json()["code"]) == (403, "tills.no_till")


def test_how_a_device_is_can_be_seen_in_the_office(make: Any, caller: Caller) -> None:
    enrolled(make, caller)
    version = caller.get("/till/settings").json()["version"]

    told = caller.post("/till/health", _health(unsynced=7, oldest_unsynced_at="2026-11-22T10:15:00Z"), key=None)

    assert told.status_code == 200
    assert (told.json()["next_sequence"], told.json()["head"], told.json()["settings"]) == (1, "", version)
    till = Till.objects.get()
    assert (till.version, till.unsynced, till.is_persisted, till.told_sequence) == ("1.0", 7, True, 9)
    assert till.oldest_unsynced_at == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    assert 3590 <= till.clock_ahead_seconds <= 3610
    assert till.seen_at is not None


def test_a_revoked_device_is_a_till_no_more(make: Any, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from duken.access import keys
    from duken.tills.revoke_till import revoke_till

    enrolled(make, caller)
    revoke_till(Till.objects.get().pk, by=make.by)
    monkeypatch.setattr(keys, "_remembered", {})

    assert caller.get("/till/settings").status_code == 401


def test_a_handheld_is_told_the_shift_of_the_drawer_it_shares(make: Any, caller: Caller) -> None:
    counter = make.device("A1", name="Counter")
    enrolled(make, caller, "H1", drawer_of=counter.till_id)
    before = caller.post("/till/health", _health(), key=None).json()
    counter.opens(5_000)
    counter.send()
    while_open = caller.post("/till/health", _health(), key=None).json()
    counter.closes()
    counter.send(since=1)

    shift = {"id": str(counter.entries[0].id), "opened_at": "2026-11-22T10:15:00Z", "float_minor": 5_000}
    assert before["drawer"] == {"till": "Counter", "shift": None}
    assert while_open["drawer"] == {"till": "Counter", "shift": shift}
    assert caller.post("/till/health", _health(), key=None).json()["drawer"] == before["drawer"]


def test_a_till_with_a_drawer_of_its_own_is_told_of_no_other(make: Any, caller: Caller) -> None:
    enrolled(make, caller)

    assert caller.post("/till/health", _health(), key=None).json()["drawer"] is None


def _health(**said: Any) -> dict[str, Any]:
    ahead = (clock.now() + timedelta(hours=1)).isoformat()
    usual = {"version": "1.0", "unsynced": 0, "last_sequence": 9, "is_persisted": True, "clock": ahead}
    return json.loads(json.dumps(usual | said))
