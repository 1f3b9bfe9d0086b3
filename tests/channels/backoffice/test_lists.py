"""Lists: narrowed, sorted, paged without losing a row, kept as views, taken away as files."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from duken.channels.backoffice.lists import listing
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.orders.drafts import Contact as Buyer

BY = system("tests")


def numbers(page: str) -> list[str]:
    return re.findall(r'class="is-code"><a href="/office/orders/[^"]+">([^<]+)</a>', page)


def text(response) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode("utf-8-sig")
    return response.content.decode()


@pytest.fixture
def five_orders(db, make):
    make.selling("TEA", stock=50)
    return [make.order("TEA", quantity=n).number for n in range(1, 6)]


def test_pages_follow_each_other_forth_and_back(owner, five_orders, monkeypatch):
    monkeypatch.setattr("duken.channels.backoffice.lists.views.PAGE_ROWS", 2)
    newest = five_orders[::-1]

    first = text(owner.get("/office/orders/?view=all"))
    after = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = text(owner.get("/office/orders/" + after))
    after = re.search(r'rel="next" href="([^"]+)"', second)[1].replace("&amp;", "&")
    third = text(owner.get("/office/orders/" + after))
    back = re.search(r'rel="prev" href="([^"]+)"', third)[1].replace("&amp;", "&")

    assert numbers(first) + numbers(second) + numbers(third) == newest
    assert numbers(text(owner.get("/office/orders/" + back))) == newest[2:4]
    assert 'rel="next"' not in third
    assert 'rel="prev"' not in first


def test_a_list_is_sorted_and_narrowed_by_its_columns(owner, five_orders):
    assert numbers(text(owner.get("/office/orders/?sort=placed_at"))) == five_orders
    assert numbers(text(owner.get("/office/orders/?total_from=14,97&total_to=20"))) == [five_orders[3], five_orders[2]]
    assert numbers(text(owner.get("/office/orders/?status=cancelled"))) == []
    assert numbers(text(owner.get(f"/office/orders/?q={five_orders[2].lower()}"))) == [five_orders[2]]


def test_nonsense_in_the_address_is_passed_over_or_refused_kindly(owner, five_orders):
    for nonsense in (
        "status=nonsense", "placed_from=yesterday", "total_from=many", "sort=secret", "store=moon", "q=%00",
        "placed_from=9999-12-31", "total_to=1e999", "customer=x",
    ):  # fmt: skip
        assert owner.get(f"/office/orders/?{nonsense}").status_code == 200, nonsense
    for cursor in (
        "after=x",
        "after=eyJhIjoxfQ",
        "before=WyJ4IiwieSJd",
        "after=WyJub3ciLCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ",
    ):
        assert owner.get(f"/office/orders/?{cursor}").status_code == 422, cursor


def test_an_order_is_found_by_the_phone_however_it_is_written(owner, make):
    make.selling("TEA", stock=50)
    order = make.order("TEA", contact=Buyer("Morning Guest", "+447700900123", "morning@example.com"))
    make.order("TEA", contact=Buyer("Evening", "+447700900999", ""))

    for spelling in (
        "+447700900123",
        "07700 900123",
        "+44 7700 900-123",
        "(07700) 900123",
        "morning@example.com",
        "guest",
    ):
        found = text(owner.get("/office/orders/", {"q": spelling}))
        assert numbers(found) == [order.number], spelling


def test_a_customer_is_found_by_the_phone_however_it_is_written(owner, make):
    make.shop()
    recognise_customers([Contact("Morning", phone="+447700900123"), Contact("Evening", phone="+447700900999")], by=BY)

    for spelling in ("07700 900123", "+447700900123", "900123", "morn"):
        found = text(owner.get("/office/customers/", {"q": spelling}))
        assert "Morning" in found, spelling
        assert "Evening" not in found, spelling


def test_only_the_list_is_sent_when_htmx_asks_and_the_whole_page_when_it_restores(owner, five_orders):
    part = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "list"}

    assert "<html" not in text(owner.get("/office/orders/?view=all", **part))
    assert "<html" in text(owner.get("/office/orders/?view=all", HTTP_HX_HISTORY_RESTORE_REQUEST="true", **part))


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/office/orders/?view=all", 6),
        ("/office/orders/?q=+447700900123", 6),
        ("/office/products/?view=all", 9),
        ("/office/stock/?view=all", 6),
        ("/office/customers/?view=all", 6),
        ("/office/stock/transfers/", 5),
    ],
)
def test_a_list_costs_a_fixed_number_of_statements(address, most, owner, five_orders, django_assert_max_num_queries):
    owner.get(address)  # what is kept for a few seconds is kept now

    with django_assert_max_num_queries(most):
        assert owner.get(address).status_code == 200


def test_a_view_is_saved_shown_first_and_forgotten(owner, five_orders):
    owner.post("/office/orders/views/", {"name": "Big ones", "query": "total_from=20&after=zzz", "is_default": "yes"})

    opened = owner.get("/office/orders/")
    assert opened["Location"] == "/office/orders/?total_from=20"
    page = text(owner.get(opened["Location"]))
    assert "Big ones" in page
    assert numbers(page) == [five_orders[4]]

    forget = re.search(r'formaction="(/office/orders/views/[^"]+/forget/)"', page)[1]
    owner.post(forget)
    assert "Big ones" not in text(owner.get("/office/orders/"))


def test_views_and_columns_are_ones_own(owner, sign_in, make):
    make.shop()
    owner.post("/office/orders/views/", {"name": "Mine", "query": "status=placed"})
    owner.post("/office/orders/columns/", {"column": ["number", "email"]})

    mine = text(owner.get("/office/orders/?view=all"))
    theirs = text(sign_in("manager", at="high-street").get("/office/orders/?view=all"))

    assert "Mine" in mine
    assert "Mine" not in theirs
    assert '<input type="checkbox" name="column" value="email" checked>' in mine
    assert '<input type="checkbox" name="column" value="email">' in theirs


def test_a_file_has_the_rows_and_columns_of_the_page(owner, five_orders, monkeypatch):
    monkeypatch.setattr("duken.channels.backoffice.lists.export.ROWS_AT_ONCE", 2)
    owner.post("/office/orders/columns/", {"column": ["number", "total"]})

    lines = text(owner.get("/office/orders/export/?format=csv&total_from=9")).splitlines()

    assert lines == ["Order,Total"] + [
        f"{number},{4.99 * units:.2f}" for units, number in list(enumerate(five_orders, start=1))[:0:-1]
    ]


def test_nothing_in_a_file_can_start_a_formula(owner, make):
    make.selling("TEA", stock=9)
    make.order("TEA", contact=Buyer("=HYPERLINK(1)", "+447700900123", ""))
    make.order("TEA", contact=Buyer("@SUM(1)", "+447700900124", ""))
    owner.post("/office/orders/columns/", {"column": ["customer", "phone", "units"]})

    lines = text(owner.get("/office/orders/export/?format=csv")).splitlines()
    book = load_workbook(BytesIO(b"".join(owner.get("/office/orders/export/?format=xlsx").streaming_content)))

    assert lines == ["Customer,Units,Phone", "'@SUM(1),1,'+447700900124", "'=HYPERLINK(1),1,'+447700900123"]
    assert [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)] == [
        ["'@SUM(1)", 1, "'+447700900124"],
        ["'=HYPERLINK(1)", 1, "'+447700900123"],
    ]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s", "n"}


def test_a_list_stops_counting_in_time(owner, five_orders, monkeypatch):
    monkeypatch.setattr("duken.kernel.pages.count.__kwdefaults__", {"ceiling": 3})

    assert text(owner.get("/office/orders/count/")) == "more than 3"
    assert listing.PAGE_ROWS == 50


def test_what_customers_typed_is_text_on_the_page(owner, make):
    make.selling("TEA", stock=9)
    make.order("TEA", contact=Buyer("<script>alert(1)</script>", "+447700900123", ""))

    page = text(owner.get("/office/orders/?view=all"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_name_that_many_bear_is_found_among_the_newest(owner, five_orders, monkeypatch):
    monkeypatch.setattr("duken.orders.browse.COMMON_NAME", 2)

    assert numbers(text(owner.get("/office/orders/?q=buy"))) == five_orders[::-1]
    assert numbers(text(owner.get("/office/orders/?q=buyers"))) == []
