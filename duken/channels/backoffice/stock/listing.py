"""Stock levels: every article by every place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.catalog.browse import ProductQuery, VariantRow, browse_variants, count_variants
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Link, Listing
from duken.inventory.browse import variants_in_state
from duken.inventory.levels import EMPTY, Shelf
from duken.inventory.reads import shelves
from duken.kernel.pages import Counted, Page
from duken.stores.places import LocationRead

STATES = {
    "there": _("on the shelf"),
    "held": _("promised to orders"),
    "low": _("runs short"),
    "out": _("sold out"),
}


class Row(NamedTuple):
    variant: VariantRow
    shelves: Mapping[UUID, Shelf]

    def on_hand(self) -> int:
        return sum(_physical(shelf) for shelf in self.shelves.values())

    def held(self) -> int:
        return sum(_held(shelf) for shelf in self.shelves.values())


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_variants(_query(asked), page=page, variant_ids=_in_state(desk, asked), by=desk.by)
    places = [place.id for place in desk.places]
    known = shelves([row.id for row in found.rows], channel="", locations=places)
    rows = [
        Row(row, {place: known[row.id, place] for place in places if (row.id, place) in known}) for row in found.rows
    ]
    return Found(rows, found.previous, found.next)


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_variants(_query(asked), variant_ids=_in_state(desk, asked), by=desk.by)


def _query(asked: Asked) -> ProductQuery:
    return ProductQuery(search=asked["q"] or "", is_active=None if asked["archived"] else True)


def _in_state(desk: Desk, asked: Asked) -> list[UUID] | None:
    state = asked.one("state")
    return variants_in_state(state, asked.stores(desk) or None, by=desk.by) if state else None


def address(row: Row) -> str:
    return reverse("office:stock_card", args=[row.variant.id])


def _physical(shelf: Shelf) -> int:
    return shelf.physical


def _held(shelf: Shelf) -> int:
    return shelf.common_held + shelf.kept_here_held + shelf.kept_elsewhere_held


def _promised(held: int) -> str:
    return gettext("%(count)s promised") % {"count": held} if held else ""


def _by_place(desk: Desk) -> tuple[Column, ...]:
    return tuple(
        Column(
            place.code,
            place.called(desk.language),
            _at(place, _physical),
            "number",
            note=_promised_at(place),
        )
        for place in desk.places
    )


def _promised_at(place: LocationRead) -> Callable[[Any], str]:
    held = _at(place, _held)
    return lambda row: _promised(held(row))


def _at(place: LocationRead, count: Callable[[Shelf], int]) -> Callable[[Any], int]:
    return lambda row: count(row.shelves.get(place.id, EMPTY))


STOCK = Listing(
    code="stock",
    title=_("Stock"),
    scope="inventory.read",
    columns=(
        Column("picture", _("Picture"), lambda row: row.variant.thumbnail, "picture"),
        Column("sku", _("SKU"), lambda row: row.variant.sku, "code", sort="sku", link=address),
        Column("title", _("Article"), lambda row: row.variant.title, "long", sort="name"),
        Column("all", _("All places"), Row.on_hand, "number", note=lambda row: _promised(row.held())),
    ),
    more_columns=_by_place,
    filters=(
        filters.Search(label=_("Search stock"), hint=_("Name, SKU or barcode")),
        filters.Choice("state", _("State"), lambda desk: list(STATES.items()), is_single=True),
        filters.stores(),
        filters.Choice("archived", _("Archived"), lambda desk: [("yes", _("too"))]),
    ),
    sorts=("sku", "name"),
    read=_read,
    count=_count,
    address=address,
    identity=lambda row: str(row.variant.id),
    links=(
        Link(_("Receive"), "download", "/office/stock/book/receive/", "inventory.receive", "primary"),
        Link(_("Send"), "van", "/office/stock/book/send/", "inventory.transfer"),
        Link(_("Transfers"), "swap", "/office/stock/transfers/", "inventory.transfer"),
        Link(_("Counts"), "check", "/office/stock/counts/", "inventory.count"),
        Link(_("Correct"), "pencil", "/office/stock/book/adjust/", "inventory.adjust"),
        Link(_("Keep"), "lock", "/office/stock/book/keep/", "inventory.allot"),
    ),
    empty=_("Products appear here as soon as there are any."),
    empty_icon="box",
)
