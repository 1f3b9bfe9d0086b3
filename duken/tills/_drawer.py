"""Through whose drawer the money of an entry goes: that of the shift it names, or the next one's where it came late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.stores import reads as stores
from duken.tills.errors import NoTill
from duken.tills.journal import JournalEntry
from duken.tills.models import Shift, Till


class Place(NamedTuple):
    """`shift_id` None: late, and no shift of the drawer is open. Its money waits on accounts named `account_id`."""

    shift_id: UUID | None
    account_id: UUID
    is_late: bool


@dataclass(slots=True)
class Drawer:
    """The till whose journal is recorded, the till whose drawer it uses (mostly itself), both locked."""

    till: Till
    owner: Till
    currency: str
    _open: dict[UUID, bool] = field(default_factory=dict)  # of the shifts looked at
    _current: list[UUID] = field(default_factory=list)  # open ones, oldest first

    @classmethod
    def of_key(cls, key_prefix: str) -> Drawer:
        """Locks both tills to the end of the transaction, by id. Raises NoTill."""
        rows = sql.rows(
            "SELECT id, drawer_of_id FROM tills_till WHERE key_prefix = %s AND key_prefix <> ''",
            [key_prefix],
        )
        if not rows:
            raise NoTill
        till_id, owner_id = rows[0]
        wanted = Till.objects.select_for_update().filter(pk__in={till_id, owner_id or till_id}).order_by("pk")
        found = {till.pk: till for till in wanted}
        till = found[till_id]
        drawer = cls(till, found[owner_id or till_id], stores.channel(till.channel_code).currency)
        drawer.look_again()
        return drawer

    def look_again(self) -> None:
        """Which shifts are open, by the books; also of a handheld that was opened as a till of its own."""
        self._open.clear()
        self._current.clear()
        found = Shift.objects.filter(till__in={self.till, self.owner}, closed_at=None).order_by("opened_at", "pk")
        for shift_id in found.values_list("pk", flat=True):
            self.opened(shift_id)

    def opened(self, shift_id: UUID) -> None:
        self._open[shift_id] = True
        if shift_id not in self._current:
            self._current.append(shift_id)

    def closed(self, shift_id: UUID) -> None:
        self._open[shift_id] = False
        self._current.remove(shift_id)

    def is_open(self, shift_id: UUID | None) -> bool:
        return shift_id is not None and self._open.get(shift_id, False)

    def others_open(self, shift_id: UUID) -> list[UUID]:
        return [each for each in self._current if each != shift_id]

    def places(self, entries: Sequence[JournalEntry]) -> list[Place]:
        """One for each entry. A shift nobody has spoken of yet is written down, to be told by its own till later."""
        self._look_at(entries)
        return [self._place(entry) for entry in entries]

    def _place(self, entry: JournalEntry) -> Place:
        if entry.shift and self._open.get(entry.shift):
            return Place(entry.shift, entry.shift, is_late=False)
        if self._current:
            return Place(self._current[-1], self._current[-1], is_late=True)
        return Place(None, self.owner.pk, is_late=True)

    def _look_at(self, entries: Sequence[JournalEntry]) -> None:
        unknown = {entry.shift: entry for entry in reversed(entries) if entry.shift and entry.shift not in self._open}
        if not unknown:
            return
        known = set(Shift.objects.filter(pk__in=unknown).values_list("pk", flat=True))
        for shift_id, first in unknown.items():
            assert shift_id
            if shift_id in known:  # closed, or of another drawer
                self._open[shift_id] = False
                continue
            Shift.objects.create(
                id=shift_id,
                till=self.owner,
                location_id=self.owner.location_id,
                currency=self.currency,
                opened_at=first.at,
                opened_by="",
                float_minor=0,
                is_announced=False,
            )
            self.opened(shift_id)
