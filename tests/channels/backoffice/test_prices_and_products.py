"""Prices changed in bulk and put back; products made, changed, archived: whole or not at all."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from duken.catalog.reads import variants_by_sku
from duken.catalog.whole import whole_product
from duken.channels.backoffice.prices.change import Change, changed
from duken.kernel import clock
from duken.kernel.actor import system
from duken.pricing.browse import prices_on_lists

BY = system("tests")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (Change("percent", Decimal(-10)), 999, 899),
        (Change("percent", Decimal("12.5")), 1000, 1125),
        (Change("percent", Decimal(-100)), 999, 0),
        (Change("amount", Decimal(-2000)), 999, 0),
        (Change("fixed", Decimal(750)), 999, 750),
        (Change("percent", Decimal(0), "99"), 1049, 1099),
        (Change("percent", Decimal(0), "99"), 1048, 999),
        (Change("percent", Decimal(0), "99"), 20, 99),
        (Change("percent", Decimal(0), "05"), 1012, 1010),
        (Change("percent", Decimal(0), "whole"), 1050, 1100),
        (Change("percent", Decimal(0), "99"), 0, 0),
    ],
)
def test_a_price_becomes(change, before, after):
    assert changed(before, change) == after


def amounts(*skus):
    ids = [variant.id for variant in variants_by_sku(skus).values()]
    return sorted(price.amount_minor for price in prices_on_lists(ids, by=BY))


@pytest.fixture
def shelf(db, make):
    make.selling("TEA-1", "TEA-2", "MUG", price_minor=1000)


def preview(browser, **form):
    asked = {"price_list": "retail", "q": "TEA", "way": "percent", "value": "-10", "rounding": "exact"} | form
    page = browser.post("/office/prices/edit/", asked | {"show": "yes"}).content.decode()
    hidden = dict(re.findall(r'name="(key|fingerprint)" value="([^"]*)"', page))
    return asked | hidden, page


def test_prices_are_looked_at_changed_once_and_put_back(owner, shelf):
    form, page = preview(owner)
    assert "2 prices would change" in page
    assert amounts("TEA-1", "TEA-2") == [1000, 1000]

    for _ in range(2):
        assert owner.post("/office/prices/edit/", form | {"do": "yes"}).status_code == 303
    assert amounts("TEA-1", "TEA-2", "MUG") == [900, 900, 1000]

    undo = re.search(r'action="(/office/prices/[^"]+/undo/)"', owner.get("/office/prices/").content.decode())[1]
    owner.post(undo)
    assert amounts("TEA-1", "TEA-2") == [1000, 1000]


def test_after_ten_minutes_prices_stay(owner, shelf):
    form, _page = preview(owner)
    owner.post("/office/prices/edit/", form | {"do": "yes"})
    undo = re.search(r'action="(/office/prices/[^"]+/undo/)"', owner.get("/office/prices/").content.decode())[1]

    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        told = owner.post(undo, follow=True).content.decode()

    assert "within 10 minutes only" in told
    assert amounts("TEA-1") == [900]


def test_what_is_not_what_was_shown_is_shown_again(owner, make, shelf):
    form, _page = preview(owner)
    make.price("TEA-1", 1200)

    page = owner.post("/office/prices/edit/", form | {"do": "yes"}).content.decode()

    assert "Prices were changed meanwhile" in page
    assert amounts("TEA-1", "TEA-2") == [1000, 1200]


def test_a_change_says_which_products_and_how(owner, shelf):
    for nonsense in ({"q": ""}, {"value": "many"}, {"value": "-101"}, {"price_list": "moon"}, {"way": "magic"}):
        form = {"price_list": "retail", "q": "TEA", "way": "percent", "value": "1", "rounding": "exact"} | nonsense
        assert owner.post("/office/prices/edit/", form).status_code == 422, nonsense


def product_form(**said):
    return {
        "name": "Teapot", "row": ["0", "1"], "options": "Colour", "channels": "yes", "visible-in-web": "yes",
        "sku-0": "pot-red", "option-0-0": "Red", "barcodes-0": "4006381333931", "active-0": "yes",
        "sku-1": "pot-blue", "option-1-0": "Blue", "barcodes-1": "", "active-1": "yes",
        "price-0-retail": "12,50", "price-1-retail": "", "title-in-web": "Teapot of the web",
    } | said  # fmt: skip


def test_a_product_is_made_with_variants_barcodes_prices_and_channels(owner, shelf):
    made = owner.post("/office/products/new/", product_form())

    assert made.status_code == 303
    pot = variants_by_sku(["POT-RED"])["POT-RED"]
    whole = whole_product(pot.product_id, by=BY)
    assert [(one.sku, one.option_values, one.barcodes) for one in whole.variants] == [
        ("POT-RED", {"Colour": "Red"}, ("4006381333931",)),
        ("POT-BLUE", {"Colour": "Blue"}, ()),
    ]
    assert amounts("POT-RED", "POT-BLUE") == [1250]
    assert "Teapot of the web" in owner.get(made["Location"]).content.decode()


def test_a_refused_product_is_not_half_saved_and_keeps_what_was_typed(owner, shelf):
    for wrong, told in (
        ({"barcodes-1": "4006381333932"}, "not a valid barcode"),
        ({"price-0-retail": "a lot"}, "POT-RED"),
        ({"name": ""}, "is missing"),
        ({"sku-1": "MUG"}, "belongs to another product"),
    ):
        answer = owner.post("/office/products/new/", product_form(**wrong))

        page = answer.content.decode()
        assert answer.status_code == 422, wrong
        assert told.lower() in page.lower(), wrong
        assert "Teapot of the web" in page, wrong
        assert variants_by_sku(["POT-RED"]) == {}, wrong


def test_of_two_people_in_one_form_the_second_is_told(owner, shelf):
    product_id = variants_by_sku(["MUG"])["MUG"].product_id
    form = product_form(row=["0"], options="", **{"sku-0": "MUG", "barcodes-0": "", "version": "1"})
    form = {name: value for name, value in form.items() if not name.startswith("option-")}

    first = owner.post(reverse("office:product", args=[product_id]), form | {"name": "Mug, large"})
    second = owner.post(reverse("office:product", args=[product_id]), form | {"name": "Mug, small"})

    assert (first.status_code, second.status_code) == (303, 422)
    assert whole_product(product_id, by=BY).name == "Mug, large"


def test_an_emptied_barcode_field_takes_the_code_away(owner, shelf):
    made = owner.post("/office/products/new/", product_form())
    owner.post(made["Location"], product_form(**{"barcodes-0": "", "sku-0": "POT-RED", "sku-1": "POT-BLUE"}))

    pot = variants_by_sku(["POT-RED"])["POT-RED"]
    assert whole_product(pot.product_id, by=BY).variants[0].barcodes == ()


def test_archived_products_come_back_by_the_undo(owner, shelf):
    product_id = variants_by_sku(["MUG"])["MUG"].product_id

    told = owner.post("/office/products/archive/", {"chosen": product_id}, follow=True).content.decode()
    assert not whole_product(product_id, by=BY).is_active
    assert "1 product archived." in told
    undo = re.search(r'action="(/office/products/restore/)"', told)[1]

    owner.post(undo, {"chosen": product_id})
    assert whole_product(product_id, by=BY).is_active


def test_a_picture_is_added_and_what_is_none_is_refused(owner, shelf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    product_id = variants_by_sku(["MUG"])["MUG"].product_id
    file = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(file, "PNG")
    address = reverse("office:product_upload", args=[product_id])

    good = owner.post(address, {"pictures": SimpleUploadedFile("mug.png", file.getvalue())})
    bad = owner.post(
        address, {"pictures": SimpleUploadedFile("mug.png", b"<svg onload=alert(1)>")}, headers={"HX-Request": "true"}
    )

    assert good.status_code == 303
    assert bad.status_code == 422
    assert "not a picture" in bad["HX-Trigger"]
    assert len(whole_product(product_id, by=BY).media) == 1
