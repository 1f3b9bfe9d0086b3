"""Opening hours: pure arithmetic on a weekly table, special days and a time zone.

Spans are made in local time and compared in UTC, so the night the clocks change is as long as it really is:
an hour that comes twice opens at the first and closes at the second; an hour that is skipped is read as the
one after it. A span may pass midnight ("18:00"-"02:00"). An empty weekly table means always open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from duken.stores.errors import BadOpeningHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_DAYS = 60  # a place shut for longer than this promises nothing
_MIDNIGHT_AFTER = 24 * 60

Span = tuple[int, int]  # minutes after local midnight; the end may lie in the next day


@dataclass(frozen=True, slots=True)
class Hours:
    timezone: str = "UTC"
    weekly: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    special: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Span, ...]:
        if day in self.special:
            return self.special[day]
        if not self.weekly:
            return ((0, _MIDNIGHT_AFTER),)
        return self.weekly.get(DAYS[day.weekday()], ())


def read_hours(timezone: str, weekly: Mapping[str, object], special_days: Mapping[str, object]) -> Hours:
    """The stored JSON as Hours; raises BadOpeningHours naming what cannot be read."""
    zone(timezone)
    for day in weekly:
        if day not in DAYS:
            raise BadOpeningHours("day", day)
    return Hours(
        timezone,
        {day: _spans(spans) for day, spans in weekly.items()},
        {_date(day): _spans(spans) for day, spans in special_days.items()},
    )


def is_open(hours: Hours, at: datetime) -> bool:
    return any(opens <= at < closes for opens, closes in _spans_from(hours, at))


def next_open(hours: Hours, at: datetime) -> datetime | None:
    """`at` itself if open then; None if it does not open within HORIZON_DAYS."""
    return next((max(opens, at) for opens, _ in _spans_from(hours, at)), None)


def closes_at(hours: Hours, at: datetime) -> datetime | None:
    """When the present open span ends; None if closed at `at`."""
    return next((closes for opens, closes in _spans_from(hours, at) if opens <= at), None)


def add_open_minutes(hours: Hours, at: datetime, minutes: int) -> datetime | None:
    """The moment when the place has been open for `minutes` after `at`; None if not within HORIZON_DAYS."""
    left = timedelta(minutes=minutes)
    for opens, closes in _spans_from(hours, at):
        start = max(opens, at)
        if start + left <= closes:
            return start + left
        left -= closes - start
    return None


def business_day(hours: Hours, at: datetime) -> date:
    """The day a sale belongs to: the local date, or the day before while that evening is still open."""
    today = local_date(hours, at)
    yesterday = today - timedelta(days=1)
    if any(opens <= at < closes for opens, closes in spans_on(hours, yesterday)):
        return yesterday
    return today


def local_date(hours: Hours, at: datetime) -> date:
    return local_time(hours, at).date()


def local_time(hours: Hours, at: datetime) -> datetime:
    """The same moment on the clock of the place."""
    return at.astimezone(zone(hours.timezone))


def spans_on(hours: Hours, day: date) -> list[tuple[datetime, datetime]]:
    """The open spans that begin on a local day, in UTC, earliest first."""
    return _spans_in_utc(hours.timezone, hours.on(day), day)


@lru_cache(maxsize=4096)  # the same few days of a few shops are asked for by every page
def _spans_in_utc(timezone: str, spans: tuple[Span, ...], day: date) -> list[tuple[datetime, datetime]]:
    made = [(_moment(timezone, day, opens, fold=0), _moment(timezone, day, closes, fold=1)) for opens, closes in spans]
    return sorted((opens, closes) for opens, closes in made if opens < closes)


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadOpeningHours("timezone", name) from None


def _spans_from(hours: Hours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every open span that ends after `at`, in order, from last evening's up to the horizon.

    Spans that overlap (a late evening and an early morning) are handed out without the shared part.
    """
    yesterday = local_date(hours, at) - timedelta(days=1)
    reached = datetime.min.replace(tzinfo=UTC)
    for offset in range(HORIZON_DAYS + 1):
        for opens, closes in spans_on(hours, yesterday + timedelta(days=offset)):
            if closes > max(at, reached):
                yield max(opens, reached), closes
                reached = closes


def _moment(timezone: str, day: date, minutes: int, *, fold: int) -> datetime:
    days, rest = divmod(minutes, _MIDNIGHT_AFTER)
    local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60, fold=fold), zone(timezone))
    if fold and not _is_doubled(local):
        local = local.replace(fold=0)
    return local.astimezone(UTC)


def _is_doubled(local: datetime) -> bool:
    """Whether this wall-clock time comes twice (clocks put back), rather than never (put forward)."""
    return _offset(local, 0) > _offset(local, 1)


def _offset(local: datetime, fold: int) -> timedelta:
    offset = local.replace(fold=fold).utcoffset()
    assert offset is not None
    return offset


def _spans(given: object) -> tuple[Span, ...]:
    if not isinstance(given, (list, tuple)):
        raise BadOpeningHours("spans", given)
    return tuple(sorted(_span(span) for span in given))


def _span(given: object) -> Span:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        raise BadOpeningHours("span", given)
    opens, closes = _minutes(given[0]), _minutes(given[1])
    if opens >= _MIDNIGHT_AFTER:
        raise BadOpeningHours("span", given)
    return opens, closes if closes > opens else closes + _MIDNIGHT_AFTER


def _minutes(given: object) -> int:
    hour, colon, minute = str(given).partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(minute) < 60):
        raise BadOpeningHours("time", given)
    minutes = int(hour) * 60 + int(minute)
    if minutes > _MIDNIGHT_AFTER:
        raise BadOpeningHours("time", given)
    return minutes


def _date(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadOpeningHours("date", given) from None
