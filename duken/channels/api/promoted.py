"""What promotions and points did to a basket, line by line, and why others did not: for quotes and orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta

from duken.carts.basket import Promoted, Quote
from duken.channels.api.answers import Answer
from duken.channels.texts import detail
from duken.kernel import ids
from duken.kernel.refusals import Refusal

Coupons = Annotated[list[Annotated[str, Meta(min_length=1, max_length=60)]], Meta(max_length=20)]
Points = Annotated[int, Meta(ge=0, le=1_000_000_000)]
CustomerName = Annotated[str, Meta(max_length=40, description="`cus_…`: whose prices, tiers, coupons and points")]

CompanyName = Annotated[str, Meta(max_length=40, description="`com_…`: for whom it is bought")]


class LineShare(Answer):
    """What a promotion takes off one line."""

    position: int
    sku: str
    amount_minor: int


class PromotionUsed(Answer):
    """`coupon` is the one it was given for. What is not in `lines` is off the delivery."""

    code: str
    name: str
    coupon: str | None
    amount_minor: int
    lines: list[LineShare]


class GiftShown(Answer):
    """So many pieces more would cost nothing, were they among the lines."""

    promotion: str
    sku: str
    quantity: int


class NearMiss(Answer):
    """A promotion that a little more would bring: `facts` say how much is missing."""

    promotion: str
    why: str
    facts: dict[str, Any]


class NotApplied(Answer):
    """A coupon that did not work: a stable code, its facts, and a sentence in the Accept-Language."""

    coupon: str
    code: str
    detail: str
    facts: dict[str, Any]


class PointsUsed(Answer):
    """`refused`: why none were spent."""

    points: int
    amount_minor: int
    refused: str | None = None
    detail: str = ""


class PromotedShown(Answer):
    promotions: list[PromotionUsed]
    not_applied: list[NotApplied]
    near: list[NearMiss]
    gifts: list[GiftShown]
    points: PointsUsed


def promoted_shown(quoted: Quote) -> PromotedShown:
    promoted = quoted.promoted or Promoted()
    no = promoted.points_refused
    return PromotedShown(
        promotions=list(_used(quoted)),
        not_applied=[_not_applied(coupon, refusal) for coupon, refusal in promoted.refused.items()],
        near=[NearMiss(promotion=each.code, why=each.why, facts=dict(each.facts)) for each in promoted.near],
        gifts=[GiftShown(promotion=gift.code, sku=gift.sku, quantity=gift.quantity) for gift in promoted.gifts],
        points=PointsUsed(
            points=promoted.points,
            amount_minor=promoted.points_minor,
            refused=no.code if no else None,
            detail=detail(no) if no else "",
        ),
    )


def _used(quoted: Quote) -> Iterator[PromotionUsed]:
    shares: dict[str, list[LineShare]] = {}
    for position, line in enumerate(quoted.lines):
        sums: dict[str, int] = {}
        for step in line.steps:
            if code := step.facts.get("promotion"):
                sums[code] = sums.get(code, 0) - step.amount_minor
        for code, amount in sums.items():
            shares.setdefault(code, []).append(LineShare(position=position, sku=line.sku, amount_minor=amount))
    for promotion, amount_minor, coupon, *_ in quoted.promoted.used if quoted.promoted else ():
        code = promotion.rule.code
        yield PromotionUsed(
            code=code,
            name=promotion.name,
            coupon=coupon or None,
            amount_minor=amount_minor,
            lines=shares.get(code, []),
        )


def _not_applied(coupon: str, refusal: Refusal) -> NotApplied:
    return NotApplied(coupon=coupon, code=refusal.code, detail=detail(refusal), facts=dict(refusal.facts))


def company_named(shown: str) -> UUID | None:
    return ids.read("com", shown) if shown else None


def customer_named(shown: str) -> UUID | None:
    return ids.read("cus", shown) if shown else None
