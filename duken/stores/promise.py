"""Promises a shop may give from its own hours: when a basket is ready, when a parcel arrives. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from duken.stores import hours as opening
from duken.stores.hours import HORIZON_DAYS, Hours
from duken.stores.places import LocationRead, ZoneRead


def ready_by(location: LocationRead, at: datetime) -> datetime | None:
    """`at` plus the location's preparation minutes, counted only while it is open (UTC).

    None if it does not open long enough within HORIZON_DAYS: then it may promise nothing.
    """
    return opening.add_open_minutes(location.hours, at, location.pickup_ready_minutes)


def delivery_dates(zone: ZoneRead, sender: LocationRead, at: datetime) -> tuple[date, date] | None:
    """First and last day of arrival, in days after the parcel leaves; closed days of the sender do not count.

    It leaves today while the sender is still to be open today and the zone's cut-off has not passed,
    else on the next open day. None if there are not enough open days in sight.
    """
    leaves_on = _leaving_day(zone, sender.hours, at)
    if leaves_on is None:
        return None
    days = [day for day, _ in zip(_working_days(sender.hours, leaves_on), range(zone.days_max + 1), strict=False)]
    return (days[zone.days_min], days[zone.days_max]) if len(days) > zone.days_max else None


def _leaving_day(zone: ZoneRead, sender: Hours, at: datetime) -> date | None:
    today = opening.local_date(sender, at)
    local_time = at.astimezone(opening.zone(sender.timezone)).time()
    is_too_late = zone.cut_off is not None and local_time >= zone.cut_off
    has_time_left = any(closes > at for _, closes in opening.spans_on(sender, today))
    if has_time_left and not is_too_late:
        return today
    return next(_working_days(sender, today + timedelta(days=1)), None)


def _working_days(sender: Hours, first: date) -> Iterator[date]:
    for offset in range(2 * HORIZON_DAYS):
        day = first + timedelta(days=offset)
        if sender.on(day):
            yield day
