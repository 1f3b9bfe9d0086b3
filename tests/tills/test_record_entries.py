"""What a till wrote down is recorded once, in order, whatever happened on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from duken.kernel import ids
from duken.kernel.actor import ScopeMissing, system, with_scopes
from duken.tills.errors import NoTill
from duken.tills.journal import hash_of
from duken.tills.models import Difference, Entry, Shift, Till
from duken.tills.record_entries import record_entries

pytestmark = pytest.mark.django_db


def results(synced: Any) -> list[str]:
    return [answer.result for answer in synced.answers]


def test_entries_are_recorded_in_order_and_the_till_is_told_what_comes_next(make: Any) -> None:
    device = make.device("A1")
    device.opens(10_000)
    device.moves(-500, "expense")

    synced = device.send()

    assert results(synced) == ["recorded", "recorded"]
    assert (synced.next_sequence, synced.head) == (3, device.entries[1].hash)
    assert list(Entry.objects.order_by("sequence").values_list("sequence", "kind", "hash")) == [
        (1, "shift_opened", device.entries[0].hash),
        (2, "cash_moved", device.entries[1].hash),
    ]
    assert Till.objects.get().sequence == 2


def test_what_is_sent_again_is_repeated_and_moves_nothing(make: Any) -> None:
    device = make.device("A1")
    device.opens(10_000)
    device.moves(-500, "expense")
    device.send()
    device.moves(300)

    synced = device.send()

    assert results(synced) == ["repeated", "repeated", "recorded"]
    assert Entry.objects.count() == 3
    assert make.lies_in_drawer(device) == 10_000 - 500 + 300


def test_a_batch_whose_answer_was_lost_is_told_to_be_known(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    first = device.send()

    assert device.send() == replace(first, answers=(replace(first.answers[0], result="repeated"),))


def test_an_altered_entry_is_refused_and_the_rest_waits(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.moves(-500, "expense")
    device.moves(700)
    device.entries[1] = replace(device.entries[1], body=device.entries[1].body | {"amount_minor": -5})

    synced = device.send()

    assert [(answer.result, answer.problem) for answer in synced.answers] == [
        ("recorded", ""),
        ("refused", "tills.broken_entry"),
        ("waiting", ""),
    ]
    assert synced.next_sequence == 2
    assert make.lies_in_drawer(device) == 10_000


def test_a_fork_is_refused_also_where_nothing_else_is_new(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.moves(-500, "expense")
    device.send()
    other = replace(device.entries[1], body=device.entries[1].body | {"amount_minor": -9})
    other = replace(other, hash=hash_of(other))

    synced = record_entries([other], by=device.by)

    assert [(answer.result, answer.problem) for answer in synced.answers] == [("refused", "tills.forked")]
    assert make.lies_in_drawer(device) == 9_500


def test_an_entry_that_follows_another_one_is_a_fork(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.send()
    device.entries[0] = replace(device.entries[0], hash="0" * 64)
    device.moves(100)

    synced = device.send(since=1)

    assert [(answer.result, answer.problem) for answer in synced.answers] == [("refused", "tills.forked")]


def test_an_entry_of_another_till_is_refused(make: Any) -> None:
    one, other = make.device("A1"), make.device("B1")
    one.opens()
    one.send()
    stolen = one.entries[0]

    synced = record_entries([stolen], by=other.by)

    assert [(answer.result, answer.problem) for answer in synced.answers] == [("refused", "tills.entry_foreign")]
    assert Entry.objects.count() == 1


def test_what_comes_before_its_turn_waits(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.moves(100)

    synced = device.send(since=1)

    assert results(synced) == ["waiting"]
    assert (synced.next_sequence, synced.head) == (1, "")
    assert not Entry.objects.exists()


def test_a_server_restored_from_an_older_backup_gets_the_rest_again(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.send()
    backup = transaction.savepoint()
    device.moves(100)
    device.moves(200)
    assert device.send(since=1).next_sequence == 4
    transaction.savepoint_rollback(backup)

    asked = record_entries([], by=device.by)
    assert (asked.next_sequence, asked.head) == (2, device.entries[0].hash)
    again = device.send(since=asked.next_sequence - 1)

    assert (results(again), again.next_sequence) == (["recorded", "recorded"], 4)
    assert make.lies_in_drawer(device) == 10_300


def test_a_body_that_is_none_is_refused_and_what_stood_before_it_is_recorded(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.moves(100)
    device.writes("cash_moved", {"amount_minor": "much", "reason": "change"})
    device.moves(200)

    synced = device.send()

    assert [(answer.result, answer.problem) for answer in synced.answers] == [
        ("recorded", ""),
        ("recorded", ""),
        ("refused", "tills.entry_unreadable"),
        ("waiting", ""),
    ]
    assert make.lies_in_drawer(device) == 10_100


def test_a_kind_nobody_knows_is_refused(make: Any) -> None:
    device = make.device("A1")
    device.writes("danced", {})

    assert device.send().answers[0].problem == "tills.entry_unreadable"


@pytest.mark.parametrize("much", [1.5, 2**53, {"a": [1.0]}, "\ud800"])
def test_what_two_languages_write_differently_is_no_entry(make: Any, much: Any) -> None:
    device = make.device("A1")
    device.opens()
    whole = device.moves(100)
    device.entries[1] = replace(whole, body=whole.body | {"note": much})

    assert device.send().answers[1].problem == "tills.broken_entry"


def test_only_a_till_has_a_journal(make: Any) -> None:
    device = make.device("A1")
    device.opens()

    for nobody, refusal in (
        (with_scopes("key:duk_other123", "till", ["tills.sell"]), NoTill),
        (system("tests"), NoTill),
        (with_scopes(device.by.id, "till", ["orders.place"]), ScopeMissing),
    ):
        with pytest.raises(refusal):
            record_entries(device.entries, by=nobody)
    assert not Entry.objects.exists()


def test_a_recorded_entry_is_never_changed(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.send()

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(body={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.get().body == {"float_minor": 10_000, "counted": {}}


def test_two_shifts_open_at_once_are_told(make: Any) -> None:
    device = make.device("A1")
    first = device.opens()
    device.opens()

    synced = device.send()

    assert [answer.differences for answer in synced.answers] == [(), ("shift",)]
    assert Difference.objects.get().facts == {"still_open": [str(first.id)]}
    assert Shift.objects.filter(closed_at=None).count() == 2


def test_an_unknown_shift_is_written_down_and_told_by_its_own_till_later(make: Any) -> None:
    counter = make.device("A1")
    handheld = make.device("H1", drawer_of=counter.till_id)
    opened = counter.opens(5_000)
    handheld.moves(300, shift=opened.id)

    assert results(handheld.send()) == ["recorded"]
    assert results(counter.send()) == ["recorded"]

    shift = Shift.objects.get()
    assert (shift.pk, shift.till_id, shift.is_announced, shift.float_minor) == (opened.id, counter.till_id, True, 5_000)
    assert make.lies_in_drawer(counter) == 5_300


def test_ids_that_are_somebodys_are_told_before_anything_is_written(make: Any) -> None:
    device = make.device("A1")
    device.opens()
    device.writes("drawer_opened", {"reason": "count"}, id=device.entries[0].id)

    synced = device.send()

    assert [answer.problem for answer in synced.answers] == ["", "tills.entry_foreign"]
    assert ids.show("shf", device.entries[0].id)
