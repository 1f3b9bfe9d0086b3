"""Companies: known by a tax number that is checked, and who may act for them."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.companies.buyers import BuyerDraft, remove_buyer, save_buyers
from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.numbers import checked_tax_number
from duken.customers.companies.reads import acts_for, books_seen_by, buyers_of, companies, companies_of, company
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.customers.errors import CustomerMissing
from duken.customers.identities.merge import merge_customers
from duken.customers.personal import KEEPER
from duken.kernel import ids
from duken.kernel.actor import ScopeMissing, system, with_scopes
from duken.kernel.events import story_of
from duken.kernel.money import Money
from duken.kernel.persons import Person
from duken.kernel.refusals import InvalidField, Refusal

BY = system("tests")
RIGHT = [("KZ", "060440009474"), ("KZ", "0604 4000 9474"), ("RU", "7707083893"), ("RU", "500100732259"),
         ("RS", "101134702"), ("GB", "GB 980 780 684")]  # fmt: skip
WRONG = [("KZ", "060440009475"), ("KZ", "06044000947"), ("KZ", "O60440009474"), ("RU", "7707083894"),
         ("RU", "77070838931"), ("RU", "500100732250"), ("RS", "101134703"), ("RS", "1011347021"), ("GB", " - "),
]  # fmt: skip


@pytest.mark.parametrize(("country", "number"), RIGHT)
def test_a_tax_number_is_kept_in_one_spelling(country: str, number: str) -> None:
    assert checked_tax_number(country, number) == number.replace(" ", "")


@pytest.mark.parametrize(("country", "number"), WRONG)
def test_a_tax_number_with_a_wrong_digit_is_refused(country: str, number: str) -> None:
    with pytest.raises(InvalidField):
        checked_tax_number(country, number)


@pytest.mark.django_db
def test_a_company_is_saved_once_under_its_number() -> None:
    draft = CompanyDraft("kz", "060440009474", " Kofe ", group="trade", terms_days=14, phone="8 701 555 44 33")

    [first] = save_companies([draft], by=BY)
    [again] = save_companies([draft], by=BY)
    assert not isinstance(first, Refusal)
    found = company(first, by=BY)
    assert (again, found.legal_name, found.country, found.phone) == (first, "Kofe", "KZ", "+77015554433")
    assert (found.group, found.terms_days) == ("trade", 14)

    [changed] = save_companies([CompanyDraft("KZ", "0604 4000 9474", "Kofe Almaty")], by=BY)
    assert (changed, company(first, by=BY).legal_name) == (first, "Kofe Almaty")
    assert [one.name for one in story_of("company", first)] == ["customers.CompanySaved"] * 2


@pytest.mark.django_db
def test_one_bad_company_does_not_keep_its_neighbours() -> None:
    good = CompanyDraft("RS", "101134702", "Kafa d.o.o.")
    bad = [CompanyDraft("RS", "101134703", "Kafa"), CompanyDraft("RS", "101134702", " "), CompanyDraft("", "1", "X")]

    answers = save_companies([*bad, good, CompanyDraft("RS", "101134702", "Kafa", terms_days=400)], by=BY)

    assert [answer.facts["field"] if isinstance(answer, Refusal) else "saved" for answer in answers] == [
        "tax_number", "legal_name", "country", "saved", "terms_days",
    ]  # fmt: skip
    assert [one.legal_name for one in companies(by=BY)] == ["Kafa d.o.o."]


@pytest.mark.django_db
def test_one_person_buys_for_several_companies(make: Any) -> None:
    café, bar = make.company("Café"), make.company("Bar")
    ann = make.company_buyer(café, bar, limit_minor=5000)
    assert ann.customer

    acts = companies_of(ann.customer, by=ann)
    assert [(one.company.legal_name, one.role, one.limit) for one in acts] == [
        ("Bar", "buyer", Money(5000, "GBP")),
        ("Café", "buyer", Money(5000, "GBP")),
    ]
    save_buyers(bar, [BuyerDraft(ann.customer, "accounts")], by=BY)
    assert [(one.role, one.limit, one.may_order) for one in buyers_of(bar, by=BY)] == [("accounts", None, False)]

    assert remove_buyer(bar, ann.customer, by=BY)
    assert not remove_buyer(bar, ann.customer, by=BY)
    assert [one.company.id for one in companies_of(ann.customer, by=ann)] == [café]


@pytest.mark.django_db
def test_what_is_said_of_a_buyer_holds_for_all_cards_that_were_joined(make: Any) -> None:
    café = make.company()
    kept, joined = make.company_buyer().customer, make.company_buyer(café).customer
    merge_customers(kept, joined_id=joined, reason="", by=BY)
    assert acts_for(kept, café) == acts_for(joined, café)

    save_buyers(café, [BuyerDraft(joined, "accounts", Money(100, "GBP"))], by=BY)
    assert [(one.customer_id, one.role) for one in buyers_of(café, by=BY)] == [(kept, "accounts")]
    assert [(one.role, one.limit) for one in companies_of(kept, by=BY)] == [("accounts", Money(100, "GBP"))]

    assert remove_buyer(café, joined, by=BY)
    assert acts_for(kept, café) is None


@pytest.mark.django_db
def test_of_what_two_joined_cards_may_do_the_one_that_speaks_for_them_counts(make: Any) -> None:
    café = make.company()
    joined, kept = make.company_buyer(café, role="approver"), make.company_buyer(café, limit_minor=900)
    assert kept.customer
    assert joined.customer
    merge_customers(kept.customer, joined_id=joined.customer, reason="", by=BY)

    for one in (kept, joined):
        assert one.customer
        assert [(acts.role, acts.limit) for acts in companies_of(one.customer, by=one)] == [
            ("buyer", Money(900, "GBP"))
        ]
        assert books_seen_by(one) == []


@pytest.mark.django_db
def test_many_buyers_are_saved_in_as_many_statements_as_one(make: Any, django_assert_max_num_queries: Any) -> None:
    café = make.company()
    people = [make.company_buyer().customer for _ in range(4)]
    wanted = [BuyerDraft(one, "approver", Money(900, "GBP")) for one in people]

    with django_assert_max_num_queries(9):  # the transaction's two among them
        assert save_buyers(café, [BuyerDraft(people[0]), *wanted], by=BY) == [None] * 5
    assert save_buyers(café, wanted, by=BY) == [None] * 4

    assert [(one.role, one.limit) for one in buyers_of(café, by=BY)] == [("approver", Money(900, "GBP"))] * 4
    assert [one.name for one in story_of("company", café)].count("customers.BuyerSaved") == 4


@pytest.mark.django_db
def test_a_buyer_is_somebody_we_know_with_a_role_there_is(make: Any) -> None:
    café = make.company()
    ann = make.company_buyer()
    drafts = [
        BuyerDraft(ids.new_id()),
        BuyerDraft(ann.customer, "owner"),
        BuyerDraft(ann.customer, limit=Money(0, "GBP")),
        BuyerDraft(ann.customer, limit=Money(900, "")),
    ]

    answers = save_buyers(café, drafts, by=BY)

    assert answers == [
        CustomerMissing(),
        InvalidField("role", "not_an_option", "owner"),
        InvalidField("limit", "out_of_range", 0),
        InvalidField("limit_currency", "not_a_currency", ""),
    ]
    assert buyers_of(café, by=BY) == []
    with pytest.raises(CompanyMissing):
        save_buyers(ids.new_id(), drafts, by=BY)


@pytest.mark.django_db
def test_a_buyer_sees_their_company_and_no_other(make: Any) -> None:
    café, bar = make.company("Café"), make.company("Bar")
    ann = make.company_buyer(café)
    stranger = with_scopes("visitor:x", "web", {"orders.place"})

    assert company(café, by=ann).legal_name == "Café"
    for actor, asked in ((ann, bar), (stranger, café)):
        with pytest.raises(CompanyMissing):
            company(asked, by=actor)
        with pytest.raises(CompanyMissing):
            buyers_of(asked, by=actor)
    with pytest.raises(ScopeMissing):
        companies(by=ann)
    with pytest.raises(ScopeMissing):
        save_companies([CompanyDraft("GB", "1", "X")], by=ann)
    with pytest.raises(ScopeMissing):
        save_buyers(café, [BuyerDraft(ann.customer, "approver")], by=ann)


@pytest.mark.django_db
def test_of_a_sole_trader_who_is_erased_the_way_to_them_and_the_note_go(make: Any) -> None:
    theirs = make.company("Anna Lee", phone="+447700900123", email="office@example.com", note="calls at night")
    others = make.company("Other Ltd", phone="+447700900124", note="pays late")

    KEEPER.forget(Person((ids.new_id(),), (("phone", "+447700900123"), ("email", "anna@example.com"))))

    left = [
        (one.legal_name, one.phone, one.email, one.note) for one in (company(theirs, by=BY), company(others, by=BY))
    ]
    assert left == [
        ("Anna Lee", "", "office@example.com", ""),
        ("Other Ltd", "+447700900124", "", "pays late"),
    ]
