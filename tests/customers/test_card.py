"""The card tells everything the shop knows of somebody, whoever asks the next time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.customers.card.addresses import add_address
from duken.customers.card.prefer import set_preferences
from duken.customers.card.read import card
from duken.customers.card.short import short_card
from duken.customers.card.tasks import add_task, finish_task, reopen_task
from duken.customers.card.write import record_consultation, write_note
from duken.customers.errors import CustomerMissing, TaskMissing
from duken.customers.identities.merge import merge_customers
from duken.customers.models import Moment, Note, Task
from duken.customers.recognise import Contact, recognise_customers
from duken.customers.timeline.reads import timeline
from duken.kernel import clock, ids
from duken.kernel.actor import ScopeMissing, with_scopes
from duken.kernel.cards import CardNumberRefused
from duken.kernel.refusals import InvalidField
from duken.orders.confirm import confirm_order
from duken.orders.drafts import Contact as OrderContact
from duken.orders.fulfil import fulfil_order
from duken.reactions.timeline import retell

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(make: Any) -> UUID:
    [card] = recognise_customers([Contact("Shopper", phone="+447700900123")], by=make.by)
    return card


def kinds(customer_id: UUID, by: Any) -> list[str]:
    return [moment.kind for moment in timeline(customer_id, by=by)]


def test_what_happens_to_orders_stands_on_the_buyers_timeline(make: Any, somebody: UUID) -> None:
    make.selling("TEA", price_minor=500)
    make.programme()
    placed = make.order("TEA", quantity=2, contact=OrderContact("Shopper", "07700 900123"))
    make.work_off()
    confirm_order(placed.id, by=make.by)
    fulfil_order(placed.id, by=make.by)
    make.work_off()

    found = timeline(somebody, by=make.by)

    assert sorted(moment.kind for moment in found) == ["order_fulfilled", "order_placed", "points_earned"]
    [told] = [moment for moment in found if moment.kind == "order_placed"]
    assert (told.subject, told.channel, told.facts["number"]) == (f"order:{placed.id}", "web", placed.number)
    short = short_card(somebody, by=make.by)
    assert short is not None
    assert (short.orders, short.worth) == (1, [("GBP", 1000)])


def test_telling_it_all_again_changes_nothing_and_fills_what_is_missing(make: Any, somebody: UUID) -> None:
    make.selling("TEA")
    make.order("TEA", customer_id=somebody)
    make.work_off()
    before = list(Moment.objects.order_by("key").values("key", "customer_id", "at", "kind", "facts"))
    assert before

    retell()
    assert list(Moment.objects.order_by("key").values("key", "customer_id", "at", "kind", "facts")) == before

    Moment.objects.all().delete()
    retell(batch=2)
    assert list(Moment.objects.order_by("key").values("key", "customer_id", "at", "kind", "facts")) == before


def test_a_consultation_is_told_to_whoever_comes_next(make: Any, somebody: UUID) -> None:
    note = record_consultation(somebody, "Looks for a teapot of one litre.", by=make.by)
    write_note(somebody, "Comes by bicycle.", by=make.by)

    found = card(somebody, by=make.by)

    assert [one.text for one in found.notes] == ["Comes by bicycle.", "Looks for a teapot of one litre."]
    assert [(one.kind, one.subject) for one in found.timeline] == [("consultation", f"note:{note}")]


def test_tasks_are_due_and_done(make: Any, somebody: UUID) -> None:
    later = clock.now() + timedelta(days=2)
    second = add_task(somebody, "Send the list", due_at=later, by=make.by)
    first = add_task(somebody, "Call about the teapot", due_at=clock.now(), by=make.by)

    assert [one.id for one in card(somebody, by=make.by).tasks] == [first, second]
    finish_task(first, by=make.by)
    finish_task(first, by=make.by)
    short = short_card(somebody, by=make.by)
    assert short is not None
    assert short.open_tasks == 1
    assert [(one.id, one.done_at is None) for one in card(somebody, by=make.by).tasks] == [
        (second, True),
        (first, False),
    ]
    reopen_task(first, by=make.by)
    assert [one.done_at for one in card(somebody, by=make.by).tasks] == [None, None]
    with pytest.raises(TaskMissing):
        finish_task(ids.new_id(), by=make.by)


def test_wishes_are_kept_and_what_is_not_understood_is_refused(make: Any, somebody: UUID) -> None:
    set_preferences(somebody, preferred_channel="messenger", refuses=["call"], sizes={"Shoes": "42"}, by=make.by)
    add_address(somebody, label="Home", city="Almaty", street="Abai 1", postcode="050000", by=make.by)
    with pytest.raises(InvalidField):
        set_preferences(somebody, refuses=["shout"], by=make.by)
    with pytest.raises(InvalidField):
        add_address(somebody, label="Nowhere", by=make.by)

    found = card(somebody, by=make.by)

    assert (found.short.preferred_channel, found.short.refuses, found.sizes) == ("messenger", ["call"], {"Shoes": "42"})
    assert [one.street for one in found.addresses] == ["Abai 1"]


def test_tastes_say_because_of_how_many_orders(make: Any, somebody: UUID) -> None:
    make.selling("TEA", "POT", price_minor=500)
    make.order("TEA", customer_id=somebody)
    make.work_off()
    assert card(somebody, by=make.by).tastes == []

    make.order("POT", customer_id=somebody)
    make.work_off()

    found = {one.code: one for one in card(somebody, by=make.by).tastes}
    assert (found["price_ceiling"].value, found["price_ceiling"].currency, found["price_ceiling"].because) == (
        "500",
        "GBP",
        2,
    )
    assert (found["method"].value, found["method"].because, found["method"].of) == ("pickup", 2, 2)


def test_a_merged_card_tells_both_stories_in_few_statements(
    make: Any, somebody: UUID, django_assert_max_num_queries: Any
) -> None:
    [other] = recognise_customers([Contact("Shopper", email="shopper@example.com")], by=make.by)
    record_consultation(other, "Wrote about a teapot.", by=make.by)
    add_task(other, "Answer", by=make.by)
    merge_customers(somebody, joined_id=other, reason="said so", by=make.by)

    with django_assert_max_num_queries(14):
        found = card(other, by=make.by)

    assert found.short.id == somebody
    assert [one.kind for one in found.timeline] == ["merged", "consultation"]
    assert [one.text for one in found.notes] == ["Wrote about a teapot."]
    assert (len(found.tasks), [one.joined_id for one in found.merges]) == (1, [other])


def test_who_may_not_write_writes_nothing(make: Any, somebody: UUID) -> None:
    analyst = with_scopes("staff:1", "office", {"customers.read"})
    for write in (
        lambda: write_note(somebody, "x", by=analyst),
        lambda: record_consultation(somebody, "x", by=analyst),
        lambda: add_task(somebody, "x", by=analyst),
        lambda: set_preferences(somebody, refuses=[], by=analyst),
    ):
        with pytest.raises(ScopeMissing):
            write()
    with pytest.raises(CustomerMissing):
        write_note(ids.new_id(), "x", by=make.by)
    with pytest.raises(CardNumberRefused):
        write_note(somebody, "4111 1111 1111 1111", by=make.by)
    assert not Note.objects.exists()
    assert not Task.objects.exists()
