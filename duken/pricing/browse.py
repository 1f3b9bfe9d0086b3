"""Prices as they stand on the lists, for people who change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


class ListPrice(NamedTuple):
    """One price on one list, whether it is in force or not."""

    variant_id: UUID
    list_code: str
    min_quantity: int
    amount_minor: int
    currency: str


def prices_on_lists(
    variant_ids: Sequence[UUID], *, list_codes: Sequence[str] | None = None, by: Actor
) -> list[ListPrice]:
    """Every price of these variants on some lists, or on all; one statement."""
    by.require("pricing.read")
    return sql.named_rows(
        ListPrice,
        """SELECT price.variant_id, list.code, price.min_quantity, price.amount_minor, list.currency
           FROM pricing_price price JOIN pricing_pricelist list ON list.id = price.price_list_id
           WHERE price.variant_id = ANY(%(variants)s) AND (%(all)s OR list.code = ANY(%(codes)s))
           ORDER BY list.rank, list.code, price.min_quantity""",
        {"variants": list(variant_ids), "all": list_codes is None, "codes": list(list_codes or ())},
    )
