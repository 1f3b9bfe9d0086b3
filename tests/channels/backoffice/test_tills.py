"""Tills in the office: made, enrolled, revoked; PINs; shifts beside the books; receipts; differences."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from duken.catalog.reads import variants_by_sku
from duken.channels.backoffice.tills.words import fact_words
from duken.kernel import ids
from duken.kernel.actor import system
from duken.tills import browse_differences, browse_shifts, browse_tills
from duken.tills.enrol_till import enrol_till
from duken.tills.models import Cashier, Till

pytestmark = pytest.mark.django_db
BY = system("tests")


def line(make: Any, quantity: int = 1) -> dict[str, Any]:
    """Tea at seven pounds, a fifth of which is tax, as a till sold it."""
    [variant] = variants_by_sku({"TEA"}).values()
    total = 700 * quantity
    return {
        "id": str(ids.new_id()),
        "variant": str(variant.id),
        "sku": "TEA",
        "title": "Tea",
        "unit": "pcs",
        "quantity": quantity,
        "unit_price_minor": 700,
        "price_list": "retail",
        "subtotal_minor": total,
        "discount_minor": 0,
        "total_minor": total,
        "tax_minor": total * 20 // 120,
        "tax_rate": "0.2",
    }


@pytest.fixture
def office(owner: Client, make: Any) -> Client:
    make.shop("high-street")
    make.channel("till")
    return owner


def typed(make: Any, **more: str) -> dict[str, str]:
    place = make.shop("high-street").id
    return {"name": "Counter", "code": "a1", "place": str(place), "channel": "till", "drawer_of": ""} | more


def test_a_till_is_made_and_a_device_gets_a_code_that_is_shown_once(office: Client, make: Any) -> None:
    assert b"No till yet" in office.get("/office/tills/").content

    page = office.post(
        "/office/tills/new/", typed(make, return_minor="75.50", discount_basis_points="12.5"), follow=True
    )

    [made] = browse_tills.tills(by=BY)
    at = f"/office/tills/{made.id}/"
    assert (made.code, made.name, page.redirect_chain[-1][0]) == ("A1", "Counter", at)
    assert Till.objects.get().limits == {"return_minor": 7550, "discount_basis_points": 1250}
    shown = office.post(f"{at}enrol/", follow=True).content.decode()
    [code] = re.findall(r'class="secret">([0-9A-Z]{4}-[0-9A-Z]{4})<', shown)
    assert code not in office.get(at).content.decode()
    assert enrol_till(code, device_name="Tablet", address="here").till_id == made.id
    assert b"Revoke the device" in office.get(at).content

    office.post(f"{at}revoke/")

    assert not browse_tills.tills(by=BY)[0].has_device


def test_what_is_refused_is_told_and_nothing_typed_is_lost(office: Client, make: Any) -> None:
    make.till("A1")

    page = office.post("/office/tills/new/", typed(make, name="Second"))

    assert page.status_code == 422
    assert b'value="Second"' in page.content
    assert b'value="a1"' in page.content
    assert Till.objects.count() == 1
    assert office.post("/office/tills/new/", typed(make, code="B1", return_days="soon")).status_code == 422
    assert Till.objects.count() == 1


def test_a_pin_is_given_and_taken_away(office: Client, make: Any) -> None:
    make.till("A1")
    kim = make.seller("kim@example.com")
    place = make.shop("high-street").id
    assert b"no PIN" in office.get("/office/tills/").content

    office.post(f"/office/tills/pins/{place}/{kim}/", {"pin": "2580"})
    assert Cashier.objects.get().user_id == kim
    office.post(f"/office/tills/pins/{place}/{kim}/", {"pin": "1234"})  # refused: the one before stays
    assert Cashier.objects.count() == 1

    office.post(f"/office/tills/pins/{place}/{kim}/", {"pin": ""})

    assert not Cashier.objects.exists()


def test_a_shift_stands_beside_the_books_with_its_receipts(office: Client, make: Any) -> None:
    make.selling("TEA", price_minor=700, stock=5)
    till = make.device("A1")
    till.opens(10_000)
    till.sells(line(make))
    till.send()

    [shift] = browse_shifts.shifts(by=BY)
    page = office.get(f"/office/tills/shifts/{shift.id}/").content.decode()
    assert "A1-1" in page
    assert "£7.00" in page
    assert "A1-1" in office.get("/office/tills/receipts/rows/").content.decode()

    till.closes()
    till.send(since=2)

    [closed] = browse_shifts.shifts(by=BY)
    page = office.get(f"/office/tills/shifts/{shift.id}/").content.decode()
    assert (closed.number, closed.difference_minor, closed.expected_minor) == (1, 0, 10_700)
    assert "£107.00" in page
    assert "differs" not in page
    assert b"A1" in office.get("/office/tills/shifts/").content


def test_a_shift_whose_device_is_gone_is_counted_in_the_office(office: Client, make: Any) -> None:
    till = make.device("A1")
    till.opens(10_000)
    till.send()
    [shift] = browse_shifts.shifts(by=BY)

    assert office.post(f"/office/tills/shifts/{shift.id}/close/", {"counted": "much"}).status_code == 303
    assert browse_shifts.shifts(by=BY)[0].closed_at is None
    office.post(f"/office/tills/shifts/{shift.id}/close/", {"counted": "99.50", "note": "Tablet stolen"})

    [closed] = browse_shifts.shifts(by=BY)
    assert (closed.counted_minor, closed.difference_minor, closed.note) == (9_950, -50, "Tablet stolen")


def test_a_difference_waits_until_somebody_says_what_became_of_it(office: Client, make: Any) -> None:
    make.selling("TEA", price_minor=700, stock=1)
    till = make.device("A1")
    till.opens(0)
    till.sells(line(make, 2))
    till.send()

    waiting = browse_differences.differences(by=BY)
    assert "stock" in {one.kind for one in waiting}
    page = office.get("/office/tills/differences/").content.decode()
    assert "More was sold than the books had" in page

    for one in waiting:
        office.post(f"/office/tills/differences/{one.id}/settle/", {"answer": "Counted: two were there"})

    assert browse_differences.differences(by=BY) == []
    assert b"Counted: two were there" in office.get("/office/tills/differences/?settled=yes").content


def test_who_works_elsewhere_sees_nothing_of_it(sign_in: Any, make: Any) -> None:
    make.selling("TEA", price_minor=700, stock=1)
    make.shop("soho")
    till = make.device("A1")
    till.opens(0)
    till.sells(line(make))
    till.send()
    [shift] = browse_shifts.shifts(by=BY)
    elsewhere = sign_in("manager", at="soho")

    assert b"A1" not in elsewhere.get("/office/tills/receipts/rows/").content
    assert elsewhere.get(f"/office/tills/shifts/{shift.id}/").status_code == 404
    assert elsewhere.get(f"/office/tills/{till.till_id}/").status_code == 404
    assert elsewhere.post(f"/office/tills/{till.till_id}/revoke/").status_code == 404
    assert Till.objects.get().key_prefix


def test_what_a_difference_is_about_is_told_in_words():
    facts = {"lines": [{"sku": "TEA", "said_minor": 499}, {"sku": "MUG", "said_minor": 1}], "known_until": 7}

    assert fact_words(facts) == [("lines", "sku TEA, said 499; sku MUG, said 1"), ("known until", "7")]
