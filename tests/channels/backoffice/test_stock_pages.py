"""Stock papers, counts, transfers, and the page that answers why something cannot be sold."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from duken.catalog.reads import variants_by_sku
from duken.inventory.allot import allot_stock
from duken.inventory.ask_for_count import ask_for_count
from duken.inventory.browse import stock_count
from duken.inventory.reads import availability
from duken.inventory.safety import set_safety_stock
from duken.kernel import ids
from duken.kernel.actor import system
from duken.stores import reads as stores
from duken.tills.lease_stock import lease_stock
from duken.tills.reads import till_of

BY = system("tests")


@pytest.fixture
def tea(db, make):
    make.selling("TEA", stock=10)
    return variants_by_sku(["TEA"])["TEA"]


@pytest.fixture
def high(tea):
    return stores.location("high-street")


def level(tea, high, channel="web"):
    return availability([tea.id], channel=channel)[tea.id, high.id]


def book(browser, paper, **form):
    return browser.post(f"/office/stock/book/{paper}/", form)


def test_goods_received_twice_by_a_double_press_are_there_once(owner, tea, high):
    form = {"place": high.id, "variant": [tea.id], "quantity": ["5"], "key": ids.new_id()}

    assert [book(owner, "receive", **form).status_code for _ in range(2)] == [303, 303]

    assert level(tea, high).on_hand == 15


def test_lines_are_pasted_from_a_spreadsheet(owner, tea, high):
    book(owner, "receive", place=high.id, pasted="tea\t3\r\nTEA;4\r\n\r\n", key=ids.new_id())

    assert level(tea, high).on_hand == 17


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"quantity": ["-1"]}, "whole number"),
        ({"quantity": ["1.5"]}, "whole number"),
        ({"quantity": ["9999999999"]}, "whole number"),
        ({"variant": [], "quantity": []}, "no lines"),
        ({"pasted": "TEA"}, "whole number"),
        ({"pasted": "COFFEE 3"}, "SKU"),
        ({"place": ids.new_id()}, "Select a valid choice"),
    ],
)
def test_a_paper_that_cannot_be_read_keeps_what_was_typed_and_books_nothing(form, told, owner, tea, high):
    asked = {"place": high.id, "variant": [tea.id], "quantity": ["5"], "note": "van 7", "key": ids.new_id()} | form

    answer = book(owner, "receive", **asked)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "van 7" in page
    assert level(tea, high).on_hand == 10


def test_what_is_promised_cannot_be_written_off(owner, make, tea, high):
    make.order("TEA", quantity=8)

    answer = book(
        owner, "adjust", place=high.id, reason="lost", way="less", variant=tea.id, quantity=3, key=ids.new_id()
    )

    assert "Not enough of TEA: 3 wanted, 2 available." in answer.content.decode()
    assert level(tea, high).on_hand == 10


def test_goods_are_sent_and_what_is_missing_is_booked(owner, make, tea, high):
    low = make.shop("low-street")
    book(owner, "send", place=high.id, to=low.id, variant=tea.id, quantity=4, key=ids.new_id())
    [row] = _transfers(owner)

    said = owner.post(row + "receive/", {f"arrived-{tea.id}": "3"}, follow=True).content.decode()

    assert "1 unit is missing." in said
    assert level(tea, high).on_hand == 6
    assert level(tea, low).on_hand == 3


def test_a_scan_answers_one_row_or_says_why_not(owner, make, tea):
    make.variant("TEA-2", name="Tea, green")

    assert str(tea.id) in owner.post("/office/stock/scan/", {"scan": "tea"}).content.decode()
    for scan, told in (("coffee", "Nothing is called"), ("te", "Several articles fit"), ("", "Nothing is called")):
        answer = owner.post("/office/stock/scan/", {"scan": scan})
        assert answer.status_code == 422
        assert told in answer.headers["HX-Trigger"].encode().decode("unicode_escape"), scan


def test_a_blind_count_does_not_show_what_the_books_expect(owner, tea, high):
    address = owner.post("/office/stock/counts/new/", {"place": high.id, "is_blind": "on"})["Location"]
    lines = owner.post(address + "record/", {"scan": "TEA", "counted": "7"}).content.decode()

    assert "Books said" not in lines
    assert ">10<" not in lines

    closed = owner.post(address + "close/", follow=True).content.decode()
    assert "1 article differs" in closed
    assert "Books said" in closed
    assert level(tea, high).on_hand == 7


def test_a_count_that_is_thrown_away_books_nothing(owner, tea, high):
    address = owner.post("/office/stock/counts/new/", {"place": high.id})["Location"]
    owner.post(address + "record/", {"scan": "TEA", "counted": "7"})
    owner.post(address + "abandon/")

    assert level(tea, high).on_hand == 10
    assert stock_count(_id(address), by=BY)[0].status == "abandoned"


def test_a_count_says_what_it_was_asked_for_until_that_is_counted(owner, tea, high):
    with transaction.atomic():
        count_id = ask_for_count([tea.id], location_id=high.id, by=BY)
    address = f"/office/stock/counts/{count_id}/"

    assert "A counter sold these" in owner.get(address).content.decode()
    assert "A counter sold what the books had not" in owner.get("/office/stock/counts/").content.decode()
    assert (
        "A counter sold these" not in owner.post(address + "record/", {"scan": "TEA", "counted": "7"}).content.decode()
    )


def test_the_reasons_lead_from_the_shelf_to_what_may_be_sold(owner, make, tea, high):
    make.channel("till")
    placed = make.order("TEA", quantity=2)
    allot_stock([(tea.id, 3)], location_id=high.id, channel="till", key="k", by=BY)
    set_safety_stock({tea.id: 5}, location_id=high.id, by=BY)

    page = owner.get(reverse("office:stock_why", args=[tea.id, high.id, "web"])).content.decode()

    assert level(tea, high).sellable == 0
    assert "Why is this not sellable?" in page
    steps = [part.split("</b>")[0] for part in page.split('<b class="number">')[1:5]]
    assert steps == ["10", "−2", "−3", "−5"]
    assert "All of it is taken; most by: safety stock." in page
    assert placed.number in page
    assert reverse("office:order", args=[placed.id]) in page


def test_an_order_of_another_store_is_not_named_behind_a_promise(sign_in, make, tea, high):
    placed = make.order("TEA", quantity=2)
    analyst = sign_in("picker", at="high-street")

    page = analyst.get(reverse("office:stock_why", args=[tea.id, high.id, "web"])).content.decode()

    assert placed.number in page  # a picker of this very store may see it


def test_the_page_says_when_nothing_is_there_at_all(owner, make, high):
    empty = make.variant("MUG")

    page = owner.get(reverse("office:stock_why", args=[empty.id, high.id, "web"])).content.decode()

    assert "Nothing is on the shelf." in page


def _transfers(browser):
    import re

    page = browser.get("/office/stock/transfers/").content.decode()
    return re.findall(r'data-opens-page="([^"]+)"', page)


def _id(address):
    from uuid import UUID

    return UUID(address.rstrip("/").rpartition("/")[2])


def test_what_a_till_has_set_aside_of_its_channels_own_lies_where_it_lay(owner, make, tea, high):
    allot_stock([(tea.id, 4)], location_id=high.id, channel="till", key="allot", by=BY)
    device = make.enrolled("A1")[1]
    lease_stock([(tea.id, 3)], till=till_of(device), by=device)

    page = owner.get(reverse("office:stock_why", args=[tea.id, high.id, "till"])).content.decode()

    [row] = [row for row in page.split("<tr>") if "kept for till → set aside for a till" in row.lower()]
    assert '<b></b><span class="soft">(3)</span>' in row
    assert "Set aside for tills" in page
