"""Every kind there is, by its code."""

from __future__ import annotations

from duken.channels.imports.errors import KindUnknown
from duken.channels.imports.kinds.customers import Customers
from duken.channels.imports.kinds.kind import Field, Kind
from duken.channels.imports.kinds.prices import Prices
from duken.channels.imports.kinds.products import Products
from duken.channels.imports.kinds.stock import Stock

KINDS: dict[str, type[Kind]] = {"products": Products, "prices": Prices, "stock": Stock, "customers": Customers}


def kind_named(code: str) -> Kind:
    """A fresh one for one file: it may remember what it has looked up. Raises KindUnknown."""
    return _class(code)()


def fields_of(code: str) -> tuple[Field, ...]:
    return tuple(_class(code).fields)


def scope_of(code: str) -> str:
    return _class(code).scope


def _class(code: str) -> type[Kind]:
    if code not in KINDS:
        raise KindUnknown(code)
    return KINDS[code]
