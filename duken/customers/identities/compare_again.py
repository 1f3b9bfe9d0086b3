"""Mark cards that say something new: the next search for candidates looks at them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.kernel import sql


def compare_again(customer_ids: Collection[UUID]) -> None:
    if customer_ids:
        sql.run(
            "UPDATE customers_customer SET compared_at = NULL WHERE id = ANY(%s) AND compared_at IS NOT NULL",
            [sorted(customer_ids)],
        )
