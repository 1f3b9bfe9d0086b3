"""How amounts, dates, times and phone numbers are written in each language: always by CLDR, never by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent
from django.utils.translation import gettext, ngettext

from duken.kernel.money import Money

# Serbian is written in two scripts; CLDR names the script where we name the habit.
# English is read far from America: day before month, as most of the world writes it.
_CLDR = {"en": "en_GB", "sr": "sr_Cyrl", "sr-latn": "sr_Latn"}


@lru_cache(maxsize=32)
def locale(language: str) -> Locale:
    """The CLDR locale of one of our languages; English for one we do not speak."""
    try:
        return Locale.parse(_CLDR.get(language, language.replace("-", "_")))
    except ValueError:
        return Locale.parse("en_GB")


@lru_cache(maxsize=10_000)
def money(amount: Money, language: str) -> str:
    """£4.25, 4,25 €, 1 990 ₸: symbol, spaces and digits as the language writes them."""
    return format_currency(amount.decimal(), amount.currency, locale=locale(language))


def short_money(amount: Money, language: str) -> str:
    """£20K, 20 тыс. £: a round amount where there is little room."""
    return format_compact_currency(amount.decimal(), amount.currency, locale=locale(language), fraction_digits=1)


def number(value: int | Decimal, language: str) -> str:
    return format_decimal(value, locale=locale(language))


def percent(rate: Decimal, language: str) -> str:
    """A rate (0.2) as 20% or 20 %, as the language writes it; with up to two digits where the law has them."""
    return format_percent(round(rate, 4), locale=locale(language), decimal_quantization=False)


def day(on: date, language: str, *, today: date | None = None) -> str:
    """Today, tomorrow, or "Tue, 24 Nov"; with the year once it is not this one."""
    if today is not None and on == today:
        return gettext("today")
    if today is not None and on == today + timedelta(days=1):
        return gettext("tomorrow")
    return _written_day(on, "MMMEd" if today is None or on.year == today.year else "yMMMEd", language)


@lru_cache(maxsize=4096)
def _written_day(on: date, skeleton: str, language: str) -> str:
    return format_skeleton(skeleton, on, locale=locale(language), fuzzy=True)


def full_day(on: date, language: str) -> str:
    return format_skeleton("yMMMMd", on, locale=locale(language), fuzzy=True)


def month(on: date, language: str) -> str:
    """November 2026, standing alone."""
    return format_skeleton("yMMMM", on, locale=locale(language), fuzzy=True)


def short_month(on: date, language: str) -> str:
    """Nov, standing alone: under a small drawing."""
    return format_date(on, "LLL", locale=locale(language)).strip(".")


def days(first: date, last: date, language: str, *, today: date | None = None) -> str:
    """One day, or a span: "Tue, 24 Nov – Thu, 26 Nov"."""
    if first == last:
        return day(first, language, today=today)
    return f"{day(first, language, today=today)} – {day(last, language, today=today)}"


@lru_cache(maxsize=4096)
def hour(at: time | datetime, language: str) -> str:
    """18:30, on the 24-hour clock that opening hours are written in."""
    return format_time(at, format="HH:mm", locale=locale(language))


def moment(at: datetime, language: str, timezone: str, *, today: date | None = None) -> str:
    """A moment in a place: "today, 18:30"."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{day(local.date(), language, today=today)}, {hour(local.time(), language)}"


def weekday(position: int, language: str) -> str:
    """Monday is 0. Standing alone, so in the nominative, with a capital letter."""
    name = get_day_names("wide", context="stand-alone", locale=locale(language))[position]
    return name[:1].upper() + name[1:]


def phone(e164: str) -> str:
    """+77011234567 as +7 701 123 4567; what cannot be read is shown as it is."""
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def duration(minutes: int, language: str) -> str:
    """Forty minutes, two hours, three days: the one unit a customer would say."""
    if minutes < 120:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": number(minutes, language)}
    if minutes < 48 * 60:
        hours = round(minutes / 60)
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": number(hours, language)}
    whole_days = round(minutes / 1440)
    return ngettext("%(count)s day", "%(count)s days", whole_days) % {"count": number(whole_days, language)}


def weight(grams: int, language: str) -> str:
    if grams < 1000:
        return gettext("%(count)s g") % {"count": number(grams, language)}
    return gettext("%(count)s kg") % {"count": number(Decimal(grams) / 1000, language)}


def listed(words: list[str], language: str) -> str:
    """One, two and three."""
    return format_list(words, locale=locale(language))
