"""Offers reach only those who agreed, and stop at once when they take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core import mail

from duken.conversations import verify
from duken.conversations.errors import NoConsent, NothingSaid, NoWayToReach
from duken.conversations.models import Message
from duken.conversations.offers import may_be_written_to, write_offers
from duken.conversations.send import send_message
from duken.customers.consents.give import Consenting, give_consents, withdraw_consents
from duken.customers.errors import CustomerMissing
from duken.customers.identities.merge import merge_customers
from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import ids, sql
from duken.kernel.actor import ScopeMissing, system, with_scopes

BY = system("tests")
WORDS = {"en": ("New tea", "Come and taste it."), "ru": ("Новый чай", "Приходите попробовать.")}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> list[UUID]:
    return recognise_customers(
        [Contact("Aru", "+77012345678", "aru@example.com"), Contact("Berik", "+77015554433")], by=BY
    )


def agree(*cards: UUID) -> None:
    give_consents([Consenting("marketing", card) for card in cards], by=BY)


def breaches() -> list[Any]:
    return [breach for check in verify.checks() for breach in check.look().breaches]


def test_an_offer_goes_to_those_who_agreed_and_to_nobody_else(people: list[UUID]) -> None:
    aru, berik = people
    agree(aru)
    nobody = ids.new_id()
    [faceless] = recognise_customers([Contact("No way", reference="R1")], by=BY)

    answers = write_offers([aru, berik, nobody, faceless], campaign="tea", words=WORDS, by=BY)

    assert [type(one) for one in answers] == [UUID, NoConsent, CustomerMissing, NoWayToReach]
    assert write_offers([aru], campaign="tea", words=WORDS, by=BY) == answers[:1]
    assert send_message(answers[0], by=BY) is True
    [letter] = mail.outbox
    assert letter.to == ["aru@example.com"]
    assert letter.subject == "New tea"
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert breaches() == []


def test_who_says_no_between_writing_and_sending_gets_nothing(people: list[UUID]) -> None:
    aru, _ = people
    agree(aru)
    [message] = write_offers([aru], campaign="tea", words=WORDS, by=BY)

    withdraw_consents([Consenting("marketing", aru)], by=BY)

    assert send_message(message, by=BY) is False
    assert send_message(message, by=BY) is False
    assert mail.outbox == []
    assert Message.objects.get().status == "withheld"


def test_a_card_that_refuses_mail_is_written_to_another_way_or_not_at_all(people: list[UUID]) -> None:
    agree(*people)
    Customer.objects.filter(pk=people[0]).update(refuses=["email"])
    Customer.objects.filter(pk=people[1]).update(refuses=["sms"])

    sms, refused = write_offers(people, campaign="tea", words=WORDS, by=BY)

    assert Message.objects.get(pk=sms).via == "sms"
    assert isinstance(refused, NoConsent)


def test_each_reads_it_in_their_language(people: list[UUID]) -> None:
    agree(people[0])
    Customer.objects.filter(pk=people[0]).update(language="ru")

    [message] = write_offers(people[:1], campaign="tea", words=WORDS, by=BY)

    assert Message.objects.get(pk=message).subject == "Новый чай"
    assert "/ru/stop/" in Message.objects.get(pk=message).body


def test_nobody_sends_offers_who_may_not_and_none_without_words(people: list[UUID]) -> None:
    agree(*people)
    with pytest.raises(ScopeMissing):
        write_offers(people, campaign="tea", words=WORDS, by=with_scopes("staff:x", "office", {"customers.read"}))
    with pytest.raises(NothingSaid):
        write_offers(people, campaign="tea", words={"en": ("", "x")}, by=BY)

    assert Message.objects.count() == 0


def test_an_offer_that_left_without_consent_is_found(people: list[UUID]) -> None:
    aru, _ = people
    agree(aru)
    [message] = write_offers([aru], campaign="tea", words=WORDS, by=BY)
    send_message(message, by=BY)
    assert breaches() == []

    sql.run("UPDATE conversations_message SET consent_id = NULL")

    assert [breach.facts["message"] for breach in breaches()] == [message]


def test_asking_about_many_takes_no_more_statements(people: list[UUID], django_assert_max_num_queries: Any) -> None:
    many = recognise_customers([Contact(f"Guest {n}", f"+7701600{n:04}") for n in range(40)], by=BY)
    agree(people[0], *many)

    with django_assert_max_num_queries(5):  # cards, families, words of cards, contacts, words of contacts
        found = may_be_written_to([*people, *many], purpose="marketing", by=BY)

    assert [one.why is None for one in found] == [True, False, *[True] * 40]


def test_a_way_that_any_card_of_a_person_refuses_is_refused_for_all_of_them(people: list[UUID]) -> None:
    aru, berik = people
    agree(*people)
    Customer.objects.filter(pk=berik).update(refuses=["email"])
    merge_customers(aru, joined_id=berik, reason="twins", by=BY)

    reach = may_be_written_to([aru], purpose="marketing", by=BY)[0]

    assert reach.why is None
    assert reach.way == ("sms", "+77012345678")
    Customer.objects.filter(pk=aru).update(refuses=["sms"])
    assert isinstance(may_be_written_to([berik], purpose="marketing", by=BY)[0].why, NoConsent)
