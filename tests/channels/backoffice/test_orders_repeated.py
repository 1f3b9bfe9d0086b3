"""Two orders side by side: the same, or different; said with one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import order
from duken.orders.repeated import waiting_repeated


@pytest.fixture
def pair(make: Any, db: None) -> list[OrderRead]:
    make.selling("TEA", "MUG")
    drafts = [
        (make.order_draft(*skus), make.buyer(name)) for skus, name in ((("TEA",), "one"), (("TEA", "MUG"), "two"))
    ]
    return [answer for draft, by in drafts for answer in place_orders([draft], by=by) if isinstance(answer, OrderRead)]


def decide(browser: Client, repeated_id: int, answer: str) -> str:
    page = browser.post(reverse("office:orders_repeated_decide", args=[repeated_id]), {"answer": answer}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_both_stand_side_by_side_and_one_is_cancelled(owner: Client, pair: list[OrderRead], make: Any) -> None:
    first, second = pair
    page = owner.get(reverse("office:orders_repeated")).content.decode()
    assert f'href="{reverse("office:orders_repeated")}"' in owner.get(reverse("office:dashboard")).content.decode()
    for text in (first.number, second.number, "0 minutes apart", f"Cancel {second.number}?", "Mug"):
        assert text in page
    [waiting] = waiting_repeated(by=make.by)

    assert "One is cancelled" in decide(owner, waiting.id, str(second.id))

    assert [order(one.id, by=make.by).status for one in pair] == ["placed", "cancelled"]
    story = owner.get(reverse("office:order", args=[second.id])).content.decode()
    assert f"Looked at beside {first.number}: the same order" in story
    assert "Cancelled: placed twice" in story
    assert "No orders look as if" in owner.get(reverse("office:orders_repeated")).content.decode()


def test_the_order_asks_for_a_decision_until_there_is_one(owner: Client, pair: list[OrderRead], make: Any) -> None:
    address, queue = reverse("office:order", args=[pair[0].id]), reverse("office:orders_repeated")
    assert f'href="{queue}"' in owner.get(address).content.decode()
    [waiting] = waiting_repeated(by=make.by)

    assert "Both go on" in decide(owner, waiting.id, "different")

    assert f'href="{queue}"' not in owner.get(address).content.decode()
    again = owner.post(reverse("office:orders_repeated_decide", args=[waiting.id]), {"answer": "nonsense"})
    assert (again.status_code, "decided about these two already" in again.content.decode()) == (404, True)
    assert [order(one.id, by=make.by).status for one in pair] == ["placed", "placed"]
