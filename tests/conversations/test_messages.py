"""What is said to customers: once, in their language, by the way they can be reached."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from duken.conversations import verify
from duken.conversations.messenger import MESSENGERS
from duken.conversations.models import Message
from duken.conversations.reads import messages_of
from duken.conversations.send import send_message
from duken.conversations.write import text_of, write_message
from duken.kernel.actor import ScopeMissing, system
from duken.kernel.events import story_of
from duken.orders.drafts import Contact
from duken.orders.errors import OrderMissing

BY = system("tests")
KINDS = ("confirmed", "short", "ready", "shipped", "collected", "delivered", "cancelled")
FACTS = {"missing_lines": [], "nothing_left": False, "to_pay_minor": 499, "tracking": "AB1"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_notice_has_a_subject_and_a_link_in_every_language(make: Any, language: str) -> None:
    make.selling("TEA")
    placed = make.order("TEA", language=language)

    for kind in KINDS:
        subject, body = text_of(placed, kind, FACTS)
        assert placed.number in subject
        assert "\n" not in subject
        prefix = "" if language == "en" else f"/{language}"
        assert f"{prefix}/order/{placed.secret}/" in body
        assert "{" not in subject + body


@pytest.mark.django_db
def test_the_same_thing_is_never_said_twice(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")

    said = [write_message(placed, "confirmed", facts=FACTS, key="once", by=BY) for _ in range(2)]

    assert said[0] is not None
    assert said[1] is None
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_whoever_left_only_a_phone_gets_a_text(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA", contact=Contact("Buyer", "+447700900123", ""))

    write_message(placed, "ready", facts=FACTS, key="k", by=BY)

    [message] = messages_of(placed.id, by=BY)
    assert (message.via, message.recipient) == ("sms", "+447700900123")


@pytest.mark.django_db(transaction=True)
def test_a_message_is_sent_once_and_what_is_typed_by_people_stays_text(make: Any) -> None:
    assert set(MESSENGERS) == {"email", "sms"}
    make.selling("TEA")
    placed = make.order("TEA", contact=Contact("<b>Bob</b>\r\nBcc: x@example.com", "", "bob@example.com"))
    message = write_message(placed, "confirmed", facts=FACTS, key="k", by=BY)
    assert message is not None

    assert [send_message(message, by=BY), send_message(message, by=BY)] == [True, False]

    [sent] = mail.outbox
    assert sent.recipients() == ["bob@example.com"]
    told = [event for event in story_of("order", placed.id) if event.name.startswith("conversations.")]
    assert "bob@example.com" not in str([event.facts for event in told])


@pytest.mark.django_db
def test_only_those_who_may_write_do_and_only_those_who_see_the_order_read(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")

    with pytest.raises(ScopeMissing):
        write_message(placed, "ready", facts=FACTS, key="k", by=make.buyer())
    with pytest.raises(OrderMissing):
        messages_of(placed.id, by=make.buyer("another"))


@pytest.mark.django_db
def test_a_ready_notice_before_the_notice_of_a_shortage_would_be_found(make: Any) -> None:
    from duken.fulfilment.short_pick import short_pick

    make.selling("TEA", "CUP")
    placed = make.order("TEA", "CUP")
    work = make.fulfilment(placed.id)
    short_pick(work.id, work.lines[0].id, quantity=1, reason="not_found", by=BY)
    check, *_ = verify.checks()
    assert not check.look().breaches

    write_message(placed, "ready", facts=FACTS, key="planted", by=BY)

    assert len(check.look().breaches) == 1
