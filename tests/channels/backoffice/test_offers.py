"""Offers from the office: counted before, tried on oneself, sent in batches to those who agreed, told how it went."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from duken.conversations import verify
from duken.conversations.campaigns import audience as whom
from duken.conversations.campaigns.audience import Audience, count_audience
from duken.conversations.campaigns.reads import campaign, campaigns, results_of
from duken.conversations.campaigns.sending import start_campaign, take_up_campaigns, write_next_batch
from duken.conversations.errors import CampaignNotDraft
from duken.conversations.models import Message
from duken.conversations.offers import withdraw_url
from duken.conversations.send import send_message
from duken.customers.card.prefer import set_preferences
from duken.customers.consents.give import Consenting, give_consents, withdraw_consents
from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.customers.timeline.add import NewMoment, add_moments
from duken.kernel import clock, sql
from duken.kernel.actor import system
from duken.loyalty.models import Membership
from duken.loyalty.policies import Tier

BY = system("tests")
ONE = '<b class="number">1</b>'
FORM = {
    "name": "Spring tea",
    "subject_en": "New tea",
    "body_en": "Come and taste.",
    "subject_ru": "Чай",
    "body_ru": "Ждём.",
}
pytestmark = pytest.mark.django_db(transaction=True)


def said(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def people(make: Any) -> dict[str, UUID]:
    """Ann and Boris agreed; Cara did not; Dina agreed but wants calls; Ed has no contact."""
    make.selling("TEA")
    names = ("Ann", "Boris", "Cara", "Dina", "Ed")
    contacts = [
        Contact("Ann", "", "ann@example.com"),
        Contact("Boris", "+447700900112"),
        Contact("Cara", "", "cara@example.com"),
        Contact("Dina", "", "dina@example.com"),
        Contact("Ed", reference="R5"),
    ]
    cards = dict(zip(names, recognise_customers(contacts, by=BY), strict=True))
    give_consents([Consenting("marketing", cards[name]) for name in ("Ann", "Boris", "Dina", "Ed")], by=BY)
    set_preferences(cards["Dina"], preferred_channel="call", by=BY)
    return cards


@pytest.fixture
def offer(owner: Client, people: dict[str, UUID]) -> UUID:
    owner.post(reverse("office:offer_new"), FORM)
    [found] = campaigns(by=BY)
    return found.id


def work_off(offer: UUID) -> None:
    while write_next_batch(offer, by=BY):
        pass
    for message in Message.objects.filter(status="written", kind="offer"):
        send_message(message.pk, by=BY)


def test_before_sending_one_sees_who_gets_it_and_why_the_others_do_not(owner: Client, people: Any) -> None:
    page = said(owner.post(reverse("office:offers_counted"), FORM))

    assert "2 people get it" in page
    assert "of 5 it is meant for" in page
    assert f"<span>by e-mail</span>{ONE}</li><li><span>by text message</span>{ONE}" in page
    assert f"<span>have not agreed, took it back, or refuse this way</span>{ONE}" in page
    assert f"<span>want to be called, not written to</span>{ONE}" in page
    assert f"<span>have no phone and no e-mail, or were erased</span>{ONE}" in page
    assert Message.objects.count() == 0


def test_it_goes_in_batches_to_those_who_agreed_once(
    owner: Client, offer: UUID, people: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whom, "BATCH", 2)

    owner.post(reverse("office:offer_send", args=[offer]))
    owner.post(reverse("office:offer_send", args=[offer]))  # pressed twice
    work_off(offer)

    assert sorted(one.to[0] for one in mail.outbox) == ["+447700900112@sms.invalid", "ann@example.com"]
    found = campaign(offer, by=BY)
    assert (found.status, found.looked_at, found.written) == ("done", 5, 2)
    assert found.left_out == {
        "conversations.no_consent": 1,
        "conversations.prefers_calls": 1,
        "conversations.no_way_to_reach": 1,
    }
    with pytest.raises(CampaignNotDraft):
        start_campaign(offer, by=BY)
    assert [breach for check in verify.checks() for breach in check.look().breaches] == []


def test_one_press_stops_it_without_signing_in_and_the_page_tells(
    owner: Client, offer: UUID, people: dict[str, UUID]
) -> None:
    owner.post(reverse("office:offer_send", args=[offer]))
    work_off(offer)
    [letter] = [one for one in mail.outbox if one.to == ["ann@example.com"]]
    stop = withdraw_url(people["Ann"], "marketing", "en")
    assert stop in letter.body

    path = "/" + stop.split("/", 3)[3]
    assert Client().post(path).status_code == 200

    assert results_of(offer, by=BY).unsubscribed == 1
    assert "Unsubscribed since</dt><dd><b>1</b>" in said(owner.get(reverse("office:offer", args=[offer])))


def test_who_says_no_between_writing_and_leaving_gets_nothing(owner: Client, offer: UUID, people: Any) -> None:
    owner.post(reverse("office:offer_send", args=[offer]))
    while write_next_batch(offer, by=BY):
        pass
    withdraw_consents([Consenting("marketing", people["Ann"])], by=BY)

    work_off(offer)

    assert results_of(offer, by=BY) == (1, 0, 1, 0)


def test_a_stopped_offer_writes_to_nobody_more(owner: Client, offer: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whom, "BATCH", 1)
    owner.post(reverse("office:offer_send", args=[offer]))
    assert write_next_batch(offer, by=BY)

    owner.post(reverse("office:offer_stop", args=[offer]))

    assert not write_next_batch(offer, by=BY)
    assert campaign(offer, by=BY).looked_at == 1


def test_one_whose_job_failed_for_good_is_taken_up_where_it_was(owner: Client, offer: UUID) -> None:
    owner.post(reverse("office:offer_send", args=[offer]))
    assert take_up_campaigns(by=BY) == 0
    sql.run("DELETE FROM procrastinate_jobs WHERE lock = %s", [f"campaign:{offer}"])

    assert (take_up_campaigns(by=BY), take_up_campaigns(by=BY)) == (1, 0)

    assert results_of(offer, by=BY).unsubscribed is None
    assert "Unsubscribed since" not in said(owner.get(reverse("office:offer", args=[offer])))


def test_a_test_goes_to_whoever_writes_it_and_to_nobody_else(owner: Client, offer: UUID) -> None:
    owner.post(reverse("office:offer_test", args=[offer]), {"language": "ru"})

    [letter] = Message.objects.all()
    assert letter.recipient == "owner-all@example.com"
    assert "Ждём." in letter.body
    assert campaign(offer, by=BY).status == "draft"


def test_the_audience_is_by_group_by_what_was_bought_and_when(people: dict[str, UUID], make: Any) -> None:
    Customer.objects.filter(pk=people["Boris"]).update(group="wholesale")
    now, tea = clock.now(), "0198c0de-0000-7000-8000-000000000001"
    bought = {"number": "1", "categories": [tea]}
    add_moments(
        [
            NewMoment("o:1", people["Ann"], now - timedelta(days=40), "order_placed", facts=bought),
            NewMoment("o:2", people["Boris"], now - timedelta(days=2), "order_placed", facts={"number": "2"}),
        ]
    )

    def reached(asked: Audience) -> tuple[int, int]:
        counted = count_audience(asked, purpose="marketing", by=BY)
        return counted.people, counted.reached

    assert reached(Audience(groups=("wholesale",))) == (1, 1)
    assert reached(Audience(categories=(tea,))) == (1, 1)
    assert reached(Audience(until=now - timedelta(days=30))) == (1, 1)
    assert reached(Audience(since=now - timedelta(days=30))) == (1, 1)
    assert reached(Audience(since=now - timedelta(days=1))) == (0, 0)
    club = make.programme(tiers=(Tier("silver", "Silver", 10_000, 1500), Tier("gold", "Gold", 20_000, 2000)))
    for name, tier in (("Ann", "gold"), ("Boris", "silver")):
        member = {"tier": tier, "joined_at": now, "joined_in": "web", "judged_at": now}
        Membership.objects.create(programme_id=club.id, customer_id=people[name], **member)
    assert reached(Audience(tiers=("gold",), currency="GBP")) == (1, 1)


def test_what_is_missing_is_told_and_what_was_written_is_kept(owner: Client, people: Any) -> None:
    answer = owner.post(reverse("office:offer_new"), FORM | {"subject_en": ""})

    assert answer.status_code == 422
    assert "Come and taste." in said(answer)
    assert campaigns(by=BY) == []


def test_a_cashier_sends_nothing(sign_in: Any, offer: UUID) -> None:
    cashier = sign_in("cashier", at="high-street")

    assert cashier.post(reverse("office:offer_send", args=[offer])).status_code == 403
    assert campaign(offer, by=BY).status == "draft"


def test_an_offer_nobody_may_get_is_not_sent_and_the_page_says_why(
    owner: Client, offer: UUID, people: dict[str, UUID]
) -> None:
    form = FORM | {"offer": str(offer)}
    assert "disabled" not in said(owner.post(reverse("office:offers_counted"), form))
    withdraw_consents([Consenting("marketing", one) for one in people.values()], by=BY)

    counted = said(owner.post(reverse("office:offers_counted"), form))
    refused = said(owner.post(reverse("office:offer_send", args=[offer]), follow=True))

    assert "0 people get it" in counted
    assert "Nobody would get it: choose others, or wait until somebody agrees." in counted
    assert counted.count("disabled") == 1
    assert "Nobody would get it: nobody it is for may be written to." in refused
    assert campaign(offer, by=BY).status == "draft"


def test_what_was_changed_since_it_was_saved_is_saved_before_it_is_sent(owner: Client, offer: UUID) -> None:
    changed = said(owner.post(reverse("office:offers_counted"), FORM | {"offer": str(offer), "body_en": "Come."}))

    assert "You have changed it since it was saved: save it first." in changed
    assert changed.count("disabled") == 1
