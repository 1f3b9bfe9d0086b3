"""What a new device is given of the journal it goes on with: the open shift, so that it can count and close it."""

from __future__ import annotations

from uuid import UUID

from duken.tills.journal import JournalEntry
from duken.tills.models import Entry, Shift

MOST = 2_000  # a busy day; a shift longer than that is closed from the office
_SAID = ("id", "sequence", "kind", "at", "cashier", "named_shift_id", "previous", "body", "hash")


def entries_of_open_shift(till_id: UUID) -> tuple[JournalEntry, ...]:
    """From the one that opened it, in order; none where no shift is open, or it is too long.

    As they are kept: of a gift card's code the last characters.
    """
    turns = Entry.objects.filter(till_id=till_id, kind__in=("shift_opened", "shift_closed")).order_by("-sequence")
    last = turns.values_list("kind", "id", "sequence").first()
    if last is None or last[0] != "shift_opened":
        return ()
    if not Shift.objects.filter(pk=last[1], till_id=till_id, closed_at=None).exists():
        return ()
    rows = Entry.objects.filter(till_id=till_id, sequence__gte=last[2]).order_by("sequence")
    found = [JournalEntry(*row) for row in rows.values_list(*_SAID)[: MOST + 1]]
    return tuple(found) if len(found) <= MOST else ()
