"""Promotions are written, changed, started and ended; what is left of their limits is in the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from duken.access.models import AuditEntry
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import Forbidden, InvalidField
from duken.kernel.states import IllegalMove
from duken.ledger.entries import Chain
from duken.ledger.post import post
from duken.promotions import reads, verify
from duken.promotions.change_status import end_promotion, pause_promotion, start_promotion
from duken.promotions.claims import Used, claims_of
from duken.promotions.drafts import PromotionDraft
from duken.promotions.errors import BadRule, StillSpent
from duken.promotions.models import Promotion
from duken.promotions.save_promotions import save_promotions

pytestmark = pytest.mark.django_db
BY = system("tests")
TEN = {"effect": {"type": "percent", "basis_points": 1000}}
DRAFT = PromotionDraft("TEN", "Ten off", "GBP", TEN)


def save(*drafts):
    return save_promotions(drafts, by=BY)


def take(promotion_id, amount=1):
    """An order that takes a use and so much of the budget."""
    [promotion] = [each for each in reads.active_promotions("GBP", clock.now()) if each.rule.id == promotion_id]
    holds = tuple(claim.hold() for claim in claims_of([Used(promotion, amount)], customer_id=None))
    return post([Chain(f"order:{amount}", "order", holds)], by=BY)


def test_a_new_promotion_is_a_draft_and_works_once_it_is_started():
    [promotion_id] = save(DRAFT)

    assert (reads.promotion(promotion_id, by=BY).status, reads.active_promotions("GBP", clock.now())) == ("draft", [])

    start_promotion(promotion_id, by=BY)
    assert [each.rule.code for each in reads.active_promotions("GBP", clock.now())] == ["TEN"]
    assert reads.active_promotions("KZT", clock.now()) == []

    pause_promotion(promotion_id, by=BY)
    assert reads.active_promotions("GBP", clock.now()) == []

    end_promotion(promotion_id, by=BY)
    with pytest.raises(IllegalMove):
        start_promotion(promotion_id, by=BY)


def test_it_works_in_its_period_only(make):
    now = clock.now()
    make.promotion("TEN", TEN["effect"], starts_at=now, ends_at=now + timedelta(days=1))

    moments = (now - timedelta(seconds=1), now, now + timedelta(days=1))
    assert [len(reads.active_promotions("GBP", at)) for at in moments] == [0, 1, 0]


def test_the_same_code_again_changes_it_and_leaves_an_audit_row():
    [first] = save(DRAFT)
    [second] = save(replace(DRAFT, name="Ten per cent off"))

    changed = reads.promotion(first, by=BY)
    assert (second, changed.name, changed.version) == (first, "Ten per cent off", 2)
    assert AuditEntry.objects.filter(act="promotions.write").count() == 2


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(DRAFT, terms={}), BadRule("", "Object missing required field `effect`")),
        (
            replace(DRAFT, terms={"effect": {"type": "percent", "basis_points": 10_001}}),
            BadRule("effect.basis_points", "Expected `int` <= 10000"),
        ),
        (
            replace(DRAFT, terms={**TEN, "when": {"wether": "fine"}}),
            BadRule("when", "Object contains unknown field `wether`"),
        ),
        (replace(DRAFT, currency="ABC"), InvalidField("currency", "not_a_currency", "ABC")),
        (replace(DRAFT, uses=0), InvalidField("uses", "out_of_range", 0)),
        (replace(DRAFT, code=""), InvalidField("code", "empty_or_too_long", "")),
    ],
)
def test_what_is_wrong_is_refused_where_it_is_wrong_and_disturbs_no_neighbour(draft, refusal):
    answers = save(draft, replace(DRAFT, code="GOOD"))

    assert answers[0] == refusal
    assert [each.code for each in reads.promotions(by=BY)] == ["GOOD"]


def test_limits_are_raised_and_lowered_but_never_below_what_was_used(make):
    promotion = make.promotion("TEN", TEN["effect"], budget_minor=500, uses=2)
    take(promotion.id, 400)

    after = reads.promotion(promotion.id, by=BY)
    assert (after.left_budget_minor, after.left_uses) == (100, 1)

    limits = replace(DRAFT, budget_minor=450, uses=5)
    assert save(replace(limits, budget_minor=399)) == [StillSpent("TEN", "budget")]
    assert save(limits) == [promotion.id]
    after = reads.promotion(promotion.id, by=BY)
    assert (after.left_budget_minor, after.left_uses) == (50, 4)
    assert [check.claim for check in verify.checks() if check.look().breaches] == []


def test_what_is_used_up_is_not_offered_any_more(make):
    promotion = make.promotion("TEN", TEN["effect"], uses=1)
    take(promotion.id)
    reads.forget()

    assert reads.active_promotions("GBP", clock.now()) == []


def test_more_than_the_limit_is_found(make):
    make.promotion("TEN", TEN["effect"], uses=2)
    Promotion.objects.update(uses=1)

    assert [check.invariant for check in verify.checks() if check.look().breaches] == ["I14"]


def test_who_may_not_write_promotions_writes_none():
    with pytest.raises(Forbidden):
        save_promotions([DRAFT], by=Actor(id="usr_x", channel="till", scopes=frozenset({"promotions.read"})))

    assert reads.promotions(by=BY) == []
