"""The palette (Ctrl-K): one question, answered from orders, products, customers, pages and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duken.catalog.browse import ProductQuery, browse_products
from duken.channels import formats
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import places_for, show_part
from duken.customers.browse import CustomerQuery, browse_customers
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, OrderRow, browse_orders

Text = str | Promise


class Hit(NamedTuple):
    icon: str
    title: Text
    note: Text
    address: str


class Group(NamedTuple):
    title: Text
    hits: list[Hit]


class Action(NamedTuple):
    title: Text
    icon: str
    name: str  # of the page, as in urls.py
    scope: str
    argument: str = ""


ACTIONS = (
    Action(_("New product"), "plus", "office:product_new", "catalog.write"),
    Action(_("Import a file"), "upload", "office:files", "catalog.write"),
    Action(_("Take an order for a customer"), "phone", "office:desk", "orders.place"),
    Action(_("New customer"), "person", "office:customer_new", "customers.write"),
    Action(_("Receive goods"), "box", "office:paper", "inventory.receive", "receive"),
    Action(_("Send goods to another place"), "van", "office:paper", "inventory.transfer", "send"),
    Action(_("Correct stock"), "pencil", "office:paper", "inventory.adjust", "adjust"),
    Action(_("Keep stock for a channel"), "lock", "office:paper", "inventory.allot", "keep"),
    Action(_("Safety stock"), "lock", "office:paper", "inventory.allot", "safety"),
    Action(_("Begin a count"), "check", "office:count_new", "inventory.count"),
    Action(_("Transfers"), "swap", "office:transfers", "inventory.transfer"),
    Action(_("Change many prices"), "cash", "office:prices_edit", "pricing.write"),
    Action(_("New member of staff"), "person", "office:person_new", "access.manage"),
    Action(_("New API key"), "key", "office:key_new", "access.keys"),
    Action(_("Profile and appearance"), "settings", "office:profile", ""),
)
EACH = 5


@behind_door()
def palette(request: HttpRequest, desk: Desk) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    groups = [group for group in _answer(text, desk) if group.hits]
    return show_part(request, desk, "office/palette.html", groups=groups, query=text)


def _answer(text: str, desk: Desk) -> Iterator[Group]:
    if len(text) >= 2:
        yield Group(_("Orders"), _orders(text, desk))
        yield Group(_("Products"), _products(text, desk))
        yield Group(_("Customers"), _customers(text, desk))
    yield Group(_("Pages"), [hit for hit in _pages(desk) if _fits(text, hit)])
    yield Group(_("Do"), [hit for hit in _actions(desk) if _fits(text, hit)])


def _orders(text: str, desk: Desk) -> list[Hit]:
    if not desk.may("orders.read"):
        return []
    found = browse_orders(OrderQuery(search=text), page=Page("-placed_at", EACH), by=desk.by)
    return [
        Hit(
            "list",
            f"{row.number} {row.contact_name}".strip(),
            " · ".join([words.word(words.ORDER_STATUS, row.status), _total(row, desk)]),
            reverse("office:order", args=[row.id]),
        )
        for row in found.rows
    ]


def _total(row: OrderRow, desk: Desk) -> str:
    return formats.money(Money(row.total_minor, row.currency), desk.language)


def _products(text: str, desk: Desk) -> list[Hit]:
    if not desk.may("catalog.read"):
        return []
    found = browse_products(ProductQuery(search=text), page=Page("name", EACH), by=desk.by)
    return [
        Hit("tag", row.name, ", ".join(row.skus[:3]), reverse("office:product", args=[row.id])) for row in found.rows
    ]


def _customers(text: str, desk: Desk) -> list[Hit]:
    if not desk.may("customers.read"):
        return []
    found = browse_customers(CustomerQuery(search=text), page=Page("-created_at", EACH), by=desk.by)
    return [
        Hit(
            "person",
            row.name or next(iter([*row.phones, *row.emails]), str(row.id)),
            ", ".join([*map(formats.phone, row.phones[:1]), *row.emails[:1]]),
            reverse("office:customer", args=[row.id]),
        )
        for row in found.rows
    ]


def _pages(desk: Desk) -> list[Hit]:
    return [Hit(place.icon, place.label, "", place.address) for place in places_for(desk)]


def _actions(desk: Desk) -> list[Hit]:
    return [
        Hit(action.icon, action.title, "", reverse(action.name, args=[action.argument] if action.argument else []))
        for action in ACTIONS
        if not action.scope or desk.may(action.scope)
    ]


def _fits(text: str, hit: Hit) -> bool:
    return all(word in str(hit.title).lower() for word in text.lower().split())
