"""Archiving: a product leaves every channel at once but stays in history; restoring brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.catalog._lock import lock_catalogue
from duken.catalog._touch import touch
from duken.catalog.errors import ProductUnknown
from duken.catalog.events import ProductArchived, ProductRestored
from duken.catalog.ids import ProductId
from duken.catalog.search.index import refresh
from duken.kernel import events, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal


def archive_products(product_ids: Sequence[UUID], *, by: Actor) -> list[ProductId | Refusal]:
    """Take products out of sale and search; archiving twice changes nothing. Unknown ids answer ProductUnknown."""
    by.require("catalog.write")
    with transaction.atomic():
        versions = _switch(product_ids, is_active=False)
        events.record(*(ProductArchived(one, version) for one, version in versions.items()), by=by)
        return _answers(product_ids)


def restore_products(product_ids: Sequence[UUID], *, by: Actor) -> list[ProductId | Refusal]:
    """Bring archived products back as they were. Unknown ids answer ProductUnknown."""
    by.require("catalog.write")
    with transaction.atomic():
        versions = _switch(product_ids, is_active=True)
        events.record(*(ProductRestored(one, version) for one, version in versions.items()), by=by)
        return _answers(product_ids)


def _switch(product_ids: Sequence[UUID], *, is_active: bool) -> dict[UUID, int]:
    lock_catalogue()
    changed = sql.rows(
        "UPDATE catalog_product SET is_active = %s WHERE id = ANY(%s) AND is_active <> %s RETURNING id",
        [is_active, list(product_ids), is_active],
    )
    changed_ids = [row[0] for row in changed]
    refresh(changed_ids)
    return touch(changed_ids)


def _answers(product_ids: Sequence[UUID]) -> list[ProductId | Refusal]:
    known = {row[0] for row in sql.rows("SELECT id FROM catalog_product WHERE id = ANY(%s)", [list(product_ids)])}
    return [ProductId(one) if one in known else ProductUnknown(one) for one in product_ids]
