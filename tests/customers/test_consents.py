"""What people agreed to: kept for ever, counted by the latest word, taken back at any time."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from duken.customers.consents.give import Consenting, give_consents, withdraw_consents
from duken.customers.consents.link import read_withdrawal, withdrawal_token
from duken.customers.consents.live import consent_story, consents_of, may_send
from duken.customers.consents.models import Consent
from duken.customers.consents.wording import PURPOSES, wording
from duken.customers.errors import LinkBroken, PurposeUnknown
from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import Actor, ScopeMissing, system, with_scopes

BY = system("tests")
ARU = Contact("Aru", "+77012345678", "aru@example.com")
pytestmark = pytest.mark.django_db


@pytest.fixture
def aru() -> UUID:
    return recognise_customers([ARU], by=BY)[0]


def test_each_purpose_is_worded_in_every_language_of_the_shop(settings) -> None:
    for purpose in PURPOSES:
        words = {wording(purpose, language).text for language, _ in settings.LANGUAGES}
        assert len(words) == len(settings.LANGUAGES)


def test_a_consent_says_which_words_were_agreed_to(aru: UUID) -> None:
    [row] = give_consents([Consenting("marketing", aru, language="kk")], by=BY)

    read = consents_of(aru, by=BY)["marketing"]
    assert (read.id, read.is_given, read.language, read.channel) == (row, True, "kk", "system")
    assert read.text == wording("marketing", "kk").text
    assert read.text_sha256 == hashlib.sha256(read.text.encode()).hexdigest()


def test_saying_the_same_again_adds_nothing(aru: UUID) -> None:
    said = [Consenting("marketing", aru)]

    assert give_consents(said * 2, by=BY) == give_consents(said, by=BY) * 2
    assert withdraw_consents(said, by=BY) == withdraw_consents(said, by=BY)
    assert [one.is_given for one in consent_story(aru, by=BY)] == [False, True]


def test_who_never_agreed_and_who_took_it_back_are_not_written_to(aru: UUID) -> None:
    assert may_send([aru], purpose="marketing") == {}
    [row] = give_consents([Consenting("marketing", aru)], by=BY)
    assert may_send([aru], purpose="marketing", via="email") == {aru: row}
    assert may_send([aru], purpose="reviews") == {}

    withdraw_consents([Consenting("marketing", aru)], by=BY)

    assert may_send([aru], purpose="marketing") == {}


def test_a_way_the_card_refuses_is_refused_whatever_was_agreed_to(aru: UUID) -> None:
    give_consents([Consenting("marketing", aru)], by=BY)
    Customer.objects.filter(pk=aru).update(refuses=["sms"])

    assert set(may_send([aru], purpose="marketing", via="email")) == {aru}
    assert may_send([aru], purpose="marketing", via="sms") == {}


def test_a_guests_word_counts_until_they_say_one_on_their_card() -> None:
    give_consents([Consenting("marketing", contact=("email", "aru@example.com"))], by=BY)
    [aru] = recognise_customers([ARU], by=BY)
    assert set(may_send([aru], purpose="marketing")) == {aru}

    withdraw_consents([Consenting("marketing", aru)], by=BY)
    withdraw_consents([Consenting("marketing", contact=("email", "aru@example.com"))], by=BY)
    give_consents([Consenting("marketing", contact=("email", "aru@example.com"))], by=BY)

    assert may_send([aru], purpose="marketing") == {}


def test_the_latest_word_of_joined_cards_counts_and_parting_gives_each_its_own(aru: UUID) -> None:
    [other] = recognise_customers([Contact("Aru B", "+77015554433")], by=BY)
    give_consents([Consenting("marketing", other), Consenting("marketing", aru)], by=BY)
    withdraw_consents([Consenting("marketing", other)], by=BY)

    merge = merge_customers(aru, joined_id=other, reason="tests", by=BY)
    assert may_send([aru, other], purpose="marketing") == {}

    unmerge(merge, by=BY)
    assert set(may_send([aru, other], purpose="marketing")) == {aru}


def test_the_ledger_of_consents_refuses_to_be_rewritten(aru: UUID) -> None:
    give_consents([Consenting("marketing", aru)], by=BY)

    for statement in (
        "UPDATE customers_consent SET is_given = false",
        "DELETE FROM customers_consent",
        "UPDATE customers_consenttext SET text = ''",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Consent.objects.filter(is_given=True).count() == 1


def test_people_say_their_own_word_and_nobody_elses(aru: UUID) -> None:
    herself = Actor("customer:aru", "web", customer=aru)
    stranger = with_scopes("visitor:x", "web", {"carts.write", "orders.place"})

    give_consents([Consenting("marketing", aru)], by=herself)
    with pytest.raises(ScopeMissing):
        withdraw_consents([Consenting("marketing", aru)], by=stranger)
    with pytest.raises(PurposeUnknown):
        give_consents([Consenting("order", aru)], by=herself)

    assert set(may_send([aru], purpose="marketing")) == {aru}


def test_a_link_takes_back_exactly_what_it_was_made_for(aru: UUID) -> None:
    token = withdrawal_token(aru, "marketing")

    assert read_withdrawal(token) == (aru, "marketing")
    with pytest.raises(LinkBroken):
        read_withdrawal(token.replace("marketing", "reviews"))
    with pytest.raises(LinkBroken):
        read_withdrawal("nothing")
