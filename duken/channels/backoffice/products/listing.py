"""The list of products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duken.catalog.browse import ProductQuery, ProductRow, browse_products, count_products
from duken.catalog.reads import all_categories, brands
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Badge, Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import BulkAction, Found, Link, Listing, Preset
from duken.inventory.reads import totals
from duken.kernel.money import Money
from duken.kernel.pages import Counted, Page
from duken.pricing.browse import ListPrice, prices_on_lists
from duken.stores import reads as stores


class Row(NamedTuple):
    product: ProductRow
    price: Money | None
    sellable: int | None


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_products(query(asked), page=page, by=desk.by)
    variants = [variant for row in found.rows for variant in row.variant_ids]
    prices = _lowest(prices_on_lists(variants, by=desk.by)) if desk.may("pricing.read") else {}
    channel = next((door.code for door in stores.channels() if door.is_active), "web")
    free = totals(variants, channel=channel, locations=[place.id for place in desk.places]) if variants else {}
    rows = [
        Row(
            row,
            min((prices[one] for one in row.variant_ids if one in prices), key=lambda price: price.minor, default=None),
            sum(free.get(one, 0) for one in row.variant_ids) if desk.may("inventory.read") else None,
        )
        for row in found.rows
    ]
    return Found(rows, found.previous, found.next)


def _lowest(prices: Sequence[ListPrice]) -> dict[object, Money]:
    """For one unit, on the list that comes first by rank."""
    found: dict[object, Money] = {}
    for price in prices:
        if price.min_quantity == 1:
            found.setdefault(price.variant_id, Money(price.amount_minor, price.currency))
    return found


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_products(query(asked), by=desk.by)


def query(asked: Asked) -> ProductQuery:
    changed = asked.span("changed")
    state = asked.one("state")
    return ProductQuery(
        search=asked["q"] or "",
        category=asked.one("category"),
        brand=asked.one("brand"),
        is_active={"active": True, "archived": False}.get(state),
        without=asked.one("without"),
        since=changed.since,
        until=changed.until,
    )


def address(row: Row) -> str:
    return reverse("office:product", args=[row.product.id])


def categories(desk: Desk) -> list[tuple[str, str]]:
    """Every category by path, indented by its depth."""
    return [(node.path, "\u2003" * node.depth + node.name) for node in all_categories(desk.language)]


def _state(row: Row) -> Badge:
    return Badge(_("for sale"), "good") if row.product.is_active else Badge(_("archived"))


def _skus(row: Row) -> str:
    shown = ", ".join(row.product.skus[:2])
    return f"{shown} … {len(row.product.skus)}" if len(row.product.skus) > 2 else shown


PRODUCTS = Listing(
    code="products",
    title=_("Products"),
    scope="catalog.read",
    columns=(
        Column("picture", _("Picture"), lambda row: row.product.thumbnail, "picture"),
        Column("name", _("Name"), lambda row: row.product.name, "long", sort="name", link=address),
        Column("sku", _("SKU"), _skus, "code"),
        Column("category", _("Category"), lambda row: row.product.category),
        Column("brand", _("Brand"), lambda row: row.product.brand, is_shown=False),
        Column("price", _("Price from"), lambda row: row.price, "money"),
        Column("sellable", _("May be sold"), lambda row: row.sellable, "number"),
        Column("state", _("State"), _state, "badge"),
        Column("changed", _("Changed"), lambda row: row.product.updated_at, "moment", sort="updated_at"),
        Column("address", _("Address in the shop"), lambda row: row.product.slug, "code", is_shown=False),
        Column("tax", _("Tax class"), lambda row: row.product.tax_class, is_shown=False),
    ),
    filters=(
        filters.Search(label=_("Search products"), hint=_("Name, SKU or barcode")),
        filters.Choice("category", _("Category"), categories, is_single=True),
        filters.Choice(
            "brand", _("Brand"), lambda desk: [(one, one) for one, _n in brands(by=desk.by)[:100]], is_single=True
        ),
        filters.Choice(
            "state", _("State"), lambda desk: [("active", _("for sale")), ("archived", _("archived"))], is_single=True
        ),
        filters.Choice(
            "without",
            _("Without"),
            lambda desk: [("picture", _("picture")), ("category", _("category")), ("barcode", _("barcode"))],
            is_single=True,
        ),
        filters.Days("changed", _("Changed")),
    ),
    sorts=("-updated_at", "name"),
    read=_read,
    count=_count,
    address=address,
    identity=lambda row: str(row.product.id),
    presets=(
        Preset(_("For sale"), "state=active"),
        Preset(_("Archived"), "state=archived"),
        Preset(_("Without picture"), "state=active&without=picture"),
    ),
    bulk=(
        BulkAction("archive", _("Archive"), "bin", "catalog.write", "office:products_archive"),
        BulkAction("restore", _("Bring back"), "return", "catalog.write", "office:products_restore"),
    ),
    links=(
        Link(_("New product"), "plus", "/office/products/new/", "catalog.write", "primary"),
        Link(_("Categories"), "list", "/office/categories/", "catalog.write"),
    ),
    empty=_("Make the first product, or import a file with all of them."),
    empty_icon="tag",
)
