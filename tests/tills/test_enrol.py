"""A device becomes a till by a code, once; its key opens what a till needs in its shop and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.access.attempts import TooManyAttempts
from duken.access.errors import KeyRefused
from duken.access.keys import actor_for_key
from duken.kernel import clock
from duken.kernel.actor import Actor, StoreForbidden, system
from duken.tills.close_left_shift import close_left_shift
from duken.tills.enrol_till import Enrolled, enrol_till, make_enrolment_code
from duken.tills.errors import EnrolmentCodeWrong, TillInUse, TillMissing
from duken.tills.models import EnrolmentCode, Till
from duken.tills.revoke_till import revoke_till

pytestmark = pytest.mark.django_db
BY = system("tests")


def manager_of(store: UUID) -> Actor:
    return Actor("staff:tests", "office", frozenset({"tills.manage"}), frozenset({store}))


def test_a_device_with_the_code_is_the_till_in_its_own_shop_only(make: Any) -> None:
    till = make.till("A1")
    other = make.shop("soho")
    code = make_enrolment_code(till, by=BY).code

    enrolled = enrol_till(code.lower().replace("-", " "), device_name="Tablet", address="here")

    by = actor_for_key(enrolled.key)
    assert (enrolled.till_id, enrolled.code, enrolled.sequence, enrolled.head) == (till, "A1", 0, "")
    assert by.may("tills.sell", store=Till.objects.get(pk=till).location_id)
    with pytest.raises(StoreForbidden):
        by.require("tills.sell", store=other.id)
    assert not {"tills.manage", "payments.refund", "pricing.write", "customers.export"} & by.scopes


def test_a_code_opens_once(make: Any) -> None:
    till = make.till("A1")
    code = make_enrolment_code(till, by=BY).code
    first = enrol_till(code, device_name="Tablet", address="here")

    with pytest.raises(EnrolmentCodeWrong):
        enrol_till(code, device_name="Another", address="here")

    assert Till.objects.get(pk=till).device_name == "Tablet"
    assert actor_for_key(first.key).channel == "till"


def test_a_code_ends_after_a_quarter_of_an_hour(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    till = make.till("A1")
    code = make_enrolment_code(till, by=BY).code
    EnrolmentCode.objects.update(ends_at=clock.now() - timedelta(seconds=1))

    with pytest.raises(EnrolmentCodeWrong):
        enrol_till(code, device_name="Tablet", address="here")

    assert Till.objects.get(pk=till).key_prefix == ""


def test_only_the_last_code_of_a_till_works(make: Any) -> None:
    till = make.till("A1")
    before, last = make_enrolment_code(till, by=BY).code, make_enrolment_code(till, by=BY).code

    with pytest.raises(EnrolmentCodeWrong):
        enrol_till(before, device_name="Tablet", address="here")

    assert enrol_till(last, device_name="Tablet", address="here").till_id == till


def test_the_code_itself_is_kept_nowhere(make: Any) -> None:
    code = make_enrolment_code(make.till("A1"), by=BY).code

    kept = str(list(EnrolmentCode.objects.values()))

    assert code not in kept
    assert code.replace("-", "") not in kept


def test_who_guesses_codes_waits(make: Any) -> None:
    code = make_enrolment_code(make.till("A1"), by=BY).code
    for guess in range(10):
        with pytest.raises(EnrolmentCodeWrong):
            enrol_till(f"GUESS{guess:03d}", device_name="Thief", address="there")

    with pytest.raises(TooManyAttempts):
        enrol_till(code, device_name="Thief", address="there")

    assert enrol_till(code, device_name="Tablet", address="here").code == "A1"


def test_a_till_in_use_gets_no_second_device_until_it_is_revoked(make: Any) -> None:
    enrolled, _ = make.enrolled("A1")
    Till.objects.update(unsynced=7, sequence=5, head="abc", receipts=3, reports=1)
    with pytest.raises(TillInUse) as refused:
        make_enrolment_code(enrolled.till_id, by=BY)
    assert refused.value.facts == {"unsynced": 7}

    assert revoke_till(enrolled.till_id, by=BY)
    assert not revoke_till(enrolled.till_id, by=BY)

    with pytest.raises(KeyRefused):
        actor_for_key(enrolled.key)
    again = enrol_till(make_enrolment_code(enrolled.till_id, by=BY).code, device_name="New", address="here")
    assert (again.sequence, again.head, again.receipts, again.reports) == (5, "abc", 3, 1)


def replaced(till: UUID) -> Enrolled:
    assert revoke_till(till, by=BY)
    return enrol_till(make_enrolment_code(till, by=BY).code, device_name="New", address="here")


def test_a_device_that_replaces_another_closes_the_shift_that_is_open(make: Any) -> None:
    device = make.device("A1")
    device.opens(5_000)
    device.closes()
    device.opens(10_000)
    device.moves(-500, "Expense")
    device.send()

    enrolled = replaced(device.till_id)

    assert enrolled.entries == tuple(device.entries[2:])
    successor = make.journal("A1")
    successor.entries, successor.shift, successor.counts = device.entries, device.shift, device.counts
    successor.closes(9_500)
    assert successor.send(since=4).answers[0].differences == ()


def test_a_shift_that_is_closed_or_was_counted_from_the_office_is_nobodys_to_take_over(make: Any) -> None:
    device = make.device("A1")
    assert replaced(device.till_id).entries == ()
    device = make.journal("A1")
    shift = device.opens()
    device.send()
    close_left_shift(shift.id, counted_minor=10_000, by=BY)

    assert replaced(device.till_id).entries == ()


def test_a_till_of_another_shop_is_not_there(make: Any) -> None:
    till = make.till("A1")
    elsewhere = manager_of(make.shop("soho").id)

    for act in (make_enrolment_code, revoke_till):
        with pytest.raises(TillMissing):
            act(till, by=elsewhere)

    assert EnrolmentCode.objects.count() == 0
