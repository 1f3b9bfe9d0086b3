"""Issue coupons: codes that call a promotion. One or a hundred thousand, for anybody or for one person."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.promotions import accounts
from duken.promotions.coupon_codes import normal_code
from duken.promotions.drafts import CouponDraft
from duken.promotions.errors import CouponTaken, PromotionMissing
from duken.promotions.events import CouponsIssued
from duken.promotions.models import Coupon, Promotion

# Crockford's base 32 without the letters that are taken for digits: 12 of them are 60 bits, out of reach of guessing
# through a door that counts its knocks.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
MOST = 100_000


def issue_coupons(promotion_id: UUID, drafts: Sequence[CouponDraft], *, batch: str, by: Actor) -> list[str | Refusal]:
    """Make each code; answers the codes in order. Their uses lie in the ledger from the same moment.

    Raises PromotionMissing, InvalidField (too many at once). Refuses a bad code and CouponTaken.
    """
    by.require("promotions.write")
    if not 1 <= len(drafts) <= MOST:
        raise InvalidField("coupons", "out_of_range", len(drafts))
    with transaction.atomic():
        if not Promotion.objects.filter(pk=promotion_id).exists():
            raise PromotionMissing
        answers = _codes(drafts)
        fresh = _write(promotion_id, drafts, answers, batch)
        _fund(fresh, by)
        answers = [code if isinstance(code, Refusal) or code in fresh else CouponTaken(code) for code in answers]
        record(CouponsIssued(promotion_id, batch, len(fresh)), by=by)
    return answers


def _codes(drafts: Sequence[CouponDraft]) -> list[str | Refusal]:
    """The code of each draft, made where none was given; the same code twice is taken the second time."""
    answers: list[str | Refusal] = []
    seen: set[str] = set()
    for draft in drafts:
        code = normal_code(draft.code) if draft.code else "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not 3 <= len(code) <= 40 or not code.isalnum():
            answers.append(InvalidField("coupon", "empty_or_too_long", draft.code))
        elif not 1 <= draft.uses <= 1_000_000_000:
            answers.append(InvalidField("uses", "out_of_range", draft.uses))
        elif code in seen:
            answers.append(CouponTaken(code))
        else:
            answers.append(code)
        seen.add(code)
    return answers


def _write(
    promotion_id: UUID, drafts: Sequence[CouponDraft], answers: Sequence[str | Refusal], batch: str
) -> dict[str, Coupon]:
    now = clock.now()
    rows = [
        Coupon(
            promotion_id=promotion_id,
            code=code,
            uses=draft.uses,
            customer_id=draft.customer_id,
            ends_at=draft.ends_at,
            batch=batch[:100],
            issued_at=now,
        )
        for draft, code in zip(drafts, answers, strict=True)
        if isinstance(code, str)
    ]
    Coupon.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)
    written = Coupon.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    kept = set(written)
    return {row.code: row for row in rows if row.pk in kept}


def _fund(fresh: dict[str, Coupon], by: Actor) -> None:
    chains = [
        Chain(
            f"coupon:{row.pk}",
            f"coupon:{row.pk}",
            (Post(accounts.coupon_outside(row.pk, "issued"), accounts.coupon(row.pk), row.uses, "issued"),),
        )
        for row in fresh.values()
    ]
    if chains:
        post(chains, by=by.lend("ledger.post"))
