"""What its time is over for goes at night, clock by clock; the rest stays."""

from __future__ import annotations

from typing import Any

import pytest

from duken.conversations.models import Message
from duken.conversations.write import write_message
from duken.kernel import sql
from duken.kernel.actor import system
from duken.orders.cancel import cancel_order
from duken.privacy.clocks.purge import last_purges, purge
from duken.privacy.models import Clock, View
from duken.privacy.views.note import note_views

BY = system("tests")
FACTS = {"missing_lines": [], "nothing_left": False, "to_pay_minor": 499, "tracking": ""}
pytestmark = pytest.mark.django_db


def test_old_things_go_and_the_report_says_how_much(make: Any) -> None:
    make.selling("TEA")
    old, new, waiting = (make.order("TEA") for _ in range(3))
    for one in (old, new):
        write_message(one, "confirmed", facts=FACTS, key=str(one.id), by=BY)
        cancel_order(one.id, reason="mistake", by=BY)
    sql.run("UPDATE conversations_message SET status = 'sent'")
    note_views([old.id], screen="card", by=BY)
    sql.run("UPDATE orders_order SET placed_at = placed_at - interval '6 years' WHERE id <> %s", [new.id])
    sql.run(
        "UPDATE conversations_message SET written_at = written_at - interval '2 years' WHERE order_id = %s", [old.id]
    )
    sql.run("UPDATE privacy_view SET at = at - interval '2 years'")

    gone = {(one.name, one.country): one.gone for one in purge(by=BY)}

    assert gone == {("messages", ""): 1, ("views", ""): 1, ("order_contacts", "GB"): 1}
    assert dict(sql.rows("SELECT id, contact_phone <> '' FROM orders_order")) == {
        old.id: False, new.id: True, waiting.id: True,
    }  # fmt: skip
    assert {one.order_id: bool(one.body) for one in Message.objects.all()} == {old.id: False, new.id: True}
    assert View.objects.count() == 0
    assert len(last_purges(by=BY)) == 3
    assert purge(by=BY) == []


def test_a_shop_sets_its_own_clock_for_a_country_or_stops_it(make: Any) -> None:
    make.selling("TEA")
    one = make.order("TEA")
    cancel_order(one.id, reason="mistake", by=BY)
    sql.run("UPDATE orders_order SET placed_at = placed_at - interval '6 years'")
    Clock.objects.create(name="order_contacts", country="GB", days=0)
    assert purge(by=BY) == []

    Clock.objects.filter(country="GB").update(days=6 * 365 - 10)

    assert [(gone.name, gone.country, gone.gone) for gone in purge(by=BY)] == [("order_contacts", "GB", 1)]


def test_a_basket_of_nobody_goes_after_thirty_days(make: Any) -> None:
    make.selling("TEA")
    cart = make.cart("TEA")
    sql.run("UPDATE carts_cart SET last_seen = last_seen - interval '31 days'")

    assert [(gone.name, gone.gone) for gone in purge(by=BY)] == [("guest_baskets", 1)]
    assert sql.rows("SELECT count(*) FROM carts_cartline WHERE cart_id = %s", [cart.id]) == [(0,)]
