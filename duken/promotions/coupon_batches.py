"""Coupons for their author: by batch, with what is left of each."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.promotions.accounts import COUPON


class BatchRead(NamedTuple):
    """Coupons issued together. `uses` and `left` count uses, not codes."""

    batch: str
    issued_at: datetime
    coupons: int
    uses: int
    left: int
    ends_at: datetime | None
    example: str


class CouponLine(NamedTuple):
    code: str
    uses: int
    left: int
    customer_id: UUID | None
    ends_at: datetime | None


def coupon_batches(promotion_id: UUID, *, by: Actor) -> list[BatchRead]:
    """The batches of a promotion, newest first; one statement."""
    by.require("promotions.read")
    found = sql.named_rows(BatchRead, _BATCHES, [COUPON, promotion_id])
    return found if by.may("promotions.write") else [one._replace(example="") for one in found]


def coupons_of(promotion_id: UUID, batch: str, *, by: Actor) -> list[CouponLine]:
    """Every code of one batch, as it is printed or sent. Codes are money: only whoever may issue them reads them."""
    by.require("promotions.write")
    return sql.named_rows(CouponLine, _COUPONS, [COUPON, promotion_id, batch])


_LEFT = "LEFT JOIN ledger_account a ON a.book = %s AND a.unit = c.id::text AND a.bucket = 'left' AND a.place = ''"
_BATCHES = f"""
    SELECT c.batch, max(c.issued_at), count(*), sum(c.uses)::bigint, coalesce(sum(a.posted - a.held), 0)::bigint,
           max(c.ends_at), min(c.code)
    FROM promotions_coupon c {_LEFT}
    WHERE c.promotion_id = %s GROUP BY c.batch ORDER BY max(c.issued_at) DESC
"""  # noqa: S608
_COUPONS = f"""
    SELECT c.code, c.uses, coalesce(a.posted - a.held, 0), c.customer_id, c.ends_at
    FROM promotions_coupon c {_LEFT}
    WHERE c.promotion_id = %s AND c.batch = %s ORDER BY c.code
"""  # noqa: S608
