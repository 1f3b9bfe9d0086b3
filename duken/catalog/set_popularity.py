"""Popularity: how much a product is wanted, as a whole number the shop chooses (units sold lately, say)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from duken.catalog import _check
from duken.catalog._lock import lock_catalogue
from duken.kernel import sql
from duken.kernel.actor import Actor


def set_popularity(popularity: Mapping[UUID, int], *, by: Actor) -> int:
    """Set it for many products in two statements; answers how many exist. It only orders search results, so neither
    version nor events move. Raises InvalidField for a negative number."""
    by.require("catalog.write")
    values = [_check.whole("popularity", value, least=0) for value in popularity.values()]
    with transaction.atomic():
        lock_catalogue()
        _set("catalog_searchentry", "product_id", popularity, values)
        return _set("catalog_product", "id", popularity, values)


def _set(table: str, key: str, popularity: Mapping[UUID, int], values: list[int]) -> int:
    return sql.run(
        f"""
        UPDATE {table} held SET popularity = wanted.value
        FROM unnest(%s::uuid[], %s::int[]) wanted(id, value) WHERE held.{key} = wanted.id
        """,  # noqa: S608
        [list(popularity), values],
    )
