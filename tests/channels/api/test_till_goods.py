"""The goods of a till over HTTP: articles, changes, one that is looked for, where it is, units set aside."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from duken.channels.api import rates
from duken.tills import articles
from tests.channels.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(make: Any) -> Caller:
    rates._buckets.clear()
    make.selling("TEA", stock=5)
    enrolled, _ = make.enrolled("A1")
    return Caller(enrolled.key)


def test_articles_come_page_by_page_to_the_end(make: Any, till: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "FIRST_PAGE", 1)
    make.product("Milk")

    first = till.get("/till/articles").json()
    second = till.get(f"/till/articles?after={first['next']}").json()

    assert [one["sku"] for page in (first, second) for one in page["articles"]] == ["MILK", "TEA"]
    assert (first["total"], second["next"], first["position"]) == (2, None, second["position"])


def test_an_article_has_the_shape_of_the_protocol(make: Any, till: Caller) -> None:
    [tea] = till.get("/till/articles").json()["articles"]

    assert tea == {
        "variant": str(make.variant("TEA").id),
        "sku": "TEA",
        "title": "Tea",
        "product": str(make.variant("TEA").product_id),
        "categories": [],
        "brand": "",
        "unit": "pcs",
        "per": 1,
        "step": 1,
        "tax_rate": "0.2",
        "barcodes": [],
        "prices": [
            {
                "list": "retail",
                "amount_minor": 499,
                "from_quantity": 1,
                "specificity": 0,
                "rank": 100,
                "includes_tax": True,
                "group": "",
                "starts_at": None,
                "ends_at": None,
            }
        ],
        "picture": "",
        "popularity": 0,
    }


def test_who_can_unpack_gets_it_packed(make: Any, till: Caller) -> None:
    for number in range(5):
        make.product(f"Tea {number}")

    plain = till.get("/till/articles")
    packed = till.get("/till/articles", Accept_Encoding="gzip, br")

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert len(packed.content) < len(plain.content) / 2


def test_nothing_changed_is_told_in_few_bytes(till: Caller) -> None:
    position = till.get("/till/articles").json()["position"]

    assert till.get(f"/till/changes?after={position}").json() == {
        "articles": [],
        "gone": [],
        "settings": False,
        "anew": False,
        "position": position,
    }


def test_an_article_is_found_by_words_and_by_a_scan(make: Any, till: Caller) -> None:
    make.product("Green mug", sku="MUG")

    assert [one["sku"] for one in till.get("/till/articles/search?q=grene").json()["articles"]] == ["MUG"]
    assert till.get("/till/articles/by-barcode?code=mug").json()["sku"] == "MUG"
    assert till.get("/till/articles/by-barcode?code=4006381333931").status_code == 404


def test_a_seller_sees_where_else_it_lies(make: Any, till: Caller) -> None:
    make.shop("low-street", name="Low Street")
    make.stock("TEA", 3, shop="low-street")
    till.post("/till/leases", {"wants": [{"variant": str(make.variant("TEA").id), "quantity": 2}]})

    places = till.get("/till/stock?sku=TEA").json()

    assert [(one["store"], one["free"], one["is_here"]) for one in places] == [
        ("high-street", 5, True),
        ("low-street", 3, False),
    ]


def test_leases_are_levels(make: Any, till: Caller) -> None:
    wants = {"wants": [{"variant": str(make.variant("TEA").id), "quantity": 9}]}

    told = [till.post("/till/leases", wants).json()["leases"] for _ in range(2)]
    everything = till.post("/till/leases", {"wants": []}).json()["leases"]

    assert [(one["variant"], one["quantity"]) for leases in (*told, everything) for one in leases] == [
        (wants["wants"][0]["variant"], 5)
    ] * 3


@pytest.mark.parametrize("path", ["/till/articles", "/till/changes?after=0", "/till/stock?sku=TEA"])
def test_a_key_that_is_no_till_is_told_nothing(make: Any, till: Caller, key_with: Any, path: str) -> None:
    assert key_with("orders.read").get(path).status_code == 403
    assert key_with("tills.sell").get(path).json()["code"] == "tills.no_till"


@pytest.mark.parametrize("after", ["x", "W10", "WzEsMl0"])
def test_a_page_that_is_none_is_refused(till: Caller, after: str) -> None:
    assert till.get(f"/till/articles?after={after}").status_code == 400
