"""The same intent twice: asked about, where the first order may be known; never told to a stranger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from duken.access.scopes import SHOPPER
from duken.kernel import clock, events
from duken.kernel.actor import Actor
from duken.kernel.ids import new_id
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Contact
from duken.orders.errors import LooksRepeated
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import orders

pytestmark = pytest.mark.django_db
ANNA = new_id()
WEB = Actor(f"customer:{ANNA}", "web", SHOPPER, customer=ANNA)
DESK = Actor("staff:1", "phone", SHOPPER | {"orders.read", "customers.read"})


@pytest.fixture
def shop(make: Any) -> Any:
    make.selling("TEA", "MUG", "POT", "JAR", stock=50)
    make.channel("phone")
    return make


def ask(shop: Any, *skus: str, by: Actor, **said: Any) -> Any:
    [answer] = place_orders([shop.order_draft(*skus, **said)], by=by)
    return answer


def noticed(order: OrderRead) -> list[tuple[str, bool, str]]:
    story = [one for one in events.story_of("order", order.id) if one.name == "orders.RepeatNoticed"]
    return [(one.facts["how"], one.facts["is_second"], one.facts["other_number"]) for one in story]


def test_on_the_web_and_by_phone_within_minutes_is_one_order(shop: Any) -> None:
    first = ask(shop, "TEA", "MUG", by=WEB)

    second = ask(shop, "TEA", "MUG", by=DESK, customer_id=ANNA, contact=Contact("Anna", "+447700900999"))

    assert isinstance(second, LooksRepeated)
    assert second.facts["number"] == first.number
    assert len(orders(by=shop.by)) == 1
    assert noticed(first) == [("refused", False, "")]


def test_who_means_it_gets_a_second_one_and_both_say_so(shop: Any) -> None:
    first = ask(shop, "TEA", by=WEB)
    second = ask(shop, "TEA", by=DESK, customer_id=ANNA, confirm_repeat=True)

    assert noticed(first) == [("confirmed", False, second.number)]
    assert noticed(second) == [("confirmed", True, first.number)]


def test_a_guests_order_is_found_by_the_phone_at_the_desk(shop: Any) -> None:
    first = ask(shop, "TEA", by=shop.buyer("one"))

    second = ask(shop, "TEA", by=DESK)
    assert isinstance(second, LooksRepeated)
    assert second.facts["number"] == first.number


def test_a_stranger_who_typed_the_phone_hears_nothing_and_staff_see_both(shop: Any) -> None:
    first = ask(shop, "TEA", by=shop.buyer("one"))
    second = ask(shop, "TEA", by=shop.buyer("two"))

    assert noticed(first) == [("unasked", False, second.number)]
    assert noticed(second) == [("unasked", True, first.number)]
    assert isinstance(ask(shop, "TEA", by=shop.buyer("two")), LooksRepeated)


@pytest.mark.parametrize(
    ("skus", "is_repeat"),
    [
        (("TEA", "MUG"), True),
        (("TEA", "MUG", "POT", "JAR"), True),  # half of it
        (("TEA", "POT", "JAR"), False),
        (("POT", "JAR"), False),  # the same sum, nothing in common
        (("TEA", "POT"), True),  # the same sum, one in common
    ],
)
def test_how_much_has_to_be_the_same(shop: Any, skus: tuple[str, ...], is_repeat: bool) -> None:
    ask(shop, "TEA", "MUG", by=WEB)

    assert isinstance(ask(shop, *skus, by=WEB), LooksRepeated) is is_repeat


@pytest.mark.parametrize(
    ("first", "second", "is_repeat"),
    [
        (("TEA",), ("TEA", "RING"), False),  # a trifle in common, and other goods for a hundred times as much
        (("TEA", "RING"), ("TEA",), False),
        (("TEA", "MUG", "POT", "RING"), ("TEA", "MUG", "POT"), False),  # most of the lines, little of the worth
        (("RING",), ("TEA", "MUG", "RING"), True),  # the ring again, and trifles beside it
        (("TEA", "MUG", "RING"), ("RING",), True),
    ],
)
def test_it_is_the_worth_of_what_is_the_same_that_counts(
    shop: Any, first: tuple[str, ...], second: tuple[str, ...], is_repeat: bool
) -> None:
    shop.selling("RING", price_minor=102_000)
    ask(shop, *first, by=WEB)

    assert isinstance(ask(shop, *second, by=WEB), LooksRepeated) is is_repeat


def test_the_same_article_is_the_same_wish_however_many_of_it(shop: Any) -> None:
    ask(shop, "TEA", by=WEB)

    assert isinstance(ask(shop, "TEA", quantity=10, by=WEB), LooksRepeated)


def test_later_or_cancelled_or_switched_off_nobody_is_asked(shop: Any) -> None:
    first = ask(shop, "TEA", by=WEB)

    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert isinstance(ask(shop, "TEA", by=WEB), OrderRead)
    with override_settings(REPEAT_MINUTES=0):
        assert isinstance(ask(shop, "TEA", by=WEB), OrderRead)
    for one in orders(by=shop.by):
        cancel_order(one.id, reason="customer_asked", by=shop.by)
    assert isinstance(ask(shop, "TEA", by=WEB), OrderRead)
    assert noticed(first) == []


def test_two_of_one_person_in_one_batch_are_one_order(shop: Any) -> None:
    answers = place_orders([shop.order_draft("TEA"), shop.order_draft("TEA"), shop.order_draft("POT", "JAR")], by=WEB)

    assert [type(one) for one in answers] == [OrderRead, LooksRepeated, OrderRead]
    assert len(orders(by=shop.by)) == 2


def test_where_the_first_of_a_batch_is_refused_the_second_is_placed(shop: Any) -> None:
    drafts = [shop.order_draft("TEA", quantity=60), shop.order_draft("TEA", quantity=1)]

    refused, placed = place_orders(drafts, by=WEB)

    assert not isinstance(refused, OrderRead)
    assert isinstance(placed, OrderRead)


def test_the_program_itself_is_never_asked(shop: Any) -> None:
    assert ask(shop, "TEA", by=shop.by).id != ask(shop, "TEA", by=shop.by).id
