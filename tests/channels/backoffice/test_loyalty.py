"""The programme in the office: said before it is saved, every version kept, points given and taken with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from duken.access.models import AuditEntry
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.loyalty import reads
from duken.loyalty.models import Correction, ProgrammeVersion
from duken.loyalty.personal import KEEPER
from duken.loyalty.policies import Tier
from duken.privacy.person import person_of

BY = system("tests")
FORM = {
    "name": "Club", "earn_points": "1", "earn_per": "100", "point_value": "1", "least_points": "10",
    "most_percent": "50", "months": "12", "tier_months": "12", "is_active": "yes",
    "tier_name": ["Silver", ""], "tier_from": ["1 000", ""], "tier_times": ["1,5", ""],
}  # fmt: skip


def said(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def shop(db: None, make: Any) -> Any:
    make.selling("TEA")
    reads.forget()
    return make


@pytest.fixture
def ann(shop: Any) -> Any:
    [card] = recognise_customers([Contact("Ann Lee", "+447700900111", "ann@example.com")], by=BY)
    return card


def test_a_programme_is_begun_and_changed_and_each_version_stays(owner: Any, shop: Any) -> None:
    assert "Nobody earns points yet" in said(owner.get(reverse("office:loyalty")))

    owner.post(reverse("office:loyalty"), FORM)
    owner.post(reverse("office:loyalty"), FORM)  # pressed twice: no second version
    owner.post(reverse("office:loyalty"), FORM | {"months": ""})

    programme = reads.programme_of("GBP")
    assert (programme.earn_per_minor, programme.point_value_minor, programme.most_basis_points) == (10_000, 100, 5000)
    assert programme.months is None
    assert programme.tiers == (Tier("silver", "Silver", 100_000, 1500),)
    assert [(one.number, one.terms["months"]) for one in ProgrammeVersion.objects.order_by("number")] == [
        (1, 12),
        (2, None),
    ]
    facts = AuditEntry.objects.filter(act="loyalty.manage").order_by("at").values_list("facts", flat=True)
    assert facts[1] == {"code": "club", "version": 2, "changed": ["months"]}
    assert "how long points count" in said(owner.get(reverse("office:loyalty")))


def test_the_preview_says_what_a_basket_earns_and_saves_nothing(owner: Any, shop: Any) -> None:
    page = said(owner.post(reverse("office:loyalty_tried"), FORM | {"basket": "25000"}))

    assert "250 points" in page
    assert "worth £250.00" in page
    assert "375 points" in page  # Silver
    assert "gives back 1% of what is paid" in page
    assert reads.programme_for("GBP") is None


def test_what_is_mistyped_is_told_and_kept_in_the_form(owner: Any, shop: Any) -> None:
    answer = owner.post(reverse("office:loyalty"), FORM | {"earn_per": "a lot", "name": "My club"})

    assert answer.status_code == 422
    assert 'value="My club"' in said(answer)
    assert 'value="Silver"' in said(answer)
    assert "number" in said(owner.post(reverse("office:loyalty_tried"), FORM | {"basket": "", "earn_per": "x"}))
    assert reads.programme_for("GBP") is None


def test_who_may_not_change_it_sees_it_and_changes_nothing(sign_in: Any, shop: Any) -> None:
    shop.programme()
    cashier = sign_in("cashier", at="high-street")

    assert "Points outstanding" in said(cashier.get(reverse("office:loyalty")))
    assert cashier.post(reverse("office:loyalty"), FORM).status_code == 403
    assert reads.programme_of("GBP").earn_per_minor == 100


def test_the_figures_are_what_the_ledger_holds(owner: Any, shop: Any, ann: Any) -> None:
    shop.programme(point_value_minor=2)
    shop.points(ann, 300)
    shop.points(ann, -50)

    page = said(owner.get(reverse("office:loyalty")))

    assert "<b>250</b>" in page
    assert "<b>£5.00</b>" in page
    assert 'class="number">250</td>' in page  # earned this month


def test_a_member_is_found_and_gets_points_once_with_the_reason(owner: Any, shop: Any, ann: Any) -> None:
    shop.programme()
    assert "Ann Lee" in said(owner.get(reverse("office:loyalty_members"), {"q": "0111"}))
    form = {"points": "120", "act": "give", "reason": "a late parcel for Ann", "key": "one press"}

    for _ in range(2):
        owner.post(reverse("office:loyalty_correct", args=[ann]), form)
    owner.post(reverse("office:loyalty_correct", args=[ann]), form | {"act": "take", "points": "20", "key": "k2"})
    owner.post(reverse("office:loyalty_correct", args=[ann]), form | {"reason": " ", "key": "k3"})

    page = said(owner.get(reverse("office:loyalty_member", args=[ann])))
    assert reads.points_of(ann, currency="GBP", by=BY).free == 100
    assert "a late parcel for Ann" in page
    assert list(Correction.objects.order_by("pk").values_list("points", flat=True)) == [120, -20]


def test_the_reason_is_forgotten_with_the_person(shop: Any, ann: Any) -> None:
    shop.programme()
    shop.points(ann, 5)
    person = person_of(ann)

    assert KEEPER.held(person)["points_corrected"][0]["reason"] == "made"
    assert KEEPER.forget(person) == 1
    assert Correction.objects.get().reason == ""


def test_every_currency_of_the_shop_has_a_programme_the_euro_too(owner: Any, shop: Any) -> None:
    shop.channel("phone", currency="EUR")

    assert owner.get(f"{reverse('office:loyalty')}?currency=EUR").context["currency"] == "EUR"
