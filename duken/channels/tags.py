"""Template tags every channel shares; loaded into all templates, so no template says {% load %}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from duken.channels import addresses, formats, kept_parts
from duken.kernel import clock
from duken.kernel.money import Money

register = template.Library()
register.tag("url", addresses.url)
register.tag("kept", kept_parts.kept)


@register.simple_tag
@lru_cache(maxsize=500)  # few drawings, dozens on a page
def icon(name: str, kind: str = "") -> SafeString:
    """{% icon "basket" %}: a drawing, silent to screen readers; the word stands beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        kind,
        static("duken/icons.svg"),
        name,
    )


@register.filter
def money(minor: int | Money | None, currency: str = "") -> str:
    """{{ line.total_minor|money:quote.currency }} or {{ amount|money }} of a Money."""
    if minor is None:
        return ""
    amount = minor if isinstance(minor, Money) else Money(minor, currency)
    return formats.money(amount, _language())


@register.filter
def at(named: Mapping[Any, Any], name: Any) -> Any:
    """{{ places|at:order.location_id }}: what a table has under a name, or nothing."""
    return named.get(name, "")


@register.filter
def number(value: int) -> str:
    return formats.number(value, _language())


@register.filter
def percent(rate: Any) -> str:
    return formats.percent(rate, _language())


@register.filter
def phone(e164: str) -> str:
    return formats.phone(e164)


@register.filter
def weight(grams: int) -> str:
    return formats.weight(grams, _language())


@register.filter
def duration(minutes: int) -> str:
    return formats.duration(minutes, _language())


@register.filter
def day(on: date, timezone: str = "UTC") -> str:
    """{{ promised|day }}: today, tomorrow, Tue 24 Nov."""
    if isinstance(on, datetime):
        on = on.astimezone(ZoneInfo(timezone)).date()
    return formats.day(on, _language(), today=_today(timezone))


@register.filter
def full_day(on: date) -> str:
    return formats.full_day(on, _language())


@register.filter
def month(on: date) -> str:
    return formats.month(on, _language())


@register.filter
def moment(at: datetime, timezone: str = "UTC") -> str:
    """{{ order.ready_by|moment:shop.timezone }}: today, 18:30."""
    return formats.moment(at, _language(), timezone, today=_today(timezone))


@register.filter
def hour(at: Any) -> str:
    return formats.hour(at, _language())


@register.filter
def hour_in(at: datetime, timezone: str) -> str:
    """{{ opens|hour_in:shop.timezone }}: 09:00 on the clock of that place."""
    return formats.hour(at.astimezone(ZoneInfo(timezone)).time(), _language())


@register.filter
def weekday(position: int) -> str:
    return formats.weekday(position, _language())


@register.simple_tag
def days(first: date, last: date, timezone: str = "UTC") -> str:
    return formats.days(first, last, _language(), today=_today(timezone))


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: Any) -> str:
    """This page's query string with some parameters changed; an empty value drops one. Paging restarts."""
    query = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("duken/field.html")
def field(bound: Any, hint: str = "", kind: str = "") -> dict[str, Any]:
    """{% field form.phone %}: label, control, hint and errors, wired for screen readers."""
    return {"field": bound, "hint": hint, "kind": kind}


@register.inclusion_tag("duken/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: int, pages: int) -> dict[str, Any]:
    """{% pagination page pages %}: numbered links around the present one."""
    near = {1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}
    shown: list[int | None] = []
    for position in sorted(near):
        if shown and shown[-1] is not None and position - shown[-1] > 1:
            shown.append(None)
        shown.append(position)
    return {"request": context["request"], "page": page, "pages": pages, "shown": shown}


def _language() -> str:
    return get_language() or "en"


def _today(timezone: str) -> date:
    return clock.now().astimezone(ZoneInfo(timezone)).date()
