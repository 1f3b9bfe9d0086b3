"""Today: what was sold, what waits, what runs short, whether the machinery keeps up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from duken.catalog.reads import VariantId, variants_by_id
from duken.channels import formats
from duken.channels.backoffice import charts, words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.imports.page import told
from duken.channels.backoffice.machinery import machinery
from duken.channels.backoffice.orders.whose import names_of
from duken.channels.imports.reads import import_jobs
from duken.channels.may_be_old import may_be_old
from duken.fulfilment.reads import alerts
from duken.inventory.browse import running_short
from duken.kernel import clock
from duken.kernel.money import Money, minor_digits
from duken.kernel.pages import Page
from duken.orders.browse import ChannelSales, OrderQuery, browse_orders, count_orders, sales_by_day
from duken.orders.repeated import count_repeated
from duken.orders.states import OPEN

SHOWN_DAYS = 14


@behind_door()
@may_be_old
def dashboard(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(
        request,
        desk,
        "office/dashboard.html",
        sales=_sales(desk) if desk.may("orders.read") else None,
        work=_work(desk) if desk.may("orders.read") else None,
        repeated=count_repeated(by=desk.by) if desk.may("orders.cancel") else 0,
        alerts=_alerts(desk) if desk.may("fulfilment.read") else None,
        machinery=machinery() if desk.may("events.read") else None,
        may_stock=desk.may("inventory.read"),
        imports=[told(job) for job in import_jobs(limit=5, by=desk.by)] if desk.may("catalog.write") else None,
    )


@behind_door("inventory.read")
def piece(request: HttpRequest, desk: Desk, piece: str) -> HttpResponse:
    """A part of the page that may come a moment later."""
    if piece != "stock":
        raise Http404
    short = running_short([desk.store.id] if desk.store else None, limit=8, by=desk.by)
    variants = variants_by_id({level.variant_id for level in short})
    rows = [
        {
            "level": level,
            "variant": variants.get(VariantId(level.variant_id)),
            "place": words.place_name(level.location_id, desk.language),
        }
        for level in short
    ]
    return show_part(request, desk, "office/dashboard_stock.html", rows=[row for row in rows if row["variant"]])


def _work(desk: Desk) -> dict[str, Any]:
    places = (desk.store.id,) if desk.store else ()
    waiting = OrderQuery(statuses=("placed",), locations=places)
    collect = OrderQuery(statuses=OPEN, method="pickup", locations=places)
    deliver = OrderQuery(statuses=OPEN, method="delivery", locations=places)
    return {
        "placed": count_orders(waiting, by=desk.by),
        "pickups": count_orders(collect, by=desk.by),
        "deliveries": count_orders(deliver, by=desk.by),
        "latest": _latest(OrderQuery(statuses=OPEN, locations=places), desk),
    }


def _latest(query: OrderQuery, desk: Desk) -> list[dict[str, Any]]:
    rows = browse_orders(query, page=Page("-placed_at", 6), by=desk.by).rows
    names = names_of(rows, desk)
    return [
        {
            "order": row,
            "name": names[row.id],
            "status": words.order_badge(row.status),
            "total": Money(row.total_minor, row.currency),
        }
        for row in rows
    ]


def _alerts(desk: Desk) -> list[dict[str, Any]]:
    found = alerts(location_id=desk.store.id if desk.store else None, limit=8, by=desk.by)
    return [
        {
            "alert": one,
            "place": words.place_name(one.location_id, desk.language),
            "kind": words.word(words.ALERT, one.kind),
        }
        for one in found
    ]


def _sales(desk: Desk) -> dict[str, Any]:
    zone = ZoneInfo(desk.timezone)
    today = clock.now().astimezone(zone).date()
    days = [today - timedelta(days=back) for back in range(SHOWN_DAYS - 1, -1, -1)]
    since = datetime.combine(days[0], time(), zone).astimezone(UTC)
    until = datetime.combine(today + timedelta(days=1), time(), zone).astimezone(UTC)
    sold = sales_by_day(since, until, timezone=desk.timezone, by=desk.by)
    currency = _main_currency(sold)
    in_main = [row for row in sold if row.currency == currency]
    now = [row for row in in_main if row.day == today]
    yesterday = sum(row.total_minor for row in in_main if row.day == today - timedelta(days=1))
    by_channel = Counter({row.channel: row.total_minor for row in now})
    return {
        "total": Money(sum(row.total_minor for row in now), currency) if currency else None,
        "orders": sum(row.orders for row in now),
        "yesterday": Money(yesterday, currency) if currency else None,
        "other_currencies": sorted({row.currency for row in sold} - {currency}),
        "channels": [
            (position, words.channel_name(channel, desk.language), Money(by_channel[channel], currency))
            for position, channel in enumerate(_channels(in_main))
        ],
        "chart": _chart(days, in_main, currency, desk) if in_main else None,
    }


def _main_currency(sold: Sequence[ChannelSales]) -> str:
    """The currency most was sold in: amounts of different currencies are never added up."""
    totals: Counter[str] = Counter()
    for row in sold:
        totals[row.currency] += row.orders
    return max(totals, key=lambda code: totals[code], default="")


def _channels(sold: Sequence[ChannelSales]) -> list[str]:
    totals: Counter[str] = Counter()
    for row in sold:
        totals[row.channel] += row.total_minor
    return [channel for channel, _total in totals.most_common(6)]


def _chart(days: list[date], sold: Sequence[ChannelSales], currency: str, desk: Desk) -> charts.Stacked:
    amounts = {(row.day, row.channel): row.total_minor for row in sold}
    most = max(sum(amount for (on, _), amount in amounts.items() if on == day) for day in days)
    unit = 10 ** minor_digits(currency)
    levels = {
        value * unit: formats.short_money(Money(value * unit, currency), desk.language)
        for value in charts.grid(most // unit)
    }
    names = {day: formats.day(day, desk.language).split(",")[-1].strip() for day in days}
    titles = {
        (row.day, row.channel): gettext("%(day)s, %(channel)s: %(total)s")
        % {
            "day": formats.day(row.day, desk.language),
            "channel": words.channel_name(row.channel, desk.language),
            "total": formats.money(Money(row.total_minor, currency), desk.language),
        }
        for row in sold
    }
    return charts.stacked(days, _channels(sold), amounts, day_name=names, said=levels, titles=titles)
