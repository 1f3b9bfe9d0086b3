"""The list of customers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duken.channels import formats
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Link, Listing
from duken.channels.backoffice.words import channel_name
from duken.customers.browse import CustomerQuery, CustomerRow, browse_customers, count_customers, customer_groups
from duken.kernel.pages import Counted, Page
from duken.privacy.reads import erased_at
from duken.stores import reads as stores


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_customers(_query(asked), page=page, by=desk.by)
    erased = erased_at([row.id for row in found.rows if _is_bare(row)], by=desk.by)
    rows = [row._replace(name=gettext("Erased")) if row.id in erased else row for row in found.rows]
    return Found(rows, found.previous, found.next)


def _is_bare(row: CustomerRow) -> bool:
    return not (row.name or row.phones or row.emails or row.reference)


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_customers(_query(asked), by=desk.by)


def _query(asked: Asked) -> CustomerQuery:
    since = asked.span("since")
    return CustomerQuery(
        search=asked["q"] or "",
        groups=asked["group"] or (),
        channels=asked["channel"] or (),
        since=since.since,
        until=since.until,
    )


def address(row: CustomerRow) -> str:
    return reverse("office:customer", args=[row.id])


def _name(row: CustomerRow) -> str:
    return row.name or next(iter([*map(formats.phone, row.phones), *row.emails]), row.reference or gettext("No name"))


CUSTOMERS = Listing(
    code="customers",
    title=_("Customers"),
    scope="customers.read",
    file_scope="reports.read",
    columns=(
        Column("name", _("Name"), _name, sort="name", link=address),
        Column("phone", _("Phone"), lambda row: [formats.phone(one) for one in row.phones]),
        Column("email", _("E-mail"), lambda row: row.emails),
        Column("group", _("Group"), lambda row: row.group),
        Column("channel", _("Came through"), lambda row: channel_name(row.created_in, get_language() or "en")),
        Column("since", _("Since"), lambda row: row.created_at, "moment", sort="created_at"),
        Column("reference", _("Number elsewhere"), lambda row: row.reference, "code", is_shown=False),
        Column("language", _("Language"), lambda row: row.language, is_shown=False),
    ),
    filters=(
        filters.Search(label=_("Search customers"), hint=_("Name, phone in any spelling, e-mail")),
        filters.Choice("group", _("Group"), lambda desk: [(one, one) for one in customer_groups(by=desk.by)]),
        filters.Choice(
            "channel",
            _("Came through"),
            lambda desk: [(door.code, door.called(desk.language)) for door in stores.channels()],
        ),
        filters.Days("since", _("Since")),
    ),
    sorts=("-created_at", "name"),
    read=_read,
    count=_count,
    address=address,
    identity=lambda row: str(row.id),
    links=(
        Link(_("Doubles"), "swap", "/office/customers/merges/", "customers.merge"),
        Link(_("New customer"), "plus", "/office/customers/new/", "customers.write", "primary"),
    ),
    empty=_("A card is made with the first order of somebody, in any channel."),
    empty_icon="people",
)
