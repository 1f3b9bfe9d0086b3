"""A shift from its float to its count: the till's figures, the books, and what came late."""

from __future__ import annotations

from typing import Any

import pytest

from duken.config.invariants import look
from duken.ledger.reads import summed
from duken.payments import accounts as money
from duken.tills.models import Difference, Entry, Shift, Till

pytestmark = pytest.mark.django_db


def lies(account: str, shift_or_place: Any) -> int:
    return summed(getattr(money, account)("GBP", shift_or_place))


def test_a_shift_that_is_counted_right_leaves_nothing_on_its_accounts(make: Any) -> None:
    device = make.device("A1")
    shift, place = device.opens(10_000), Till.objects.get().location_id
    device.moves(2_000, "Change money")
    device.moves(-700, "Expense")
    device.closes()

    synced = device.send()

    assert [answer.differences for answer in synced.answers] == [()] * 4
    found = Shift.objects.get()
    assert (found.pk, found.number, found.expected_minor, found.counted_minor, found.late_minor) == (
        shift.id,
        1,
        11_300,
        11_300,
        0,
    )
    assert (lies("shift_cash", shift.id), lies("shift_cards", shift.id)) == (0, 0)
    assert (lies("safe", place), lies("expenses", place), lies("over_short", place)) == (
        -10_000 - 2_000 + 11_300,
        700,
        0,
    )
    assert found.books == found.report | {"late": {}, "others": {}}


@pytest.mark.parametrize(("counted", "missing"), [(9_000, 1_000), (10_250, -250)])
def test_what_is_missing_or_too_much_has_its_own_account(make: Any, counted: int, missing: int) -> None:
    device = make.device("A1", limits={"difference_minor": 500})
    shift, place = device.opens(10_000), Till.objects.get().location_id
    device.closes(counted)

    synced = device.send()

    assert lies("over_short", place) == missing
    assert (lies("shift_cash", shift.id), lies("safe", place)) == (0, counted - 10_000)
    assert synced.answers[1].differences == (("cash",) if missing > 500 else ())
    if missing > 500:
        filed = Difference.objects.get()
        assert (filed.kind, filed.amount_minor, filed.shift_id) == ("cash", -1_000, shift.id)


def test_a_report_that_is_added_up_wrongly_is_told(make: Any) -> None:
    device = make.device("A1")
    device.opens(10_000)
    device.moves(500, "Change money")
    device.closes(10_500, cash_in_minor=300, expected_minor=10_300)

    device.send()

    filed = Difference.objects.get()
    assert (filed.kind, filed.amount_minor) == ("report", -200)
    assert filed.facts == {"till_and_books": {"cash_in_minor": [300, 500], "expected_minor": [10_300, 10_500]}}
    assert Shift.objects.get().expected_minor == 10_500


def test_reports_are_numbered_without_gaps(make: Any) -> None:
    device = make.device("A1")
    for _ in range(2):
        device.opens()
        device.closes()
    device.counts["reports"] = 5
    device.opens()
    device.closes()

    synced = device.send()

    assert [answer.differences for answer in synced.answers[1::2]] == [(), (), ("sequence",)]
    assert Difference.objects.get().facts == {"report": 6, "expected": 3}
    assert Till.objects.get().reports == 6


def test_what_comes_after_the_count_is_booked_in_the_next_shift_as_late(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    first = counter.opens(10_000)
    counter.closes()
    second = counter.opens(5_000)
    counter.send()
    handheld.moves(300, "Change money", shift=first.id)

    handheld.send()
    counter.closes(5_300)
    synced = counter.send(since=3)

    late = Entry.objects.get(till_id=handheld.till_id)
    assert (late.named_shift_id, late.booked_shift_id, late.is_late) == (first.id, second.id, True)
    assert synced.answers[0].differences == ()
    found = Shift.objects.get(pk=second.id)
    assert (found.expected_minor, found.late_minor, found.books["late"]) == (5_300, 300, {"cash": 300})
    assert found.report["expected_minor"] == 5_000
    assert [lies("shift_cash", shift.id) for shift in (first, second)] == [0, 0]


def test_late_while_no_shift_is_open_waits_for_the_next_one(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    first = counter.opens(10_000)
    counter.closes()
    counter.send()
    handheld.moves(300, "Change money", shift=first.id)

    handheld.send()

    assert Entry.objects.get(till_id=handheld.till_id).booked_shift_id is None
    assert lies("shift_cash", counter.till_id) == 300
    second = counter.opens(5_000)
    counter.send(since=2)
    assert Entry.objects.get(till_id=handheld.till_id).booked_shift_id == second.id
    assert (lies("shift_cash", counter.till_id), lies("shift_cash", second.id)) == (0, 5_300)


def test_a_handheld_in_time_is_no_part_of_the_counters_own_report(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    shift = counter.opens(10_000)
    counter.send()
    handheld.moves(300, "Change money", shift=shift.id)
    handheld.send()
    counter.closes(10_300)

    synced = counter.send(since=1)

    assert synced.answers[0].differences == ()
    found = Shift.objects.get()
    assert (found.expected_minor, found.late_minor, found.books["others"]) == (10_300, 0, {"cash": 300})
    assert lies("shift_cash", shift.id) == 0


def test_a_handheld_that_opens_a_shift_of_its_own_closes_it_too(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    handheld.moves(100, "Change money")
    handheld.send()
    shift = handheld.opens(1_000)
    handheld.send(since=1)
    handheld.moves(300, "Change money")
    handheld.send(since=2)
    handheld.closes(1_300)

    synced = handheld.send(since=3)

    assert synced.answers[0].differences == ()
    found = Shift.objects.get(pk=shift.id)
    assert (found.till_id, found.expected_minor, found.late_minor) == (handheld.till_id, 1_300, 0)
    assert (lies("shift_cash", shift.id), lies("shift_cash", counter.till_id)) == (0, 100)
    assert [breach for _, looked, _ in look() for breach in looked.breaches] == []


def test_a_shift_is_closed_once(make: Any) -> None:
    device = make.device("A1")
    shift = device.opens(10_000)
    device.closes()
    device.shift = shift.id
    device.closes()

    synced = device.send()

    assert [answer.differences for answer in synced.answers] == [(), (), ("shift",)]
    assert Difference.objects.get().facts == {"closed_before": str(shift.id)}
    assert lies("shift_cash", shift.id) == 0


def test_a_drawer_opened_without_a_sale_is_written_down(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.writes("drawer_opened", {"reason": "Count"})

    assert [answer.result for answer in device.send().answers] == ["recorded", "recorded"]
