"""The customer's page and the queue of doubles, as people who work here use them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from duken.channels.backoffice.customers import story
from duken.customers.card.read import card
from duken.customers.identities.alias import canonical
from duken.customers.identities.find_candidates import find_candidates
from duken.customers.models import Candidate, Customer, Task
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import clock
from duken.privacy.erase_person import erase_person
from duken.privacy.reads import erased_at


@pytest.fixture
def doubles(make: Any, db: None) -> list[UUID]:
    make.selling("TEA")
    cards = recognise_customers(
        [
            Contact("Shopper Example", phone="+447700900123"),
            Contact("Example Shopper", email="shopper@example.com", mentioned=(("phone", "+447700900123"),)),
        ],
        by=make.by,
    )
    make.order("TEA", customer_id=cards[1])
    make.work_off()
    find_candidates(by=make.by)
    return cards


def post(browser: Client, name: str, *args: Any, **form: Any) -> str:
    answer = browser.post(reverse(f"office:{name}", args=args), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_consultation_takes_one_form_on_the_card(owner: Client, doubles: list[UUID]) -> None:
    page = post(owner, "customer_write", doubles[0], kind="consultation", text="Looks for a teapot")

    assert "Consultation: Looks for a teapot" in page
    assert "Written down." in page


def test_everything_on_the_card_is_written_and_shown(owner: Client, doubles: list[UUID], make: Any) -> None:
    one = doubles[0]
    post(owner, "customer_wishes", one, preferred_channel="email", refuses="call", size_name="Shoes", size="42")
    post(owner, "customer_address", one, label="Home", street="High Street 1", city="London", postcode="N1")
    post(owner, "customer_contact", one, kind="telegram", value="@shopper")
    page = post(owner, "customer_task", one, text="Call back", due="2026-01-05")

    for text in ("Not by telephone", "High Street 1", "shopper", "Telegram", "only typed", "Call back", "late", "42"):
        assert text in page
    task = Task.objects.get()
    post(owner, "customer_task", one, done=str(task.pk))
    assert card(one, by=make.by).tasks[0].done_at is not None
    post(owner, "customer_task", one, again=str(task.pk))
    post(owner, "customer_address", one, label="Office", street="Low Street 2", city="Leeds")
    address = card(one, by=make.by).addresses[1]
    post(owner, "customer_address", one, first=str(address.id))
    post(owner, "customer_address", one, address=str(address.id), street="High Street 3")
    assert [(each.label, each.street, each.city) for each in card(one, by=make.by).addresses] == [
        ("Home", "High Street 3", "London"),
        ("Office", "Low Street 2", "Leeds"),
    ]
    post(owner, "customer_address", one, remove=str(card(one, by=make.by).addresses[1].id))
    post(owner, "customer_address", one, remove=str(address.id))
    assert card(one, by=make.by).addresses == []


def test_a_size_of_nothing_is_refused_and_no_wish_is_kept(owner: Client, doubles: list[UUID], make: Any) -> None:
    page = post(owner, "customer_wishes", doubles[0], preferred_channel="email", size_name="", size="42")

    assert "“Size of”: is missing." in page
    assert card(doubles[0], by=make.by).short.preferred_channel == ""


def test_what_came_through_no_channel_is_told_in_plain_words(owner: Client, doubles: list[UUID]) -> None:
    post(owner, "customer_write", doubles[0], kind="consultation", text="Looks for a teapot")

    page = owner.get(reverse("office:customer", args=[doubles[0]])).content.decode()

    assert "through Duken itself" in page
    assert 'Looks for a teapot <span class="who">· Back office</span>' in page
    assert "Duken itself" in owner.get(reverse("office:customers")).content.decode()


def test_a_day_that_is_none_is_refused_and_nothing_is_written(owner: Client, doubles: list[UUID]) -> None:
    post(owner, "customer_task", doubles[0], text="Call back", due="2026-02-31")

    assert not Task.objects.exists()


def test_doubles_are_joined_and_parted_from_the_queue(owner: Client, doubles: list[UUID]) -> None:
    page = owner.get(reverse("office:merges")).content.decode()
    found = Candidate.objects.get()
    assert "same phone" in page
    assert "same name" in page
    assert "<th></th>" not in page

    page = post(owner, "merge_decide", found.pk, answer=str(doubles[1]))
    assert canonical(doubles) == dict.fromkeys(doubles, doubles[1])
    assert "They are one card now." in page
    assert "Joined cards" in owner.get(reverse("office:customer", args=[doubles[0]])).content.decode()

    page = post(owner, "merge_decide", found.pk, answer="undo")
    assert canonical(doubles) == {one: one for one in doubles}
    assert "each as it was" in page

    post(owner, "merge_decide", found.pk, answer="different")
    assert Candidate.objects.get().status == "different"


def test_a_merge_is_undone_from_the_card_and_what_stays_is_said(owner: Client, doubles: list[UUID], make: Any) -> None:
    found = Candidate.objects.get()
    post(owner, "merge_decide", found.pk, answer=str(doubles[0]))
    post(owner, "customer_write", doubles[0], kind="note", text="Comes on Mondays")
    [merge] = card(doubles[0], by=make.by).merges

    page = post(owner, "customer_part", doubles[0], merge=str(merge.id))

    assert "stays on this one: notes (1)" in page
    assert canonical(doubles) == {one: one for one in doubles}


def test_who_may_not_merge_sees_no_queue(sign_in: Any, doubles: list[UUID]) -> None:
    cashier = sign_in("cashier")
    found = Candidate.objects.get()

    assert cashier.get(reverse("office:merges")).status_code == 403
    assert cashier.post(reverse("office:merge_decide", args=[found.pk]), {"answer": "different"}).status_code == 403
    assert Candidate.objects.get().status == "waiting"


def test_who_was_erased_is_called_so_and_a_card_of_nobody_is_not(owner: Client, make: Any, db: None) -> None:
    ann, _ = recognise_customers([Contact("Ann", phone="+447700900123"), Contact("Boris", "+447700900124")], by=make.by)
    erase_person(ann, reason="asked", by=make.by)
    Customer.objects.create(created_at=clock.now())

    page = owner.get(reverse("office:customers")).content.decode()

    names = re.findall(r'<td class="is-text"><a href="/office/customers/[^"]+">([^<]+)</a>', page)
    assert names == ["No name", "Boris", "Erased"]
    card_page = owner.get(reverse("office:customer", args=[ann])).content.decode()
    assert "Everything about this person was erased" in card_page
    assert reverse("office:customer_write", args=[ann]) not in card_page
    assert erased_at([ann], by=make.by).keys() == {ann}


def test_why_two_cards_were_joined_is_said_in_the_language_of_the_page() -> None:
    with translation.override("ru"):
        assert story.why_joined("alike 88 %", "ru") == "похожи: 88\u00a0%"
        assert story.why_joined("same phone proven", "ru") == "подтверждено, что это их: телефон"
        assert story.why_joined("she said so", "ru") == "she said so"
