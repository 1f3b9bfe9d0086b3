"""Stock: SKU, store, how many lie on the shelf there (those promised to customers included)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import variants_by_sku
from duken.channels.imports import cells
from duken.channels.imports.errors import Promised
from duken.channels.imports.kinds.kind import CREATED, UNCHANGED, UPDATED, Field, RowAnswer, Values, refused
from duken.inventory.adjust import adjust_stock
from duken.inventory.errors import BadQuantity
from duken.inventory.levels import EMPTY, Shelf
from duken.inventory.reads import locked_shelves, shelves
from duken.kernel import ids
from duken.kernel.actor import Actor, StoreForbidden
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores
from duken.stores.errors import LocationUnknown

_COLUMNS = {
    "catalog.variant_unknown": "sku",
    "stores.location_unknown": "store",
    "access.store_forbidden": "store",
    "inventory.bad_quantity": "quantity",
    "imports.promised": "quantity",
}
_MOST = 1_000_000_000
Level = tuple[UUID, UUID, int]  # variant, location, how many there shall be


class Stock:
    code: ClassVar[str] = "stock"
    scope: ClassVar[str] = "inventory.adjust"
    batch: ClassVar[int] = 5000
    fields: ClassVar[Sequence[Field]] = (
        Field("sku", _("SKU"), cells.code, is_required=True),
        Field("store", _("Store"), cells.text, is_required=True),
        Field("quantity", _("Quantity"), cells.count, is_required=True, is_number=True),
    )

    def identity(self, values: Mapping[str, Any]) -> object | None:
        return (str(values["sku"]).upper(), values["store"])

    def check(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        """Looks only: a shelf that is checked goes on selling."""
        wanted = _wanted(rows, by)
        found = shelves(_variants(wanted), channel="", locations=_places(wanted))
        return [_judged(row, level, found) for row, level in zip(rows, wanted, strict=True)]

    def save(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        wanted = _wanted(rows, by)
        with transaction.atomic():
            found = locked_shelves(_variants(wanted), channel="", locations=_places(wanted))
            answers = [_judged(row, level, found) for row, level in zip(rows, wanted, strict=True)]
            changes: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
            for level, answer in zip(wanted, answers, strict=True):
                if answer.outcome in (CREATED, UPDATED) and not isinstance(level, Refusal):
                    variant, location, quantity = level
                    changes[location].append((variant, quantity - _there(found.get((variant, location), EMPTY))))
            for location, changed in sorted(changes.items()):
                # The difference, not the level: the shelves are locked, so it cannot have changed since it was read.
                adjust_stock(changed, location_id=location, reason="import", key=f"import:{ids.new_id()}", by=by)
        return answers


def _wanted(rows: Sequence[Values], by: Actor) -> list[Level | Refusal]:
    variants = variants_by_sku({str(row.values["sku"]) for row in rows})
    places: dict[str, UUID | Refusal] = {name: _place(name, by) for name in {row.values["store"] for row in rows}}
    wanted: list[Level | Refusal] = []
    for row in rows:
        sku, place, quantity = str(row.values["sku"]), places[row.values["store"]], row.values["quantity"]
        if sku not in variants:
            wanted.append(VariantUnknown(sku))
        elif isinstance(place, Refusal):
            wanted.append(place)
        elif quantity > _MOST:
            wanted.append(BadQuantity(quantity))
        else:
            wanted.append((variants[sku].id, place, quantity))
    return wanted


def _place(name: str, by: Actor) -> UUID | Refusal:
    """A store by its code, or by its name as people write it."""
    for place in stores.locations():
        if name in (place.code, str(place.id)) or name.casefold() in (place.code.casefold(), place.name.casefold()):
            return place.id if by.may("inventory.adjust", store=place.id) else StoreForbidden("inventory.adjust")
    return LocationUnknown(name)


def _variants(wanted: Sequence[Level | Refusal]) -> list[UUID]:
    return list({level[0] for level in wanted if not isinstance(level, Refusal)})


def _places(wanted: Sequence[Level | Refusal]) -> list[UUID]:
    return list({level[1] for level in wanted if not isinstance(level, Refusal)})


def _judged(row: Values, level: Level | Refusal, found: Mapping[tuple[UUID, UUID], Shelf]) -> RowAnswer:
    if isinstance(level, Refusal):
        return refused(row.row, level, _COLUMNS)
    variant, location, quantity = level
    shelf = found.get((variant, location), EMPTY)
    if quantity < (promised := shelf.common_held + shelf.leased):
        return refused(row.row, Promised(str(row.values["sku"]), promised), _COLUMNS)
    if quantity == _there(shelf):
        return RowAnswer(row.row, UNCHANGED)
    return RowAnswer(row.row, UPDATED if (variant, location) in found else CREATED)


def _there(shelf: Shelf) -> int:
    """What tills have set aside lies on the same shelf."""
    return shelf.common + shelf.leased
