"""Typed filters: each reads its own part of the query string, says what is chosen, and ignores nonsense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.channels import formats
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.fields import decimal
from duken.channels.backoffice.lists.columns import Text
from duken.kernel import clock
from duken.kernel.refusals import InvalidField


class Span(NamedTuple):
    """From and to, either may be open. Of days: from the start of one to the end of another, as moments."""

    since: Any = None
    until: Any = None


@dataclass(frozen=True, slots=True)
class Search:
    code: str = "q"
    label: Text = ""
    hint: Text = ""
    kind: ClassVar[str] = "search"

    def read(self, query: QueryDict, desk: Desk) -> str | None:
        return query.get(self.code, "").strip().replace("\x00", "")[:200] or None

    def said(self, query: QueryDict, desk: Desk) -> str:
        return self.read(query, desk) or ""

    def shown(self, query: QueryDict, desk: Desk) -> dict[str, Any]:
        return {"value": self.said(query, desk)}


Options = Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of some values; with `is_single` one of them."""

    code: str
    label: Text
    options: Callable[[Desk], Options]
    is_single: bool = False
    kind: ClassVar[str] = "choice"

    def read(self, query: QueryDict, desk: Desk) -> tuple[str, ...] | None:
        wanted = query.getlist(self.code)[:100]
        if not any(wanted):
            return None
        known = {value for value, _label in self.options(desk)}
        return tuple(value for value in dict.fromkeys(wanted) if value in known) or None

    def said(self, query: QueryDict, desk: Desk) -> str:
        chosen = self.read(query, desk) or ()
        labels = dict(self.options(desk)) if chosen else {}
        return ", ".join(str(labels[value]) for value in chosen)

    def shown(self, query: QueryDict, desk: Desk) -> dict[str, Any]:
        chosen = self.read(query, desk) or ()
        return {"options": [(value, label, value in chosen) for value, label in self.options(desk)], "chosen": chosen}


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days on the desk's clock."""

    code: str
    label: Text
    kind: ClassVar[str] = "days"

    def read(self, query: QueryDict, desk: Desk) -> Span | None:
        first, last = self._ends(query)
        if not first and not last:
            return None
        zone = ZoneInfo(desk.timezone)
        return Span(
            datetime.combine(first, time(), zone).astimezone(UTC) if first else None,
            datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC) if last else None,
        )

    def said(self, query: QueryDict, desk: Desk) -> str:
        first, last = self._ends(query)
        if first and last:
            return formats.days(first, last, desk.language)
        if first:
            return gettext("from %(day)s") % {"day": formats.day(first, desk.language)}
        return gettext("until %(day)s") % {"day": formats.day(last, desk.language)} if last else ""

    def shown(self, query: QueryDict, desk: Desk) -> dict[str, Any]:
        today = clock.now().astimezone(ZoneInfo(desk.timezone)).date()
        spans = [
            (_("Today"), today, today),
            (_("Yesterday"), today - timedelta(days=1), today - timedelta(days=1)),
            (_("7 days"), today - timedelta(days=6), today),
            (_("30 days"), today - timedelta(days=29), today),
            (_("This year"), today.replace(month=1, day=1), today),
        ]
        first, last = self._ends(query)
        return {"since": first, "until": last, "spans": spans}

    def _ends(self, query: QueryDict) -> tuple[date | None, date | None]:
        return _day(query.get(f"{self.code}_from", "")), _day(query.get(f"{self.code}_to", ""))


@dataclass(frozen=True, slots=True)
class Numbers:
    """A range of numbers, as people write them (12,50 and 12.50)."""

    code: str
    label: Text
    scale: int = 0  # digits after the point that are kept: 2 makes 12.50 into 1250
    kind: ClassVar[str] = "numbers"

    def read(self, query: QueryDict, desk: Desk) -> Span | None:
        least, most = (_decimal(query.get(f"{self.code}_{end}", "")) for end in ("from", "to"))
        if least is None and most is None:
            return None
        return Span(*(None if bound is None else int(bound.scaleb(self.scale)) for bound in (least, most)))

    def said(self, query: QueryDict, desk: Desk) -> str:
        least, most = (_decimal(query.get(f"{self.code}_{end}", "")) for end in ("from", "to"))
        if least is not None and most is not None:
            return f"{formats.number(least, desk.language)} – {formats.number(most, desk.language)}"
        if least is not None:
            return f"≥ {formats.number(least, desk.language)}"
        return f"≤ {formats.number(most, desk.language)}" if most is not None else ""

    def shown(self, query: QueryDict, desk: Desk) -> dict[str, Any]:
        return {"least": query.get(f"{self.code}_from", ""), "most": query.get(f"{self.code}_to", "")}


# Each has `read` (what is asked, or None), `said` (in a few words, or "") and `shown` (what its template needs).
Filter = Search | Choice | Days | Numbers


def stores(code: str = "store") -> Choice:
    """The stores this person may see."""
    return Choice(code, _("Store"), lambda desk: [(place.code, place.called(desk.language)) for place in desk.stores])


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for: the values of its filters by code (absent: not asked), the order, the place."""

    values: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    before: str = ""

    def __getitem__(self, code: str) -> Any:
        return self.values.get(code)

    def span(self, code: str) -> Span:
        found: Span = self.values.get(code) or Span()
        return found

    def one(self, code: str) -> str:
        """The single choice made, or ""."""
        chosen = self.values.get(code) or ("",)
        return str(chosen[0])

    def stores(self, desk: Desk, code: str = "store") -> tuple[Any, ...]:
        """Ids of the chosen stores; those of the desk when a store was chosen for all pages; else none."""
        wanted = self.values.get(code)
        if wanted:
            return tuple(place.id for place in desk.stores if place.code in wanted)
        return (desk.store.id,) if desk.store else ()


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1970 <= found.year <= 2200 else None


def _decimal(text: str) -> Decimal | None:
    try:
        return decimal("", text)
    except InvalidField:
        return None
