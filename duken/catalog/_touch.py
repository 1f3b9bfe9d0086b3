"""Every change of a product's parts is a change of the product: its version goes up."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duken.kernel import clock, sql


def touch(product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Raise the version of each product; answers the new ones."""
    return dict(
        sql.rows(
            """
            UPDATE catalog_product SET version = version + 1, updated_at = %s WHERE id = ANY(%s)
            RETURNING id, version
            """,
            [clock.now(), list(product_ids)],
        )
    )
