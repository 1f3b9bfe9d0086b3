"""Close a shift from the office: its device is lost, broken or another one now, and somebody has counted the drawer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.access import audit
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField
from duken.tills._count import books_of, close_books
from duken.tills.errors import ShiftMissing
from duken.tills.events import ShiftClosed
from duken.tills.models import Shift, Till

MOST_MINOR = 10**13
MOST_LETTERS = 200


def close_left_shift(shift_id: UUID, *, counted_minor: int, note: str = "", by: Actor) -> bool:
    """As a till's own count does. It has no Z report of its till. False when it was closed before.

    What the device sends afterwards is late, and in the next shift. Raises ShiftMissing, InvalidField.
    """
    by.require("tills.settle")
    if not 0 <= counted_minor <= MOST_MINOR:
        raise InvalidField("counted_minor", "out_of_range", counted_minor)
    if len(note) > MOST_LETTERS:
        raise InvalidField("note", "too_long", MOST_LETTERS)
    refuse_card_number("note", note)
    with transaction.atomic():
        shift = Shift.objects.filter(pk=shift_id).first()
        if shift is None or not by.may("tills.settle", store=shift.location_id):
            raise ShiftMissing
        Till.objects.select_for_update().get(
            pk=shift.till_id
        )  # its entries are recorded before or after, not meanwhile
        shift.refresh_from_db()
        if shift.closed_at is not None:
            return False
        shift.closed_by, shift.note = by.id.removeprefix("staff:"), note
        close_books(
            shift,
            books_of(shift),
            counted_minor=counted_minor,
            key=f"shift_left:{shift_id}",
            at=clock.now(),
            by=by,
        )
        assert shift.expected_minor is not None
        counted = Money(counted_minor, shift.currency)
        difference = Money(counted_minor - shift.expected_minor, shift.currency)
        record(ShiftClosed(shift.pk, shift.till_id, shift.location_id, counted, difference), by=by)
        audit.write("tills.settle", f"shift:{shift_id}", facts={"counted_minor": counted_minor}, by=by)
    return True
