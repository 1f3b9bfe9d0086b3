"""A shop to measure, of any size, filled through the same verbs people use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from bench import child
from bench.names import name

WEEK = {day: [["09:00", "20:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
PLENTY = 10_000_000
SCOPES = ["orders.place", "carts.quote", "orders.read", "catalog.read", "inventory.read", "customers.read"]
ROOTS, SHELVES = 8, 40  # shelves stand below the roots, five each


def sku(number: int) -> str:
    return f"B{number:06d}"


def fill(products: int, shops: int, everywhere: int) -> dict[str, Any]:
    """Fill an empty database: a key for the API, and the seconds of each part.

    The first `everywhere` products lie in every shop and the warehouse, the others in the warehouse and one shop.
    """
    from duken.access.keys import create_key

    _open_company(shops)
    seconds = {"products": child.seconds(lambda: _save_catalogue(products))}
    seconds["prices"] = child.seconds(lambda: _save_prices(products))
    seconds["stock"] = child.seconds(lambda: _receive(products, everywhere))
    return {"key": create_key("bench", scopes=SCOPES, by=child.by()).secret, "seconds": seconds}


def _open_company(shops: int) -> None:
    from duken.pricing.drafts import PriceListDraft
    from duken.pricing.save_price_lists import save_price_lists
    from duken.stores.drafts import ChannelDraft, DeliveryZoneDraft, LegalEntityDraft
    from duken.stores.save_channels import save_channels
    from duken.stores.save_delivery_zones import save_delivery_zones
    from duken.stores.save_legal_entities import save_legal_entities
    from duken.stores.save_locations import save_locations
    from duken.tax.save_rates import TaxRateDraft, save_rates

    by = child.by()
    _saved(save_legal_entities([LegalEntityDraft("Bench", "GB", "GBP", "BN")], by=by))
    _saved(save_locations([_shop(number) for number in range(shops)] + [_warehouse()], by=by))
    doors = [ChannelDraft(code=kind, name=kind, kind=kind, currency="GBP") for kind in ("web", "till")]
    _saved(save_channels(doors, by=by))
    zone = DeliveryZoneDraft(
        code="courier", name="Courier", country="GB", price_minor=399, currency="GBP", ships_from="warehouse"
    )
    _saved(save_delivery_zones([zone], by=by))
    _saved(save_rates([TaxRateDraft("GB", "standard", Decimal("0.20"), date(2000, 1, 1))], by=by))
    _saved(save_price_lists([PriceListDraft("retail", "Retail", "GBP")], by=by))


def _save_catalogue(products: int) -> None:
    from duken.catalog.drafts import CategoryDraft, ProductDraft, VariantDraft
    from duken.catalog.save_categories import save_categories
    from duken.catalog.save_products import save_products

    shelves = [CategoryDraft(f"root-{number}", name=f"Department {number}") for number in range(ROOTS)]
    shelves += [CategoryDraft(f"shelf-{n}", name=f"Shelf {n}", parent=f"root-{n % ROOTS}") for n in range(SHELVES)]
    _saved(save_categories(shelves, by=child.by()))
    for numbers in _thousands(products):
        drafts = [
            ProductDraft(
                name(number),
                variants=[VariantDraft(sku(number))],
                slug=f"p-{number}",
                category=f"shelf-{number % SHELVES}",
                popularity=number * 7919 % 1000,
            )
            for number in numbers
        ]
        _saved(save_products(drafts, by=child.by()))
        child.progress("products", numbers[-1] + 1, products)


def _save_prices(products: int) -> None:
    from duken.pricing.drafts import PriceDraft
    from duken.pricing.set_prices import set_prices

    for numbers in _thousands(products, 5_000):
        _saved(set_prices([PriceDraft("retail", 250 + n % 900, sku=sku(n)) for n in numbers], by=child.by()))
        child.progress("prices", numbers[-1] + 1, products)


def _receive(products: int, everywhere: int) -> None:
    from duken.catalog.reads import variants_by_sku
    from duken.inventory.receive import receive_stock
    from duken.stores import reads as stores

    places = stores.locations()
    variants = [
        found[sku(number)].id
        for numbers in _thousands(products)
        for found in [variants_by_sku([sku(number) for number in numbers])]
        for number in numbers
    ]
    rest = variants[everywhere:]
    for at, place in enumerate(places):
        here: list[UUID] = variants[:everywhere] + (rest if place.is_warehouse else rest[at :: len(places)])
        for start in range(0, len(here), 5_000):
            goods = [(variant, PLENTY) for variant in here[start : start + 5_000]]
            receive_stock(goods, location_id=place.id, key=f"{place.code}-{start}", by=child.by())
        child.progress("stock", at + 1, len(places))


def _thousands(count: int, most: int = 1_000) -> list[range]:
    return [range(start, min(start + most, count)) for start in range(0, count, most)]


def _shop(number: int) -> Any:
    return _place(f"shop-{number}", is_shop=True, is_pickup_point=True)


def _warehouse() -> Any:
    return _place("warehouse", is_warehouse=True)


def _place(code: str, **said: Any) -> Any:
    from duken.stores.drafts import LocationDraft

    told: dict[str, Any] = {"legal_entity": "BN", "country": "GB", "timezone": "Europe/London", "opening_hours": WEEK}
    return LocationDraft(code=code, name=code.title(), **told, **said)


def _saved(answers: list[Any]) -> None:
    from duken.kernel.refusals import Refusal

    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer
