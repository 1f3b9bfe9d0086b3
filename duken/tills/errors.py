"""What tills refuse: only what cannot be a fact of this till. What has happened is never refused."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Conflict, Forbidden, Invalid, Missing


class TillMissing(Missing):
    code = "tills.missing"


class NoTill(Forbidden):
    """The key that asks is no till's."""

    code = "tills.no_till"


class TillCodeTaken(Conflict):
    code = "tills.code_taken"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class EnrolmentCodeWrong(Invalid):
    """There is no such code, it was used, or its time is over: which of these is not told."""

    code = "tills.enrolment_code_wrong"


class TillInUse(Conflict):
    """A device is this till and has not sent everything: a new one would lose what waits there."""

    code = "tills.in_use"

    def __init__(self, unsynced: int) -> None:
        super().__init__(unsynced=unsynced)


class PinTooSimple(Invalid):
    """Four to eight digits, not all the same, not in a row."""

    code = "tills.pin_too_simple"


class CashierMissing(Missing):
    """They do not sell in this shop."""

    code = "tills.cashier_missing"


class BrokenEntry(Invalid):
    """The hash is not that of what it says: it was altered on its way, or before."""

    code = "tills.broken_entry"

    def __init__(self, sequence: int) -> None:
        super().__init__(sequence=sequence)


class Forked(Conflict):
    """This till has another entry in that place, or another one before it: two devices sell as one till."""

    code = "tills.forked"

    def __init__(self, sequence: int) -> None:
        super().__init__(sequence=sequence)


class EntryForeign(Conflict):
    """An entry of this id was recorded by another till, or in another place of this one's journal."""

    code = "tills.entry_foreign"

    def __init__(self, entry: UUID) -> None:
        super().__init__(entry=str(entry))


class EntryUnreadable(Invalid):
    """What it says is nothing this version understands."""

    code = "tills.entry_unreadable"

    def __init__(self, sequence: int, field: str, problem: str) -> None:
        super().__init__(sequence=sequence, field=field[:80], problem=problem[:200])


class ShiftMissing(Missing):
    code = "tills.shift_missing"


class DifferenceMissing(Missing):
    code = "tills.difference_missing"
