"""Columns of a list: what each shows, how it looks on a page and how it is written in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from duken.channels import formats
from duken.channels.backoffice.desk import Desk
from duken.kernel import clock
from duken.kernel.money import Money

Text = str | Promise
NUMERIC = ("number", "money")


class Badge(NamedTuple):
    """One word about a thing. `kind` is "", good, warn, bad, note, accent."""

    word: Text
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`value` of a row is a plain value that fits `kind`: text, long, code, number, money, moment, badge, picture."""

    code: str
    label: Text
    value: Callable[[Any], Any]
    kind: str = "text"
    sort: str = ""
    is_shown: bool = True
    link: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None  # a second, softer line

    @property
    def is_numeric(self) -> bool:
        return self.kind in NUMERIC


def cell(column: Column, row: Any, desk: Desk) -> SafeString:
    """One cell as HTML. Everything from outside is escaped."""
    value = column.value(row)
    shown = _SHOWN[column.kind](value, desk) if value is not None and value != "" else SafeString("")
    address = column.link(row) if column.link else ""
    if address and shown:
        shown = format_html('<a href="{}">{}</a>', address, shown)
    note = column.note(row) if column.note else ""
    if note:
        shown = format_html('{}<span class="note-line">{}</span>', shown, note)
    return format_html('<td class="is-{}">{}</td>', column.kind, shown)


def plain(column: Column, row: Any, desk: Desk) -> str | int | Decimal | datetime | date | None:
    """One cell as a file keeps it: numbers as numbers, moments on the desk's clock without a zone."""
    value = column.value(row)
    if isinstance(value, Money):
        return value.decimal()
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(desk.timezone)).replace(tzinfo=None, microsecond=0)
    if isinstance(value, Badge):
        return str(value.word)
    if isinstance(value, (tuple, list)):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, (int, Decimal, date)) or value is None:
        return value
    return str(value)


def _text(value: Any, desk: Desk) -> SafeString:
    return format_html("{}", ", ".join(str(one) for one in value) if isinstance(value, (list, tuple)) else value)


def _number(value: Any, desk: Desk) -> SafeString:
    return format_html("{}", formats.number(value, desk.language))


def _money(value: Money, desk: Desk) -> SafeString:
    return format_html("{}", formats.money(value, desk.language))


def _moment(value: datetime, desk: Desk) -> SafeString:
    today = clock.now().astimezone(ZoneInfo(desk.timezone)).date()
    said = formats.moment(value, desk.language, desk.timezone, today=today)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


def _day(value: date, desk: Desk) -> SafeString:
    today = clock.now().astimezone(ZoneInfo(desk.timezone)).date()
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), formats.day(value, desk.language, today=today)
    )


def _badge(value: Badge, desk: Desk) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', value.kind, value.word)


def _badges(value: list[Badge], desk: Desk) -> SafeString:
    return format_html_join(" ", '<span class="badge {}">{}</span>', ((one.kind, one.word) for one in value))


def _picture(value: str, desk: Desk) -> SafeString:
    return format_html(
        '<span class="picture tiny"><img src="{}" alt="" width="40" height="40" loading="lazy"></span>', value
    )


def _flag(value: bool, desk: Desk) -> SafeString:
    return format_html("{}", gettext("yes") if value else gettext("no"))


_SHOWN: dict[str, Callable[[Any, Desk], SafeString]] = {
    "text": _text,
    "long": _text,
    "code": _text,
    "number": _number,
    "money": _money,
    "moment": _moment,
    "day": _day,
    "badge": _badge,
    "badges": _badges,
    "picture": _picture,
    "flag": _flag,
}
