"""Bugs planted in tills: the journal's chain, shifts, leases, what a person is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unittest import mock
from uuid import UUID

from duken.payments.own import pay_out
from duken.tills import _shifts, _take_runs
from duken.tills._chain import judge
from duken.tills._clock import check_clock
from duken.tills._drawer import Drawer, Place
from duken.tills._lease_places import Places, places_of
from duken.tills._leave import check_leave
from duken.tills._report import besides
from duken.tills._unlike import too_late
from duken.tills._write import _without_codes, file_differences, known_elsewhere
from duken.tills.journal import JournalEntry
from duken.tills.lease_policy import More, Shelf, more_to_lease
from tests.controls.planting import dropped, instead, plant, saying

ENTRIES = "tests/tills/test_record_entries.py"
SHIFTS = "tests/tills/test_shifts.py"
SOLD = "tests/tills/test_sold.py"
LEASES = "tests/tills/test_leases.py"
LEASES_OF_KEPT = "tests/tills/test_leases_of_kept.py"


@plant(f"{ENTRIES}::test_an_altered_entry_is_refused_and_the_rest_waits", because="tills.broken_entry")
def altered_entry_taken() -> Iterator[None]:
    """The hash of an entry is not made again from what it says."""
    with mock.patch.object(JournalEntry, "is_sound", return_value=True):
        yield


@plant(f"{ENTRIES}::test_an_entry_that_follows_another_one_is_a_fork", because="tills.forked")
def any_entry_follows() -> Iterator[None]:
    """The first new entry of a batch need not follow on the last one that was recorded."""
    careful = judge

    def trusting(entries: Sequence[JournalEntry], *, next_sequence: int, head: str, **known: Any) -> Any:
        fresh = [entry.previous for entry in entries if entry.sequence == next_sequence]
        return careful(entries, next_sequence=next_sequence, head=fresh[0] if fresh else head, **known)

    with instead(judge, trusting):
        yield


@plant(f"{ENTRIES}::test_a_fork_is_refused_also_where_nothing_else_is_new", because="tills.forked")
def fork_taken_for_a_repetition() -> Iterator[None]:
    """What is sent again is not compared with what was recorded in its place."""
    careful = judge

    def trusting(entries: Sequence[JournalEntry], *, known: Mapping[int, str], **other: Any) -> Any:
        return careful(entries, known={entry.sequence: entry.hash for entry in entries}, **other)

    with instead(judge, trusting):
        yield


@plant(f"{ENTRIES}::test_an_entry_of_another_till_is_refused", because="tills_entry_pkey")
def entry_recorded_at_two_tills() -> Iterator[None]:
    """Nobody looks whether an id is that of an entry of another till."""
    with instead(known_elsewhere, lambda till_id, entries: set()):
        yield


@plant(f"{ENTRIES}::test_a_recorded_entry_is_never_changed", because="DID NOT RAISE")
def journal_rewritten() -> Iterator[None]:
    """The trigger that refuses to change or delete an entry is gone."""
    dropped("trigger", "tills_entry_append_only", "tills_entry")
    yield


@plant("tests/tills/test_a_day_at_a_till.py::test_a_drawer_holds_one_currency", because="assert ")
def two_currencies_in_a_drawer() -> Iterator[None]:
    """Money of another currency than the drawer's is taken into it."""
    with instead(_take_runs._in_one_currency, lambda run, drawer: None):
        yield


@plant("tests/tills/test_a_day_at_a_till.py::test_the_code_of_a_gift_card_is_not_kept", because="assert ")
def code_of_a_gift_card_kept() -> Iterator[None]:
    """The whole code of a gift card is kept with the receipt it paid."""
    with instead(_without_codes, lambda body: (dict(body), True)):
        yield


@plant(f"{SHIFTS}::test_what_comes_after_the_count_is_booked_in_the_next_shift_as_late", because="assert ")
def late_money_in_a_closed_shift() -> Iterator[None]:
    """What comes after a shift was counted is booked in it all the same."""

    def as_named(self: Drawer, entry: JournalEntry) -> Place:
        return Place(entry.shift, entry.shift or self.owner.pk, is_late=False)

    with mock.patch.object(Drawer, "_place", as_named):
        yield


