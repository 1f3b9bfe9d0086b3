"""Sales that happened elsewhere or before, and who was erased since."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.orders.import_orders import PastLine, PastSale, import_orders
from duken.orders.reads import order
from duken.privacy.erase_person import erase_person

pytestmark = pytest.mark.django_db
BY = system("tests")
SOLD_AT = datetime(2026, 5, 1, tzinfo=UTC)


def sell(make: Any, *contacts: dict[str, str]) -> list[tuple[str, str, str]]:
    """What the orders of these past sales know of their buyers."""
    shop, tea = make.shop("bath"), make.variant("TEA")
    line = PastLine(tea.id, "TEA", "Tea", 1, 255, 255)
    sales = [
        PastSale(str(at), str(at), "till", shop.id, SOLD_AT, "GBP", (line,), contact_name="Anna", **said)
        for at, said in enumerate(contacts)
    ]
    answers = [answer for answer in import_orders(sales, by=BY) if isinstance(answer, UUID)]
    make.work_off()
    found = [order(answer, by=BY) for answer in answers]
    return [(one.contact_name, one.contact_phone, one.contact_email) for one in found]


def test_an_old_file_does_not_bring_back_who_was_erased(make: Any) -> None:
    [anna] = recognise_customers([Contact("Anna", "+447700900123", "anna@example.com")], by=BY)
    erase_person(anna, reason="asked", by=BY)
    cards = Customer.objects.count()

    by_phone, by_email, neighbour = sell(
        make,
        {"contact_phone": "07700 900123", "contact_email": "other@example.com"},
        {"contact_email": "Anna@Example.com"},
        {"contact_phone": "+447700900999"},
    )

    assert by_phone == by_email == ("", "", "")
    assert neighbour == ("Anna", "+447700900999", "")
    assert Customer.objects.count() == cards


def test_who_came_back_by_themselves_is_known_again(make: Any) -> None:
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    erase_person(anna, reason="asked", by=BY)
    recognise_customers([Contact("Anna", "+447700900123")], by=BY)

    assert sell(make, {"contact_phone": "+447700900123"}) == [("Anna", "+447700900123", "")]
