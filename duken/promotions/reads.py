"""Questions about promotions and coupons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from duken.customers.identities.alias import are_same
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.kernel.letters import said_in
from duken.kernel.refusals import Refusal
from duken.ledger.reads import floored
from duken.promotions import accounts
from duken.promotions._snapshot import ActivePromotion, current, forget
from duken.promotions.coupon_codes import normal_code
from duken.promotions.errors import CouponOver, CouponUnknown, CouponUsedUp, PromotionMissing
from duken.promotions.models import Coupon, Promotion

__all__ = [
    "ActivePromotion",
    "CouponRead",
    "PromotionRead",
    "active_promotions",
    "any_for_first_orders",
    "coupons_named",
    "forget",
    "is_code_taken",
    "name_of",
    "personal_codes",
    "promotion",
    "promotions_ahead",
    "shared_codes",
]


@dataclass(frozen=True, slots=True)
class CouponRead:
    """A coupon that may be used now. `code` is in normal spelling."""

    id: UUID
    code: str
    promotion_id: UUID


@dataclass(frozen=True, slots=True)
class PromotionRead:
    """A promotion for its author. `left_*` are what may still be given; None where there is no limit."""

    id: UUID
    code: str
    name: str
    name_in: Mapping[str, str]
    status: str
    currency: str
    terms: Mapping[str, Any]
    starts_at: datetime | None
    ends_at: datetime | None
    priority: int
    group: str
    alone: bool
    cap_minor: int | None
    budget_minor: int | None
    uses: int | None
    uses_per_customer: int | None
    version: int
    coupons: int
    left_budget_minor: int | None
    left_uses: int | None


def active_promotions(currency: str, at: datetime) -> list[ActivePromotion]:
    """Promotions in force, in the order in which they are judged. At most a few seconds old."""
    return [each for each in current() if each.currency == currency and each.is_in_force(at)]


def promotions_ahead(currency: str, at: datetime) -> list[ActivePromotion]:
    """Those in force now or later, in the order in which they are judged: for whoever may not be able to ask then."""
    return [each for each in current() if each.currency == currency and (each.ends_at is None or at < each.ends_at)]


def shared_codes(promotion_ids: Collection[UUID], at: datetime, *, limit: int = 1000) -> dict[str, UUID]:
    """Codes that anybody may use and more than once, with what each calls; the oldest first. One statement."""
    found = Coupon.objects.filter(promotion_id__in=promotion_ids, customer_id=None, uses__gt=1)
    still = found.filter(Q(ends_at=None) | Q(ends_at__gt=at)).order_by("issued_at", "code")
    return dict(still.values_list("code", "promotion_id")[:limit]) if promotion_ids else {}


def any_for_first_orders() -> bool:
    """Whether it matters to any active promotion if an order is somebody's first. No statement of its own."""
    return any(each.rule.when.is_first_order for each in current())


def name_of(code: str, language: str) -> str:
    """What shoppers call an active promotion; its code when it is active no more. No statement of its own."""
    found = next((each for each in current() if each.rule.code == code), None)
    return code if found is None else said_in(language, found.name, found.name_in)


def is_code_taken(code: str) -> bool:
    """For a form that means a new promotion: saving a known code changes the one that has it."""
    return Promotion.objects.filter(code=code).exists()


def coupons_named(asked: Sequence[tuple[str, UUID | None]], *, at: datetime) -> list[CouponRead | Refusal]:
    """What each code, as typed by this customer, calls: a coupon, or why not; in order. One statement, two where
    a coupon is another card's than the one that asks: it may be the same person's.

    CouponUnknown (also for one that is another person's), CouponOver, CouponUsedUp. A use is taken only with the order.
    """
    wanted = [(normal_code(code), buyer) for code, buyer in asked]
    codes = sorted({code for code, _ in wanted})
    rows = {row[0]: row[1:] for row in sql.rows(_COUPONS, [accounts.COUPON, codes])} if wanted else {}
    owners = {code: owner for code, (_, _, owner, *_) in rows.items()}
    theirs = are_same([(owners.get(code), buyer) for code, buyer in wanted])
    return [
        _judged(code, rows[code], at) if code in rows and (is_theirs or owners[code] is None) else CouponUnknown(code)
        for (code, _), is_theirs in zip(wanted, theirs, strict=True)
    ]


def personal_codes(codes: Collection[str]) -> set[str]:
    """Those of these codes, in normal spelling, that were made for one person. One statement, or none."""
    if not codes:
        return set()
    found = Coupon.objects.filter(code__in=codes).exclude(customer_id=None)
    return set(found.values_list("code", flat=True))


_COUPONS = """
    SELECT c.code, c.id, c.promotion_id, c.customer_id, c.ends_at, a.posted - a.held
    FROM promotions_coupon c
    LEFT JOIN ledger_account a ON a.book = %s AND a.unit = c.id::text AND a.bucket = 'left' AND a.place = ''
    WHERE c.code = ANY(%s)
"""


def _judged(code: str, row: Any, at: datetime) -> CouponRead | Refusal:
    coupon_id, promotion_id, _, ends_at, left = row
    if ends_at is not None and ends_at <= at:
        return CouponOver(code)
    return CouponRead(coupon_id, code, promotion_id) if left else CouponUsedUp(code)


def promotion(promotion_id: UUID, *, by: Actor) -> PromotionRead:
    """One promotion. Raises PromotionMissing."""
    found = promotions(ids=[promotion_id], by=by)
    if not found:
        raise PromotionMissing
    return found[0]


def promotions(
    *, status: str = "", ids: Sequence[UUID] | None = None, limit: int = 200, by: Actor
) -> list[PromotionRead]:
    """Promotions, newest first, with what is left of each; three statements."""
    by.require("promotions.read")
    found = Promotion.objects.annotate(coupon_count=Count("coupons")).order_by("-created_at", "-id")
    if status:
        found = found.filter(status=status)
    if ids is not None:
        found = found.filter(pk__in=ids)
    rows = list(found[:limit])
    budgets = {
        balance.place: balance.free
        for balance in floored(accounts.BUDGET, sorted({row.currency for row in rows}), buckets=["left"])
    }
    uses = {
        balance.unit: balance.free
        for balance in floored(accounts.USES, [str(row.pk) for row in rows], buckets=["left"])
    }
    return [_read(row, budgets, uses) for row in rows]


def _read(row: Any, budgets: Mapping[str, int], uses: Mapping[str, int]) -> PromotionRead:
    return PromotionRead(
        row.pk,
        row.code,
        row.name,
        row.name_in,
        row.status,
        row.currency,
        row.terms,
        row.starts_at,
        row.ends_at,
        row.priority,
        row.group,
        row.alone,
        row.cap_minor,
        row.budget_minor,
        row.uses,
        row.uses_per_customer,
        row.version,
        row.coupon_count,
        None if row.budget_minor is None else budgets.get(str(row.pk), 0),
        None if row.uses is None else uses.get(str(row.pk), 0),
    )
