"""How often one person has used a promotion, by whichever of their cards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.customers.identities.alias import aliases_of_all
from duken.kernel import sql
from duken.promotions import accounts
from duken.promotions._snapshot import ActivePromotion


class UsesOf(NamedTuple):
    """An order takes its use from `card`, the one that speaks for the person; `elsewhere` were taken from others."""

    card: UUID
    elsewhere: int
    is_used_up: bool


def uses_of_people(
    customer_ids: Collection[UUID], promotions: Sequence[ActivePromotion]
) -> dict[tuple[UUID, UUID], UsesOf]:
    """For pricing: by (promotion, customer), where one person may use it so often. Two statements, none without limits.

    Whether a use is there the ledger decides with the order: the card must be left with what was used elsewhere.
    """
    limited = [each for each in promotions if each.uses_per_customer]
    if not limited or not customer_ids:
        return {}
    families = aliases_of_all(customer_ids)
    used = _used({card for family in families.values() for card in family}, limited)
    return {
        (each.rule.id, asked): _of(family, [used.get((each.rule.id, card), 0) for card in family], each)
        for asked, family in families.items()
        for each in limited
    }


def _of(family: Sequence[UUID], used: Sequence[int], promotion: ActivePromotion) -> UsesOf:
    assert promotion.uses_per_customer, "only promotions with a limit are asked about"
    return UsesOf(family[0], sum(used[1:]), sum(used) >= promotion.uses_per_customer)


def _used(cards: Collection[UUID], limited: Sequence[ActivePromotion]) -> dict[tuple[UUID, UUID], int]:
    limits = [(str(each.rule.id), each.uses_per_customer) for each in limited]
    columns = [list(column) for column in zip(*limits, strict=True)]
    found = sql.rows(_USED, [*columns, accounts.USES, [str(card) for card in cards]])
    return {(UUID(promotion_id), UUID(card)): max(used, 0) for promotion_id, card, used in found}


# Uses are granted on first need, one chain each: what was granted and is not free any more was used.
_USED = """
    SELECT a.unit, a.place, granted.uses - (a.posted - a.held)
    FROM unnest(%s::text[], %s::int[]) AS one(promotion, uses)
    JOIN ledger_account a ON a.book = %s AND a.unit = one.promotion AND a.bucket = 'customer' AND a.place = ANY(%s)
    CROSS JOIN LATERAL (
        SELECT count(*) AS uses FROM generate_series(1, one.uses) number
        JOIN ledger_chain c ON c.key = 'promotion:' || a.unit || ':customer:' || a.place || ':' || number
    ) granted
"""
