"""When a place is open: weekly table, special days, midnight and the nights the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from duken.stores.errors import BadOpeningHours
from duken.stores.hours import (
    Hours,
    add_open_minutes,
    business_day,
    closes_at,
    is_open,
    next_open,
    read_hours,
    spans_on,
)

WORKDAYS = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
NIGHTLY = {day: [["18:00", "02:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_shop_is_open_from_its_first_minute_and_shut_at_its_last():
    almaty = read_hours("Asia/Almaty", WORKDAYS, {})

    assert not is_open(almaty, utc("2026-01-05T03:59"))
    assert is_open(almaty, utc("2026-01-05T04:00"))
    assert closes_at(almaty, utc("2026-01-05T04:00")) == utc("2026-01-05T13:00")
    assert not is_open(almaty, utc("2026-01-05T13:00"))


def test_a_special_day_replaces_the_weekly_table():
    hours = read_hours("UTC", WORKDAYS, {"2026-01-01": [], "2026-01-03": [["10:00", "12:00"]]})

    assert next_open(hours, utc("2026-01-01T00:00")) == utc("2026-01-02T09:00")
    assert is_open(hours, utc("2026-01-03T11:00"))


def test_no_table_at_all_means_always_open():
    assert is_open(Hours(), utc("2026-01-01T03:00"))
    assert add_open_minutes(Hours(), utc("2026-01-01T23:30"), 90) == utc("2026-01-02T01:00")


def test_a_place_without_any_open_day_never_opens():
    shut = read_hours("UTC", {"mon": []}, {})

    assert next_open(shut, utc("2026-01-01T00:00")) is None
    assert add_open_minutes(shut, utc("2026-01-01T00:00"), 1) is None


def test_the_hours_after_midnight_belong_to_the_evening_before():
    bar = read_hours("Europe/Belgrade", NIGHTLY, {})

    assert business_day(bar, utc("2026-01-10T00:30")) == date(2026, 1, 9)
    assert business_day(bar, utc("2026-01-10T01:00")) == date(2026, 1, 10)
    assert is_open(bar, utc("2026-01-10T00:59"))


def test_the_business_day_of_a_shop_is_its_local_date():
    assert business_day(read_hours("Asia/Almaty", WORKDAYS, {}), utc("2026-01-09T20:00")) == date(2026, 1, 10)


def test_preparation_runs_only_while_the_shop_is_open():
    hours = read_hours("UTC", WORKDAYS, {})

    assert add_open_minutes(hours, utc("2026-01-05T10:00"), 60) == utc("2026-01-05T11:00")
    assert add_open_minutes(hours, utc("2026-01-09T17:30"), 60) == utc("2026-01-12T09:30")
    assert add_open_minutes(hours, utc("2026-01-09T17:00"), 60) == utc("2026-01-09T18:00")


def test_a_lunch_break_is_not_counted():
    hours = read_hours("UTC", {"mon": [["14:00", "18:00"], ["09:00", "13:00"]]}, {})

    assert add_open_minutes(hours, utc("2026-01-05T12:30"), 60) == utc("2026-01-05T14:30")


def test_overlapping_spans_are_counted_once():
    hours = read_hours("UTC", {"mon": [["09:00", "13:00"], ["12:00", "15:00"]]}, {})

    assert add_open_minutes(hours, utc("2026-01-05T12:30"), 120) == utc("2026-01-05T14:30")


@pytest.mark.parametrize(
    ("day", "hours_long"),
    [("2026-03-28", 8), ("2026-03-29", 8), ("2026-10-24", 8), ("2026-10-25", 8)],
)
def test_a_normal_evening_around_the_change_of_clocks_is_as_long_as_ever(day, hours_long):
    weekend = read_hours("Europe/London", {"sat": [["12:00", "20:00"]], "sun": [["12:00", "20:00"]]}, {})

    [(opens, closes)] = spans_on(weekend, date.fromisoformat(day))

    assert (closes - opens).total_seconds() == hours_long * 3600


def test_the_night_the_clocks_go_forward_is_an_hour_shorter():
    bar = read_hours("Europe/London", {"sat": [["22:00", "03:00"]]}, {})

    assert spans_on(bar, date(2026, 3, 28)) == [(utc("2026-03-28T22:00"), utc("2026-03-29T02:00"))]
    assert add_open_minutes(bar, utc("2026-03-28T22:00"), 240) == utc("2026-03-29T02:00")


def test_the_night_the_clocks_go_back_is_an_hour_longer():
    bar = read_hours("Europe/London", {"sat": [["22:00", "03:00"]]}, {})

    assert spans_on(bar, date(2026, 10, 24)) == [(utc("2026-10-24T21:00"), utc("2026-10-25T03:00"))]


def test_an_hour_that_comes_twice_opens_at_the_first_and_closes_at_the_second():
    hours = read_hours("Europe/London", {"sun": [["01:30", "09:00"]], "sat": [["20:00", "01:30"]]}, {})

    assert spans_on(hours, date(2026, 10, 25))[0][0] == utc("2026-10-25T00:30")
    assert spans_on(hours, date(2026, 10, 24))[0][1] == utc("2026-10-25T01:30")


def test_an_hour_that_is_skipped_is_read_as_the_one_after_it():
    hours = read_hours("Europe/London", {"sun": [["01:30", "09:00"]]}, {})

    assert spans_on(hours, date(2026, 3, 29)) == [(utc("2026-03-29T01:30"), utc("2026-03-29T08:00"))]


@pytest.mark.parametrize(
    ("timezone", "weekly", "special"),
    [
        ("Mars/Base", {}, {}),
        ("../../etc/passwd", {}, {}),
        ("UTC", {"monday": []}, {}),
        ("UTC", {"mon": [["9", "18:00"]]}, {}),
        ("UTC", {"mon": [["09:00"]]}, {}),
        ("UTC", {"mon": "09:00-18:00"}, {}),
        ("UTC", {"mon": [["24:30", "25:00"]]}, {}),
        ("UTC", {"mon": [["09:60", "18:00"]]}, {}),
        ("UTC", {}, {"1 January": []}),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(timezone, weekly, special):
    with pytest.raises(BadOpeningHours):
        read_hours(timezone, weekly, special)
