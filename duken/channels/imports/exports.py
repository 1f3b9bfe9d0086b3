"""What can leave as a table, row by row in flat memory. Column names are those the import knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from duken.catalog.browse import ProductQuery, browse_variants
from duken.catalog.export import exported_variants
from duken.catalog.reads import variants_by_id
from duken.channels.imports.errors import KindUnknown
from duken.customers.browse import CustomerQuery, browse_customers
from duken.inventory.reads import availability
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, browse_orders
from duken.pricing.export import exported_prices
from duken.stores import reads as stores

_PAGE = 1000
Rows = Iterator[list[Any]]


@dataclass(frozen=True, slots=True)
class Export:
    """`scope` is needed to take this out; `rows` brings them, a page of the database at a time."""

    code: str
    scope: str
    columns: tuple[str, ...]
    rows: Callable[[Actor], Rows]


def export_named(code: str) -> Export:
    """Raises KindUnknown."""
    if code not in EXPORTS:
        raise KindUnknown(code)
    return EXPORTS[code]


def _products(by: Actor) -> Rows:
    after = ""
    while found := exported_variants(after=after, limit=_PAGE, by=by):
        for row in found:
            yield [*row[:4], " ".join(row.barcodes), *row[5:]]
        after = found[-1].sku


def _prices(by: Actor) -> Rows:
    after = 0
    while found := exported_prices(after=after, limit=_PAGE, by=by):
        variants = variants_by_id({row.variant_id for row in found})
        for row in found:
            price = Money(row.amount_minor, row.currency).decimal()
            variant = variants.get(row.variant_id)  # type: ignore[call-overload]
            if variant:
                yield [variant.sku, price, row.price_list, row.min_quantity, row.currency]
        after = found[-1].id


def _stock(by: Actor) -> Rows:
    places: dict[UUID, str] = {
        place.id: place.code for place in stores.locations() if by.stores is None or place.id in by.stores
    }
    for batch in _paged(lambda page: browse_variants(ProductQuery(), page=page, by=by.lend("catalog.read")), "sku"):
        skus = {row.id: row.sku for row in batch}
        levels = availability(list(skus), channel="", locations=list(places))
        for (variant_id, place_id), level in sorted(levels.items(), key=lambda found: skus[found[0][0]]):
            yield [
                skus[variant_id],
                places[place_id],
                level.on_hand - level.kept_for_others,
                level.held,
                level.sellable,
                level.in_transit,
                level.damaged,
            ]


def _customers(by: Actor) -> Rows:
    for batch in _paged(lambda page: browse_customers(CustomerQuery(), page=page, by=by), "created_at"):
        for row in batch:
            contacts = [row.phones[0] if row.phones else "", row.emails[0] if row.emails else ""]
            yield [row.name, *contacts, row.group, row.language, row.reference or "", row.created_at, row.created_in]


def _orders(by: Actor) -> Rows:
    codes = {place.id: place.code for place in stores.locations()}
    for batch in _paged(lambda page: browse_orders(OrderQuery(), page=page, by=by), "-placed_at"):
        for row in batch:
            total = Money(row.total_minor, row.currency).decimal()
            yield [
                row.number,
                row.status,
                row.channel,
                row.placed_at,
                row.contact_name,
                row.contact_phone,
                row.contact_email,
                row.method,
                codes.get(row.location_id, ""),
                row.units,
                total,
                row.currency,
                row.payment_method,
                row.external_reference,
            ]


def _paged(look: Callable[[Page], Any], sort: str) -> Iterator[list[Any]]:
    after = ""
    while True:
        found = look(Page(sort, _PAGE, after=after))
        if found.rows:
            yield found.rows
        if not found.next:
            return
        after = found.next


EXPORTS = {
    export.code: export
    for export in (
        Export(
            "products",
            "catalog.read",
            ("sku", "name", "product", "variant", "barcode", "brand", "category", "description", "unit", "weight_grams",
             "tax_class", "is_active", "name_ru", "name_sr", "name_kk"),
            _products,
        ),
        Export("prices", "pricing.read", ("sku", "price", "price_list", "min_quantity", "currency"), _prices),
        Export(
            "stock",
            "inventory.read",
            ("sku", "store", "quantity", "held", "sellable", "in_transit", "damaged"),
            _stock,
        ),
        Export(
            "customers",
            "customers.read",
            ("customer_name", "phone", "email", "customer_group", "language", "reference", "created_at", "channel"),
            _customers,
        ),
        Export(
            "orders",
            "orders.read",
            ("number", "status", "channel", "placed_at", "name", "phone", "email", "method", "store", "units", "total",
             "currency", "payment_method", "reference"),
            _orders,
        ),
    )
}  # fmt: skip
