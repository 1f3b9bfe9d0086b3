"""Who was erased since a backup was made is erased again: by the card, and by every contact of then."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.identities.keyed import keyed_hash
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import clock, ids, sql
from duken.kernel.actor import system
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Contact as Typed
from duken.privacy.erase_again import erase_again
from duken.privacy.models import Erasure
from duken.privacy.register import Entry

pytestmark = pytest.mark.django_db
BY = system("tests")
PHONE, EMAIL = "+447700900777", "canary@example.com"


def test_who_was_erased_since_is_found_by_card_and_by_contact(make: Any) -> None:
    make.selling("TEA")
    card, bystander = recognise_customers(
        [Contact("Kanarek", email=EMAIL), Contact("Innocent", "+447700900001")], by=BY
    )
    guest = make.order("TEA", contact=Typed("Kanarek", PHONE))
    cancel_order(guest.id, reason="changed_mind", by=BY)
    hashes = [keyed_hash("phone", PHONE), keyed_hash("email", EMAIL)]
    entry = Entry(ids.new_id(), clock.now(), "asked", "customer:x", [card], hashes)

    assert [erase_again([entry]), erase_again([entry])] == [1, 0]

    assert sql.rows("SELECT contact_name, contact_phone FROM orders_order WHERE id = %s", [guest.id]) == [("", "")]
    names = dict(sql.rows("SELECT id, name FROM customers_customer"))
    assert (names.get(card, ""), names[bystander]) == ("", "Innocent")
    assert [row.pk for row in Erasure.objects.all()] == [entry.id]
