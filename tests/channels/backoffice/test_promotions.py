"""A promotion from the first idea to the coupon in a shopper's hand: written, tried, started, limited, ended."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from duken.kernel.actor import system
from duken.promotions import reads
from duken.promotions.coupon_batches import coupon_batches

BY = system("tests")
TEN = {"name": "Ten off tea", "currency": "GBP", "effect": "percent", "percent": "10", "skus": "tea", "priority": "100"}


@pytest.fixture
def shop(make):
    make.selling("TEA", "MUG")
    return make


def only():
    [found] = reads.promotions(by=BY)
    return found


def trying(owner, **form):
    return owner.post(reverse("office:promotion_try"), TEN | {"try_channel": "web"} | form).content.decode()


def test_a_promotion_is_written_in_the_trades_words_and_kept_as_data(owner, shop):
    said = {"effect": "cheapest_free", "of": "3", "free": "1", "free_percent": "50", "weekdays": ["mon", "fri"],
            "from_time": "10:00", "to_time": "18:30", "min_sum": "20,50", "budget": "1 000", "needs_coupon": "yes",
            "alone": "yes"}  # fmt: skip
    answer = owner.post(reverse("office:promotion_new"), TEN | said)

    found = only()
    assert answer.headers["Location"] == reverse("office:promotion", args=[found.id])
    assert (found.code, found.status, found.budget_minor, found.alone) == ("TEN-OFF-TEA", "draft", 100_000, True)
    assert found.terms == {
        "effect": {"type": "cheapest_free", "of": 3, "basis_points": 5000},
        "goods": {"skus": ["TEA"]},
        "when": {"weekdays": ["fri", "mon"], "from_minute": 600, "to_minute": 1110, "needs_coupon": True,
                 "min_sum_minor": 2050},
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        {"effect": "percent", "percent": "12.5"},
        {"effect": "amount_each", "amount": "1.50", "not_skus": "MUG"},
        {"effect": "fixed_price", "price": "3"},
        {"effect": "bundle", "parts": "1 MUG\n2 TEA, POT", "bundle_price": "9.99"},
        {"effect": "gift", "gift_sku": "mug", "gift_quantity": "2"},
        {"effect": "free_delivery", "up_to": "3.95", "contains": "2 TEA"},
        {"effect": "points", "multiplier": "2.5", "is_first_order": "yes", "cap": "5"},
    ],
)
def test_what_was_saved_is_shown_as_it_was_typed_and_saving_it_again_changes_nothing(owner, shop, said):
    owner.post(reverse("office:promotion_new"), TEN | said)
    before = only()
    page = owner.get(reverse("office:promotion", args=[before.id]))
    typed = {name: value for name, value in page.context["form"].items() if value}

    owner.post(reverse("office:promotion", args=[before.id]), typed)

    assert only().terms == before.terms
    assert only().cap_minor == before.cap_minor


def test_a_mistake_is_told_and_nothing_typed_is_lost(owner, shop):
    answer = owner.post(reverse("office:promotion_new"), TEN | {"percent": "ten"})
    assert answer.status_code == 422
    assert answer.context["said"] == "“Percent”: is not a number."
    assert answer.context["form"]["percent"] == "ten"
    assert reads.promotions(by=BY) == []


def test_a_new_promotion_never_overwrites_one_of_the_same_name(owner, shop):
    owner.post(reverse("office:promotion_new"), TEN)
    answer = owner.post(reverse("office:promotion_new"), TEN | {"percent": "90"})
    assert answer.status_code == 422
    assert only().terms["effect"]["basis_points"] == 1000


def test_a_basket_is_priced_as_if_the_promotion_were_in_force_and_nothing_is_written(owner, shop):
    page = trying(owner, try_lines="TEA 2\nMUG")
    assert "It makes this basket £1.00 cheaper." in page
    assert "10% off TEA" in page
    assert reads.promotions(by=BY) == []


def test_what_takes_nothing_off_says_why(owner, shop):
    assert "it needs its code" in trying(owner, try_lines="TEA", needs_coupon="yes")
    assert "cheaper" in trying(owner, try_lines="TEA", needs_coupon="yes", try_coupon="yes")
    assert "the sum is too small" in trying(owner, try_lines="TEA", min_sum="100")
    assert "There is no article NOTHING." in trying(owner, try_lines="NOTHING 1")
    assert "is not a number" in trying(owner, percent="x")
    assert "Say what it does and how much" in trying(owner, percent=" ")


def test_whom_it_meets_is_shown_with_the_goods_they_share(owner, shop):
    shop.promotion("SPRING", {"type": "percent", "basis_points": 500})
    page = trying(owner)
    assert "both work" in page
    assert "Spring" in page
    assert "1 article" in page
    assert "both work" not in trying(owner, alone="yes")
    assert "No other promotion" in trying(owner, currency="EUR")


def test_a_promotion_is_started_paused_and_ended(owner, shop):
    owner.post(reverse("office:promotion_new"), TEN)
    for act, status in (("start", "active"), ("pause", "paused"), ("start", "active"), ("end", "ended")):
        owner.post(reverse(f"office:promotion_{act}", args=[only().id]))
        assert only().status == status


def test_coupons_are_issued_and_written_to_a_file(owner, shop):
    owner.post(reverse("office:promotion_new"), TEN | {"needs_coupon": "yes"})
    issue = reverse("office:coupons_issue", args=[only().id])
    owner.post(issue, {"code": "spring-10", "uses": "500", "batch": "radio"})
    owner.post(issue, {"many": "25", "batch": "leaflet"})

    batches = coupon_batches(only().id, by=BY)
    file = owner.get(reverse("office:coupons_codes", args=[only().id]), {"batch": "leaflet"})

    assert {(one.batch, one.coupons, one.uses) for one in batches} == {("radio", 1, 500), ("leaflet", 25, 25)}
    assert len(file.content.decode().splitlines()) == 26
    assert file.headers["Content-Disposition"] == 'attachment; filename="coupons.csv"'


def test_whoever_may_only_read_promotions_neither_saves_nor_sees_codes(owner, sign_in, shop):
    owner.post(reverse("office:promotion_new"), TEN | {"needs_coupon": "yes"})
    found = only()
    owner.post(reverse("office:coupons_issue", args=[found.id]), {"code": "SECRET-CODE"})
    reader = sign_in("analyst")

    page = reader.get(reverse("office:promotion", args=[found.id]))
    assert page.status_code == 200
    assert b"SECRETCODE" not in page.content
    assert reader.post(reverse("office:promotion", args=[found.id]), TEN | {"percent": "99"}).status_code == 403
    assert reader.get(reverse("office:coupons_codes", args=[found.id])).status_code == 403
    assert only().terms["effect"]["basis_points"] == 1000


def test_a_percentage_that_is_none_is_told_in_plain_words(owner, shop):
    for typed in ("150", "0", "-5"):
        assert "“Percent”: must be more than 0 and at most 100." in trying(owner, percent=typed)
    assert "10% off TEA" in trying(owner)


def basket_of(page):
    """What is put into the field of the test basket."""
    [lines] = re.findall(r'<textarea id="try-lines"[^>]*>([^<]*)</textarea>', page)
    return lines.split("\n")


def test_the_test_basket_fits_the_rule_and_goes_through_the_web_shop(owner, shop):
    shop.selling("CUP")
    shop.channel("api", name="Partners")
    for form in (TEN, TEN | {"name": "Three", "effect": "cheapest_free", "of": "3", "free": "1"}):
        owner.post(reverse("office:promotion_new"), form)
    by_name = {one.name: reverse("office:promotion", args=[one.id]) for one in reads.promotions(by=BY)}

    first = owner.get(by_name["Ten off tea"]).content.decode()

    assert basket_of(first) == ["TEA 1", "CUP 1"]
    assert basket_of(owner.get(by_name["Three"]).content.decode()) == ["TEA 3", "CUP 1"]
    assert basket_of(owner.get(reverse("office:promotion_new")).content.decode()) == ["CUP 1", "MUG 1", "TEA 1"]
    assert re.findall(r'<option value="([^"]+)" selected>', first.partition('id="try-channel"')[2])[0] == "web"


def test_the_test_basket_follows_the_rule_until_somebody_types_their_own(owner, shop):
    offered = {"try_lines": "MUG 1\r\nTEA 1", "try_offered": "MUG 1\nTEA 1"}

    followed = trying(owner, skus="tea", **offered)

    assert basket_of(followed) == ["TEA 1", "MUG 1"]
    assert "It makes this basket £0.50 cheaper." in followed
    assert "try-lines" not in trying(owner, skus="tea", **(offered | {"try_lines": "MUG 5"}))


def test_the_sentence_says_the_cap_and_how_often_one_person_gets_it(owner, shop):
    form = {"cap": "5", "uses_per_customer": "2"}
    owner.post(reverse("office:promotion_new"), TEN | form)

    for page in (trying(owner, **form), owner.get(reverse("office:promotions")).content.decode()):
        assert "at most £5.00 off one order" in page
        assert "in 2 orders of each person" in page


def test_a_refused_coupon_keeps_what_was_typed_and_the_promotion_stays_itself(owner, shop):
    owner.post(reverse("office:promotion_new"), TEN)
    issue = reverse("office:coupons_issue", args=[only().id])
    typed = {"code": "SPRING", "uses": "many", "batch": "Leaflet", "ends_at": "2030-05-01T10:00", "customer": ""}

    answer = owner.post(issue, typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "“Uses of each code”: is not a whole number." in page
    for kept in ('value="SPRING"', 'value="many"', 'value="Leaflet"', 'value="2030-05-01T10:00"'):
        assert kept in page
    assert f'action="{reverse("office:promotion", args=[only().id])}" id="promotion"' in page
    assert coupon_batches(only().id, by=BY) == []