@plant(f"{SHIFTS}::test_a_handheld_in_time_is_no_part_of_the_counters_own_report", because="assert ")
def handheld_left_out_of_the_books() -> Iterator[None]:
    """What other devices put into a drawer is left out of what the books say of it."""
    with instead(besides, lambda entries: {}):
        yield


@plant(f"{SHIFTS}::test_a_report_that_is_added_up_wrongly_is_told", because="DoesNotExist")
def report_believed() -> Iterator[None]:
    """A Z report and the count are not compared with the books."""
    with instead(_shifts._disagreements, lambda body, own, difference, drawer: []):
        yield


@plant(f"{SHIFTS}::test_a_shift_is_closed_once", because="DoesNotExist")
def difference_kept_quiet() -> Iterator[None]:
    """A difference is told to the device and filed for nobody."""
    with instead(file_differences, lambda *_, **__: None):
        yield


@plant(
    "tests/tills/test_close_left_shift.py::test_a_shift_that_was_closed_before_its_own_till_was_heard_is_not_opened_again",
    because="assert ",
)
def counted_shift_opened_again() -> Iterator[None]:
    """Nobody looks whether the shift that a till opens was closed from the office meanwhile."""
    with saying(r'(SELECT \S+ AS "a" FROM "tills_shift" WHERE )', r"\1false AND "):
        yield


@plant(
    "tests/tills/test_leave.py::test_leave_of_a_manager_of_this_shop_and_of_nobody_else_counts",
    "tests/tills/test_leave.py::test_a_manager_of_another_shop_is_none_here",
    because="approval",
)
def anybody_gives_leave() -> Iterator[None]:
    """Whose leave an entry names is not compared with who manages the shop."""
    with instead(check_leave, lambda entries, outcomes, till: None):
        yield


@plant(
    "tests/tills/test_clock.py::test_a_clock_that_is_ahead_or_goes_back_is_told_and_what_happened_is_recorded",
    because="assert set()",
)
def any_clock_believed() -> Iterator[None]:
    """The moment that an entry tells is not compared with the server's, nor with the entry before."""
    with instead(check_clock, lambda entries, outcomes, **moments: None):
        yield


@plant(f"{SOLD}::test_what_comes_back_too_late_asks_for_leave", because="too_late")
def goods_back_for_ever() -> Iterator[None]:
    """The days in which goods may come back are not counted."""
    with instead(too_late, lambda body, at, bought, limits: []):
        yield


@plant(
    "tests/returns/test_take_back.py::test_cash_for_what_a_gift_card_paid_is_told_and_never_given_twice",
    because="assert (499",
)
def gift_card_given_back_beside_the_cash() -> Iterator[None]:
    """What was given in cash for a gift card's payment stays on the card as well."""
    with instead(pay_out, lambda payment, amount_minor, *, out_of: ()):
        yield


@plant(f"{LEASES}::test_what_is_not_there_is_not_leased_and_nothing_is_refused", because="the shelves were locked")
def lease_beyond_the_shelf() -> Iterator[None]:
    """A till is promised what its basket needs, whether it lies on the shelf or not."""

    def all_of_it(shelf: Shelf) -> More:
        return More(0, max(shelf.wanted - shelf.leased, 0))

    with instead(more_to_lease, all_of_it):
        yield


@plant(f"{LEASES_OF_KEPT}::test_what_goes_back_is_kept_again_and_the_rest_is_everybodys", because="assert Heaps")
def kept_goes_back_to_the_shelf() -> Iterator[None]:
    """What a till has of its channel's own stock everybody may buy once the till gives it back."""
    truly = places_of

    def to_the_shelf(variant_id: UUID, **till: Any) -> Places:
        places = truly(variant_id, **till)
        return places._replace(kept=places.shelf)

    with mock.patch("duken.tills.return_leases.places_of", to_the_shelf):
        yield


@plant(f"{LEASES}::test_all_of_a_till_goes_back_and_nothing_of_another", because="assert ")
def leases_of_every_till_go_back() -> Iterator[None]:
    """Where one till gives its leases back, all tills lose theirs."""
    with saying(r"(ON t\.id = l\.till_id WHERE )l\.till_id = %s", r"\1(l.till_id = %s OR true)"):
        yield
