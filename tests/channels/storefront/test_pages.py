"""Every page answers, says what it should, and asks the database a fixed number of times."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duken.orders.reads import orders

PLAIN_PAGES = ["/", "/search/", "/shops/", "/shops/high-street/", "/delivery/", "/about/", "/basket/", "/compare/"]


@pytest.mark.parametrize("path", [*PLAIN_PAGES, "/account/sign-in/", "/search/?q=te", "/search/suggest/?q=te"])
def test_the_page_is_there(shopper, tea, path):
    assert shopper.get(path).status_code == 200


def test_an_empty_shop_still_has_a_front_door(shopper):
    assert shopper.get("/").status_code == 200
    assert shopper.get("/checkout/").headers["Location"] == "/basket/"


def test_what_does_not_exist_is_said_kindly(shopper, tea):
    for path in ["/p/nothing/", "/c/nothing/", "/shops/nothing/", "/order/nothing/", "/nothing/", "/p/%00/"]:
        answer = shopper.get(path)
        assert answer.status_code == 404, path
        assert "This page is not here" in answer.content.decode()


def test_the_outbox_is_shut_outside_the_demonstration(shopper, settings):
    settings.IS_DEMO = False

    assert shopper.get("/messages-sent/").status_code == 404


def test_the_product_page_tells_price_stock_and_dates_before_the_basket(shopper, tea):
    page = shopper.get("/p/tea/").content.decode()

    assert "£4.99" in page
    assert "In stock" in page
    assert "Collect in a shop" in page
    assert "£3.99" in page  # delivery
    assert '"@type":"Offer"' in page
    assert '"availability":"https://schema.org/InStock"' in page


def test_a_product_nobody_has_cannot_be_bought(shopper, make):
    make.selling("TEA", stock=0)

    page = shopper.get("/p/tea/").content.decode()

    assert "Sold out" in page
    assert re.search(r"<button class=\"button primary large\" disabled>", page)


def test_a_text_of_a_product_cannot_become_markup(shopper, make):
    make.selling("TEA")
    make.product("</script><script>alert(1)</script>", sku="EVIL", slug="evil", description="<b onclick=x>")

    page = shopper.get("/p/evil/").content.decode()

    assert "<script>alert" not in page
    assert "<b onclick" not in page


def test_a_typo_finds_the_product_and_says_so(shopper, make):
    make.selling("LANTERN")

    page = shopper.get("/search/?q=lantren").content.decode()

    assert "/p/lantern/" in page
    assert "<b>lantern</b>" in page


def test_the_list_can_be_sorted_by_price_and_narrowed_to_what_is_there(shopper, make):
    make.selling("TEA", price_minor=499)
    make.selling("MUG", price_minor=299)
    make.selling("POT", price_minor=999, stock=0)

    def shown(address: str) -> list[str]:
        return re.findall(r'<h3><a href="/p/(\w+)/"', shopper.get(address).content.decode())

    assert shown("/search/?sort=price") == ["mug", "tea", "pot"]
    assert shown("/search/?sort=price-down") == ["pot", "tea", "mug"]
    assert sorted(shown("/search/?in_stock=1")) == ["mug", "tea"]


@pytest.mark.parametrize(
    "query", ["a.colour=x", "brand=%00", "page=0", "page=99999", "sort=drop", "a.=1", "q=%00", "page=²"]
)
def test_odd_addresses_break_nothing(shopper, tea, query):
    assert shopper.get(f"/search/?{query}").status_code == 200


def test_htmx_gets_the_list_alone(shopper, tea):
    answer = shopper.get("/search/?q=tea", headers={"HX-Request": "true"}).content.decode()

    assert "product-card" in answer
    assert "<html" not in answer


def test_two_products_side_by_side(shopper, make):
    make.selling("TEA", "MUG")
    shopper.post("/compare/", {"add": "tea", "next": "/p/tea/"})
    shopper.post("/compare/", {"add": "mug", "next": "/p/mug/"})

    page = shopper.get("/compare/").content.decode()

    assert page.index("/p/tea/") < page.index("/p/mug/")


def test_my_shop_is_remembered_and_comes_first(shopper, make):
    make.selling("TEA")
    make.shop("soho")
    make.stock("TEA", 3, shop="soho")

    shopper.post("/choose/shop/", {"shop": "soho", "next": "/p/tea/"})
    page = shopper.get("/p/tea/").content.decode()

    assert page.index("/shops/soho/") < page.index("/shops/high-street/")


def test_a_form_never_leads_out_of_the_shop(shopper, tea):
    for elsewhere in ["https://evil.example/", "//evil.example", "javascript:alert(1)"]:
        assert shopper.post("/choose/theme/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_pages_may_load_nothing_from_elsewhere_and_nothing_inline(shopper, tea):
    for path in [*PLAIN_PAGES, "/p/tea/"]:
        answer = shopper.get(path)
        page = answer.content.decode()
        assert "script-src 'self'; style-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r'\sstyle="|<style|\son\w+="', page), path
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", page), path


def test_the_sitemap_names_products_and_shops(shopper, tea):
    sitemap = b"".join(shopper.get("/sitemap.xml").streaming_content).decode()

    assert "/p/tea/</loc>" in sitemap
    assert "/shops/high-street/</loc>" in sitemap
    assert "Sitemap: " in shopper.get("/robots.txt").content.decode()


def statements_of(shopper: Any, path: str) -> list[str]:
    """What the page asks while stores, shelves and price lists are remembered: the least of three looks."""
    looks = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as seen:
            shopper.get(path)
        looks.append([str(query["sql"])[:90] for query in seen.captured_queries])
    return min(looks, key=len)


@pytest.mark.parametrize(
    ("path", "statements"),
    [("/", 6), ("/search/?q=tea", 5), ("/p/tea/", 6), ("/basket/", 6), ("/checkout/", 8)],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(shopper, make, tea, path, statements):
    make.selling("MUG", "POT", "CUP")
    shopper.put(tea.id)
    shopper.put(make.variant("MUG").id)

    few = statements_of(shopper, path)
    shopper.put(make.variant("POT").id)
    shopper.put(make.variant("CUP").id)
    more = statements_of(shopper, path)

    assert len(few) == len(more) == statements, more


def test_nobody_may_read_anothers_order_by_number(shopper, make, tea):
    make.order("TEA")
    [placed] = orders(by=make.by)

    assert shopper.get(f"/order/{placed.number}/").status_code == 404
    assert shopper.get(f"/order/{placed.id}/").status_code == 404
    assert shopper.get(f"/order/{placed.secret}/").status_code == 200
