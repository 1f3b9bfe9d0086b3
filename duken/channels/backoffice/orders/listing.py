"""The list of orders."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duken.channels import formats
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Badge, Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import BulkAction, Found, Link, Listing, Preset
from duken.channels.backoffice.orders.whose import names_of
from duken.kernel.money import Money
from duken.kernel.pages import Counted, Page
from duken.orders.browse import OrderQuery, OrderRow, browse_orders, count_orders
from duken.payments.reads import PaymentRead, payments_of
from duken.stores import reads as stores


class Row:
    """An order in the list, with its payments, as the desk calls things."""

    __slots__ = ("language", "name", "order", "paid")

    def __init__(self, order: OrderRow, name: str, payments: list[PaymentRead], language: str) -> None:
        self.order = order
        self.name = name
        self.paid = _paid(payments)
        self.language = language


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_orders(query(desk, asked), page=page, by=desk.by)
    payments = payments_of([row.id for row in found.rows], by=desk.by) if desk.may("payments.read") else {}
    names = names_of(found.rows, desk)
    rows = [Row(row, names[row.id], payments.get(row.id, []), desk.language) for row in found.rows]
    return Found(rows, found.previous, found.next)


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_orders(query(desk, asked), by=desk.by)


def query(desk: Desk, asked: Asked) -> OrderQuery:
    placed, total = asked.span("placed"), asked.span("total")
    return OrderQuery(
        search=asked["q"] or "",
        statuses=asked["status"] or (),
        channels=asked["channel"] or (),
        locations=asked.stores(desk),
        customer_id=maybe_id(asked["customer"]),
        method=asked.one("method"),
        kind=asked.one("kind"),
        since=placed.since,
        until=placed.until,
        total_from_minor=total.since,
        total_to_minor=total.until,
    )


def address(row: Row) -> str:
    return reverse("office:order", args=[row.order.id])


def _paid(payments: list[PaymentRead]) -> Badge | None:
    if not payments:
        return None
    last = payments[-1]
    if last.refunded_minor:
        is_whole = last.refunded_minor >= last.captured_minor
        return Badge(_("given back") if is_whole else _("partly given back"), "accent")
    return words.payment_badge(last.status)


def _phone(row: Row) -> str:
    return formats.phone(row.order.contact_phone) if row.order.contact_phone else row.order.contact_email


COLUMNS = (
    Column("number", _("Order"), lambda row: row.order.number, "code", link=address),
    Column("placed_at", _("Placed"), lambda row: row.order.placed_at, "moment", sort="placed_at"),
    Column("customer", _("Customer"), lambda row: row.name or _phone(row), note=_phone),
    Column("total", _("Total"), lambda row: Money(row.order.total_minor, row.order.currency), "money"),
    Column("status", _("Status"), lambda row: words.order_badge(row.order.status), "badge"),
    Column("paid", _("Payment"), lambda row: row.paid, "badge"),
    Column("method", _("Gets it by"), lambda row: words.word(words.METHOD, row.order.method)),
    Column("store", _("Store"), lambda row: words.place_name(row.order.location_id, row.language)),
    Column("channel", _("Channel"), lambda row: words.channel_name(row.order.channel, row.language)),
    Column("units", _("Units"), lambda row: row.order.units, "number", is_shown=False),
    Column("currency", _("Currency"), lambda row: row.order.currency, "code", is_shown=False),
    Column("ready_by", _("Promised for"), lambda row: row.order.ready_by, "moment", is_shown=False),
    Column("phone", _("Phone"), lambda row: row.order.contact_phone, "code", is_shown=False),
    Column("email", _("E-mail"), lambda row: row.order.contact_email, is_shown=False),
    Column("reference", _("Number elsewhere"), lambda row: row.order.external_reference, "code", is_shown=False),
)
FILTERS = (
    filters.Search(label=_("Search orders"), hint=_("Number, phone, e-mail, name")),
    filters.Choice("status", _("Status"), lambda desk: list(words.ORDER_STATUS.items())),
    filters.Days("placed", _("Placed")),
    filters.stores(),
    filters.Choice(
        "channel", _("Channel"), lambda desk: [(door.code, door.called(desk.language)) for door in stores.channels()]
    ),
    filters.Choice("method", _("Gets it by"), lambda desk: list(words.METHOD.items())[:2], is_single=True),
    filters.Numbers("total", _("Total"), scale=2),
    filters.Choice("kind", _("Kind"), lambda desk: list(words.ORDER_KIND.items()), is_single=True),
)
ORDERS = Listing(
    code="orders",
    title=_("Orders"),
    scope="orders.read",
    file_scope="reports.read",
    columns=COLUMNS,
    filters=FILTERS,
    sorts=("-placed_at",),
    read=_read,
    count=_count,
    address=address,
    identity=lambda row: str(row.order.id),
    presets=(
        Preset(_("Open"), "status=placed&status=confirmed"),
        Preset(_("To collect"), "status=placed&status=confirmed&method=pickup"),
        Preset(_("To deliver"), "status=placed&status=confirmed&method=delivery"),
        Preset(_("Cancelled"), "status=cancelled"),
    ),
    bulk=(
        BulkAction("confirm", _("Confirm"), "check", "orders.confirm", "office:orders_confirm"),
        BulkAction("slips", _("Print slips"), "print", "orders.read", "office:orders_slips"),
    ),
    links=(Link(_("Placed twice?"), "swap", "/office/orders/repeated/", "orders.cancel"),),
    empty=_("Orders from every channel appear here by themselves."),
    empty_icon="basket",
)
