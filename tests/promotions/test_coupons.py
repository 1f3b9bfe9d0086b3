"""Codes that call a promotion: issued in bulk or for one person, used as often as they may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duken.kernel import clock, ids
from duken.kernel.actor import Actor, ScopeMissing, system
from duken.kernel.refusals import InvalidField
from duken.ledger.entries import Chain, HoldId, Posted, Release
from duken.ledger.post import post
from duken.promotions import reads, verify
from duken.promotions.claims import Used, claims_of, grants_for, in_words_of_promotions
from duken.promotions.coupon_batches import coupon_batches, coupons_of
from duken.promotions.coupon_codes import normal_code
from duken.promotions.drafts import CouponDraft
from duken.promotions.errors import CouponOver, CouponTaken, CouponUnknown, CouponUsedUp, PromotionUsedUp
from duken.promotions.issue_coupons import issue_coupons

pytestmark = pytest.mark.django_db
BY = system("tests")
EFFECT = {"type": "percent", "basis_points": 1000}
SOMEBODY = ids.new_id()


def named(code, customer_id=None):
    [found] = reads.coupons_named([(code, customer_id)], at=clock.now())
    return found


def order(make_used, number, *, customer_id=None):
    """An order's chain with its claims, as the ledger answers it."""
    claims = claims_of(make_used, customer_id=customer_id)
    grants = grants_for(make_used, customer_id=customer_id)
    chain = Chain(f"order:{number}", f"order:{number}", tuple(claim.hold() for claim in claims))
    answer = post([*grants, chain], by=BY)[-1]
    return answer if isinstance(answer, Posted) else in_words_of_promotions(answer, claims)


def active(promotion_id):
    reads.forget()
    return next(each for each in reads.active_promotions("GBP", clock.now()) if each.rule.id == promotion_id)


@pytest.mark.parametrize("typed", ["HELLO10", "hello-10", " Hello 10 ", "HEL_LO–10"])
def test_any_usual_spelling_is_the_same_code(typed):
    assert normal_code(typed) == "HELLO10"


def test_a_coupon_is_found_by_the_code_as_typed(make):
    promotion = make.promotion("TEN", EFFECT)
    make.coupon(promotion, "hello-10")

    found = named("Hello 10")
    assert (found.code, found.promotion_id) == ("HELLO10", promotion.id)
    assert named("OTHER") == CouponUnknown("OTHER")


def test_a_coupon_of_one_person_does_not_exist_for_others(make):
    make.coupon(make.promotion("TEN", EFFECT), "MINE", customer_id=SOMEBODY)

    assert named("MINE") == CouponUnknown("MINE")
    assert named("MINE", customer_id=ids.new_id()) == CouponUnknown("MINE")
    assert named("MINE", customer_id=SOMEBODY).code == "MINE"


def test_a_coupon_whose_time_is_over_says_so(make):
    make.coupon(make.promotion("TEN", EFFECT), "LATE", ends_at=clock.now() - timedelta(seconds=1))

    assert named("LATE") == CouponOver("LATE")


def test_codes_in_bulk_are_all_different_and_cannot_be_guessed(make):
    promotion = make.promotion("TEN", EFFECT)

    codes = issue_coupons(promotion.id, [CouponDraft() for _ in range(500)], batch="spring", by=BY)

    assert len(set(codes)) == 500
    assert {len(code) for code in codes} == {12}
    assert reads.promotion(promotion.id, by=BY).coupons == 500
    assert [check.claim for check in verify.checks() if check.look().breaches] == []


def test_a_code_that_is_taken_or_unusable_is_refused_alone(make):
    promotion = make.promotion("TEN", EFFECT)
    make.coupon(promotion, "HELLO")

    drafts = [
        CouponDraft("hello"),
        CouponDraft("a"),
        CouponDraft("NEW"),
        CouponDraft("new"),
        CouponDraft("X1Y2", uses=0),
    ]
    answers = issue_coupons(promotion.id, drafts, batch="spring", by=BY)

    assert answers == [
        CouponTaken("HELLO"),
        InvalidField("coupon", "empty_or_too_long", "a"),
        "NEW",
        CouponTaken("NEW"),
        InvalidField("uses", "out_of_range", 0),
    ]


def test_one_use_is_one_order_and_comes_back_when_the_order_is_cancelled(make):
    promotion = make.promotion("TEN", EFFECT)
    make.coupon(promotion, "ONCE")
    coupon = named("ONCE")
    used = [Used(active(promotion.id), 50, coupon.code, coupon.id)]

    first = order(used, 1)
    assert isinstance(first, Posted)
    assert order(used, 2) == CouponUsedUp("ONCE")
    assert named("ONCE") == CouponUsedUp("ONCE")

    post([Chain("cancel:1", "order:1", (Release(HoldId(first.transfers[0])),))], by=BY)
    assert named("ONCE") == coupon
    assert isinstance(order(used, 3), Posted)


def test_each_person_may_use_it_so_often(make):
    promotion = make.promotion("TEN", EFFECT, uses_per_customer=2)
    used = [Used(active(promotion.id), 50)]
    other = ids.new_id()

    answers = [order(used, number, customer_id=SOMEBODY) for number in range(3)]

    assert [isinstance(answer, Posted) for answer in answers] == [True, True, False]
    assert answers[2] == PromotionUsedUp("TEN")
    assert isinstance(order(used, 9, customer_id=other), Posted)


def test_a_budget_is_never_exceeded(make):
    promotion = make.promotion("TEN", EFFECT, budget_minor=120)
    used = [Used(active(promotion.id), 50)]

    answers = [order(used, number) for number in range(3)]

    assert [isinstance(answer, Posted) for answer in answers] == [True, True, False]
    assert answers[2] == PromotionUsedUp("TEN")
    assert reads.promotion(promotion.id, by=BY).left_budget_minor == 20


def test_batches_tell_what_is_left_and_only_whoever_issues_reads_the_codes(make):
    promotion = make.promotion("TEN", EFFECT, when={"needs_coupon": True})
    issue_coupons(promotion.id, [CouponDraft("A-10", uses=5), CouponDraft("B-10")], batch="leaflet", by=BY)

    [batch] = coupon_batches(promotion.id, by=BY)
    reader = Actor("staff:1", "office", frozenset({"promotions.read"}))

    assert (batch.batch, batch.coupons, batch.uses, batch.left, batch.example) == ("leaflet", 2, 6, 6, "A10")
    assert [(one.code, one.left) for one in coupons_of(promotion.id, "leaflet", by=BY)] == [("A10", 5), ("B10", 1)]
    assert coupon_batches(promotion.id, by=reader) == [batch._replace(example="")]
    with pytest.raises(ScopeMissing):
        coupons_of(promotion.id, "leaflet", by=reader)
