"""What the demo shop offers: a club with points, two promotions in force, one behind a coupon, one to be started."""

from __future__ import annotations

from typing import Any

from duken.catalog.reads import all_categories
from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.loyalty.policies import Tier
from duken.loyalty.reads import is_programme_there, programme_for
from duken.loyalty.save_programme import ProgrammeDraft, save_programme
from duken.promotions.change_status import start_promotion
from duken.promotions.drafts import CouponDraft, PromotionDraft
from duken.promotions.issue_coupons import issue_coupons
from duken.promotions.reads import is_code_taken
from duken.promotions.save_promotions import save_promotions

WELCOME = "WELCOME10"
_CLUB = ProgrammeDraft(
    "club", "Club", "GBP", point_value_minor=2, least_points=50, most_basis_points=5000,
    tiers=(Tier("silver", "Silver", 20_000, 1500), Tier("gold", "Gold", 100_000, 2000)),
)  # fmt: skip


def load_offers(*, by: Actor) -> None:
    """Make each; what is there stays as its owner has changed it since."""
    if programme_for(_CLUB.currency) is None and not is_programme_there(_CLUB.code):
        save_programme(_CLUB, by=by)
    drafts = [draft for draft in _drafts() if not is_code_taken(draft.code)]
    made = dict(zip([draft.code for draft in drafts], accepted(save_promotions(drafts, by=by)), strict=True))
    for code in ("CANDLES-3-FOR-2", "POST-FREE", WELCOME):
        if code in made:
            start_promotion(made[code], by=by)
    if WELCOME in made:
        issue_coupons(made[WELCOME], [CouponDraft(WELCOME, uses=100_000)], batch="welcome", by=by)


def _drafts() -> list[PromotionDraft]:
    return [
        _draft(
            "CANDLES-3-FOR-2",
            "Three candles for two",
            {"type": "cheapest_free", "of": 3},
            ("Три свечи по цене двух", "Три свеће за две", "Екінің бағасына үш шам"),
            goods=_on("candles"),
        ),
        _draft(
            "POST-FREE",
            "Free delivery from £50",
            {"type": "free_delivery"},
            ("Бесплатная доставка от £50", "Бесплатна достава од £50", "£50 бастап жеткізу тегін"),
            when={"min_sum_minor": 5000},
        ),
        _draft(
            WELCOME,
            "Ten per cent to begin with",
            {"type": "percent", "basis_points": 1000},
            ("Десять процентов для начала", "Десет посто за почетак", "Бастау үшін он пайыз"),
            when={"needs_coupon": True},
            uses_per_customer=1,
        ),
        _draft(
            "TEA-TIME",
            "Tea time",
            {"type": "percent", "basis_points": 1500},
            ("Время чая", "Време за чај", "Шай уақыты"),
            goods=_on("tea-coffee"),
            when={"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from_minute": 900, "to_minute": 1020},
        ),
    ]


def _draft(
    code: str,
    name: str,
    effect: dict[str, Any],
    names: tuple[str, str, str],
    *,
    goods: dict[str, Any] | None = None,
    when: dict[str, Any] | None = None,
    uses_per_customer: int | None = None,
) -> PromotionDraft:
    return PromotionDraft(
        code,
        name,
        "GBP",
        {"effect": effect, "goods": goods or {}, "when": when or {}},
        name_in=dict(zip(("ru", "sr", "kk"), names, strict=True)),
        uses_per_customer=uses_per_customer,
    )


def _on(slug: str) -> dict[str, Any]:
    return {"categories": [str(node.id) for node in all_categories() if node.slug == slug]}
