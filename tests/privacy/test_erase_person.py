"""A person who went through everything is erased: nobody finds them any more, and the books have not moved."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from duken.access.models import AuditEntry
from duken.config import invariants
from duken.conversations.models import Message
from duken.conversations.send import send_message
from duken.customers.consents.models import Consent
from duken.customers.errors import PersonErased
from duken.customers.save_customers import CustomerDraft, SavedCustomer, save_customers
from duken.kernel import sql
from duken.kernel.actor import Actor, ScopeMissing, system, with_scopes
from duken.privacy import register
from duken.privacy.erase_person import erase_person, what_must_end_first
from duken.privacy.errors import StillNeeded
from duken.privacy.models import Erasure
from tests.privacy import canary

BY = system("tests")
BOOKS = """
SELECT (SELECT sum(total_minor) FROM orders_order), (SELECT count(*) FROM orders_line),
       (SELECT sum(amount) FROM ledger_transfer), (SELECT count(*) FROM returns_return)
"""


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    settings.FILES = tmp_path / "files"
    settings.BACKUPS = tmp_path / "backups"
    return tmp_path


def test_nothing_is_left_of_a_person_who_went_through_everything(
    make: Any, api: Any, files: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hatched = canary.hatch(make, api)
    before = sql.rows(BOOKS)
    tables = {hit.partition(":")[0] for hit in canary.traces_in_tables()}
    assert tables >= {
        "access_user", "account_emailaddress", "carts_cart", "conversations_message",
        "customers_address", "customers_customer", "customers_identity", "customers_mention", "customers_merge",
        "customers_note", "customers_task", "imports_importjob", "orders_change", "orders_order", "privacy_view",
        "session",
    }  # fmt: skip
    assert canary.traces_in_files(files) != []

    done = erase_person(hatched.joined, reason="asked", by=BY)

    assert canary.traces_in_tables() == []
    assert canary.traces_in_files(files) == []
    assert [line for line in caplog.text.splitlines() if canary.TRACES.search(line)] == []
    assert sql.rows(BOOKS) == before
    assert [breach for _, found, _ in invariants.look() for breach in found.breaches] == []
    assert sql.rows("SELECT contact_name FROM orders_order WHERE id = %s", [hatched.bystander.id]) == [
        ("Innocent Bystander",)
    ]
    assert done.touched > 20
    [audited] = AuditEntry.objects.filter(act="customers.erase")
    assert str(hatched.card) in audited.subject
    [entry] = register.read(register.path())
    assert set(entry.customer_ids) == {hatched.card, hatched.joined}
    assert Consent.objects.count() == 2

    assert send_message(Message.objects.get(kind="offer").pk, by=BY) is False
    again = api.post("/orders", {"contact": {}}, key="canary-1")
    assert again.status_code in (409, 410, 422)
    assert erase_person(hatched.card, reason="asked", by=BY).touched >= 0
    assert Erasure.objects.count() == 2


def test_an_erased_person_does_not_come_back_with_a_file_but_by_themselves(make: Any, api: Any, files: Path) -> None:
    hatched = canary.hatch(make, api)
    erase_person(hatched.card, reason="asked", by=BY)

    [refused] = save_customers([CustomerDraft(name="X", phone="07700 955219")], country="GB", by=BY)
    assert isinstance(refused, PersonErased)
    make.recognised = canary.recognise_customers([canary.Known("Back again", canary.PHONE)], by=BY)
    [saved] = save_customers([CustomerDraft(name="X", phone="07700 955219")], country="GB", by=BY)

    assert isinstance(saved, SavedCustomer)
    assert make.recognised != [hatched.card]


def test_who_waits_for_an_order_is_told_which_must_end_first(make: Any, api: Any, files: Path) -> None:
    hatched = canary.hatch(make, api)
    waiting = make.order("TEA", customer_id=hatched.card)
    herself = Actor("customer:x", "web", customer=hatched.card)

    with pytest.raises(StillNeeded) as refused:
        erase_person(hatched.card, reason="asked", by=herself)

    assert refused.value.facts == {"things": [waiting.number]}
    assert what_must_end_first(hatched.card, by=herself) == [waiting.number]
    assert canary.traces_in_tables() != []
    assert Erasure.objects.count() == 0


def test_nobody_erases_a_stranger(make: Any, api: Any, files: Path) -> None:
    hatched = canary.hatch(make, api)
    for stranger in (with_scopes("staff:x", "office", {"customers.write"}), Actor("c", "web", customer=BY.customer)):
        with pytest.raises(ScopeMissing):
            erase_person(hatched.card, reason="asked", by=stranger)

    assert Erasure.objects.count() == 0
