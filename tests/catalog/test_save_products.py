"""Saving products: what an import, the back office and a hostile file may do."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duken.catalog.archive_products import archive_products, restore_products
from duken.catalog.drafts import AttributeDraft, CategoryDraft, ProductDraft, Saved, VariantDraft
from duken.catalog.errors import (
    AttributeUnknown,
    BadAttributeValue,
    BadBarcode,
    BarcodeTaken,
    CategoryUnknown,
    ProductChanged,
    ProductUnknown,
    SameOptions,
    SkuTaken,
    SlugTaken,
)
from duken.catalog.reads import product_page, search_products, variants_by_id, variants_by_sku
from duken.catalog.save_attributes import save_attributes
from duken.catalog.save_categories import save_categories
from duken.catalog.save_products import save_products
from duken.kernel import events, sql
from duken.kernel.actor import Actor, ScopeMissing, system
from duken.kernel.ids import new_id
from duken.kernel.refusals import InvalidField

pytestmark = pytest.mark.django_db
BY = system("tests")
SKU = [VariantDraft("A")]


def save(*drafts: ProductDraft) -> list:
    return save_products(list(drafts), by=BY)


def only(draft: ProductDraft) -> Saved:
    [saved] = save(draft)
    assert isinstance(saved, Saved), saved
    return saved


def products_count() -> int:
    return sql.rows("SELECT count(*) FROM catalog_product")[0][0]


def test_the_same_file_imported_twice_changes_nothing():
    drafts = [ProductDraft(f"Cup {number}", [VariantDraft(f"CUP-{number}")]) for number in range(30)]

    first = save(*drafts)
    before = sql.rows("SELECT count(*) FROM kernel_event")
    second = save(*drafts)

    assert {answer.outcome for answer in first} == {"created"}
    assert {answer.outcome for answer in second} == {"unchanged"}
    assert [answer.product_id for answer in first] == [answer.product_id for answer in second]
    assert sql.rows("SELECT count(*) FROM kernel_event") == before


def test_one_bad_row_is_refused_and_its_neighbours_are_saved():
    answers = save(
        ProductDraft("Tea", [VariantDraft("TEA")]),
        ProductDraft("", [VariantDraft("X")]),
        ProductDraft("Coffee", [VariantDraft("COFFEE", barcodes=["4006381333932"])]),
        ProductDraft("Cocoa", [VariantDraft("COCOA")], category="nowhere"),
        ProductDraft("Milk", [VariantDraft("MILK")]),
    )

    assert answers[1] == InvalidField("name", "empty")
    assert answers[2] == BadBarcode("4006381333932")
    assert answers[3] == CategoryUnknown("nowhere")
    assert set(variants_by_sku(["tea", "coffee", "cocoa", "milk", "x"])) == {"tea", "milk"}


def test_a_draft_says_only_what_changes():
    saved = only(ProductDraft("Tea", SKU, brand="Ahmad", description="Black", name_in={"ru": "Чай"}))

    again = only(ProductDraft(variants=SKU, brand="Greenfield", name_in={"sr": "Чај"}))

    page = product_page(saved.slug, "web", "ru")
    assert again.outcome == "updated"
    assert again.version == saved.version + 1
    assert (page.name, page.brand, page.description) == ("Чай", "Greenfield", "Black")
    assert product_page(saved.slug, "web", "sr-latn").name == "Čaj"


def test_a_translation_is_taken_away_by_an_empty_text():
    saved = only(ProductDraft("Tea", SKU, name_in={"ru": "Чай"}))

    only(ProductDraft(variants=SKU, name_in={"ru": ""}))

    assert product_page(saved.slug, "web", "ru").name == "Tea"


def test_each_change_raises_the_version_and_tells_what_changed():
    saved = only(ProductDraft("Tea", SKU))

    only(ProductDraft(id=saved.product_id, name="Green tea", variants=[VariantDraft("A", weight_grams=100)]))

    told = [
        (event.name, event.facts["outcome"], event.facts["version"])
        for event in events.story_of("product", saved.product_id)
    ]
    assert told == [("catalog.ProductSaved", "created", 1), ("catalog.ProductSaved", "updated", 2)]
    assert events.story_of("product", saved.product_id)[1].facts["changed"] == ["name", "variants"]


def test_an_old_form_does_not_overwrite_a_newer_product():
    saved = only(ProductDraft("Tea", SKU))
    only(ProductDraft("Green tea", SKU))

    [answer] = save(ProductDraft("Black tea", SKU, version=saved.version))

    assert answer == ProductChanged("tea", 2)
    assert product_page("tea", "web").name == "Green tea"


def test_a_later_row_of_a_file_sees_an_earlier_one():
    answers = save(
        ProductDraft("Shirt", [VariantDraft("S-RED", option_values={"Colour": "Red"})], slug="shirt"),
        ProductDraft("Shirt", [VariantDraft("S-BLUE", option_values={"Colour": "Blue"})], slug="shirt"),
        ProductDraft("Shirt", [VariantDraft("S-SKY", option_values={"Colour": "Blue"})], slug="shirt"),
    )

    assert [getattr(answer, "outcome", None) for answer in answers] == ["created", "updated", None]
    assert answers[2] == SameOptions("S-SKY", "S-BLUE")
    page = product_page("shirt", "web")
    assert [(option.name, option.values) for option in page.options] == [("Colour", ("Red", "Blue"))]
    assert [variant.title for variant in page.variants] == ["Red", "Blue"]


def test_a_sku_says_which_product_is_meant_whatever_its_case():
    only(ProductDraft("Tea", [VariantDraft("Ab-1")]))

    again = only(ProductDraft("Tea", [VariantDraft("AB-1"), VariantDraft("ab-2")]))

    assert again.outcome == "updated"
    assert set(again.variant_ids) == {"AB-1", "AB-2"}
    assert products_count() == 1


def test_a_sku_is_not_stolen_by_another_address():
    only(ProductDraft("Tea", [VariantDraft("TEA")], slug="tea"))
    only(ProductDraft("Cup", [VariantDraft("CUP")], slug="cup"))

    [answer] = save(ProductDraft("Cup", [VariantDraft("TEA")], slug="cup"))

    assert answer == SkuTaken("TEA", "tea")
    assert variants_by_sku(["tea"])["tea"].product_slug == "tea"


def test_an_address_belongs_to_one_product():
    only(ProductDraft("Tea", [VariantDraft("TEA")], slug="tea"))
    cup = only(ProductDraft("Cup", [VariantDraft("CUP")], slug="cup"))

    [answer] = save(ProductDraft(id=cup.product_id, slug="tea"))

    assert answer == SlugTaken("tea")


def test_products_of_one_name_get_addresses_of_their_own():
    answers = save(*(ProductDraft("Кружка «Ёлка»", [VariantDraft(f"K-{number}")]) for number in range(3)))

    assert [answer.slug for answer in answers] == ["kruzhka-elka", "kruzhka-elka-k-1", "kruzhka-elka-k-2"]


def test_a_name_in_a_script_we_cannot_spell_takes_its_address_from_the_sku():
    assert only(ProductDraft("緑茶", [VariantDraft("JP-7")])).slug == "jp-7"


def test_a_barcode_belongs_to_one_variant():
    only(ProductDraft("Tea", [VariantDraft("TEA", barcodes=["036000291452"])]))

    [answer] = save(ProductDraft("Cup", [VariantDraft("CUP", barcodes=["0036000291452"])]))

    assert answer == BarcodeTaken("0036000291452", "TEA")


def test_attributes_keep_their_kind():
    save_attributes(
        [
            AttributeDraft("volume", "Volume", kind="number", unit="ml"),
            AttributeDraft("organic", "Organic", kind="boolean"),
            AttributeDraft("colour", "Colour", kind="choice", choices=[{"value": "red", "name_in": {"ru": "красный"}}]),
        ],
        by=BY,
    )

    answers = save(
        ProductDraft("A", [VariantDraft("A")], attributes={"volume": "0.50", "organic": True, "colour": "red"}),
        ProductDraft("B", [VariantDraft("B")], attributes={"volume": "much"}),
        ProductDraft("C", [VariantDraft("C")], attributes={"volume": float("nan")}),
        ProductDraft("D", [VariantDraft("D")], attributes={"organic": "yes"}),
        ProductDraft("E", [VariantDraft("E")], attributes={"colour": "blue"}),
        ProductDraft("F", [VariantDraft("F")], attributes={"smell": "good"}),
    )

    page = product_page("a", "web", "ru")
    assert [(one.code, one.value, one.shown, one.unit) for one in page.characteristics] == [
        ("colour", "red", "красный", ""),
        ("organic", True, "✓", ""),
        ("volume", 0.5, "0.5", "ml"),
    ]
    assert answers[1:] == [
        BadAttributeValue("volume", "much"),
        BadAttributeValue("volume", float("nan")),
        BadAttributeValue("organic", "yes"),
        BadAttributeValue("colour", "blue"),
        AttributeUnknown("smell"),
    ]


@pytest.mark.parametrize(
    "draft",
    [
        ProductDraft(None, SKU),
        ProductDraft("x" * 301, SKU),
        ProductDraft("Tea\x00", SKU),
        ProductDraft("Tea\x1b[31m", SKU),
        ProductDraft("\ud800", SKU),
        ProductDraft(7, SKU),  # type: ignore[arg-type]
        ProductDraft("Tea", []),
        ProductDraft("Tea", [VariantDraft("")]),
        ProductDraft("Tea", [VariantDraft("A\x00B")]),
        ProductDraft("Tea", [VariantDraft("A" * 65)]),
        ProductDraft("Tea", [VariantDraft("A"), VariantDraft("a")]),
        ProductDraft("Tea", [VariantDraft("A", step=0)]),
        ProductDraft("Tea", [VariantDraft("A", step=True)]),
        ProductDraft("Tea", [VariantDraft("A", weight_grams=-1)]),
        ProductDraft("Tea", [VariantDraft("A", weight_grams=10**12)]),
        ProductDraft("Tea", [VariantDraft("A", option_values={"": "x"})]),
        ProductDraft("Tea", SKU, slug="Not A Slug"),
        ProductDraft("Tea", SKU, slug="../etc"),
        ProductDraft("Tea", SKU, name_in={"xx-very-long-language": "Tea"}),
        ProductDraft("Tea", SKU, name_in={"ru": "\x00"}),
        ProductDraft("Tea", SKU, description="x" * 20_001),
        ProductDraft("Tea", SKU, popularity=-1),
        ProductDraft("Tea", SKU, options=[{"name": "Colour", "values": "Red"}]),
    ],
)
def test_nonsense_is_refused_by_name_and_nothing_is_kept(draft):
    [answer] = save(draft)

    assert isinstance(answer, InvalidField)
    assert products_count() == 0


@pytest.mark.parametrize("barcode", ["4006381333932", "", "a b", "кодик", "\x00", "1" * 81, 4006381333931])
def test_a_bad_barcode_is_refused(barcode):
    assert save(ProductDraft("Tea", [VariantDraft("A", barcodes=[barcode])])) == [BadBarcode(barcode)]


def test_an_unknown_product_cannot_be_changed():
    nobody = new_id()
    assert save(ProductDraft("Tea", SKU, id=nobody)) == [ProductUnknown(nobody)]


def test_tabs_and_doubled_spaces_do_not_make_a_second_sku():
    only(ProductDraft("Tea", [VariantDraft("BANK  CHARGES")]))
    assert only(ProductDraft("Tea", [VariantDraft(" bank\tcharges ")])).outcome == "unchanged"


def test_who_may_not_write_the_catalogue_does_not():
    with pytest.raises(ScopeMissing):
        save_products([ProductDraft("Tea", SKU)], by=Actor("staff:1", "web", frozenset({"catalog.read"})))
    assert products_count() == 0


def test_an_archived_product_leaves_the_shop_and_comes_back():
    tea = only(ProductDraft("Tea", SKU))
    [variant] = variants_by_sku(["A"]).values()

    assert archive_products([tea.product_id], by=BY) == [tea.product_id]
    assert search_products("tea", channel="web").total == 0
    assert not variants_by_id([variant.id])[variant.id].is_sellable
    with pytest.raises(ProductUnknown):
        product_page("tea", "web")

    assert restore_products([tea.product_id], by=BY) == [tea.product_id]
    assert search_products("tea", channel="web").total == 1
    assert [event.name for event in events.story_of("product", tea.product_id)][1:] == [
        "catalog.ProductArchived",
        "catalog.ProductRestored",
    ]


def test_archiving_twice_tells_it_once():
    tea, nobody = only(ProductDraft("Tea", SKU)).product_id, new_id()

    archive_products([tea], by=BY)

    assert archive_products([tea, nobody], by=BY) == [tea, ProductUnknown(nobody)]
    assert len(events.story_of("product", tea)) == 2


def statements_for(count: int) -> int:
    drafts = [
        ProductDraft(f"Cup {count} {one}", [VariantDraft(f"C-{count}-{one}", barcodes=[f"own-{count}-{one}"])])
        for one in range(count)
    ]
    with CaptureQueriesContext(connection) as captured:
        assert all(answer.outcome == "created" for answer in save(*drafts))
    return len(captured)


def test_a_batch_costs_the_same_statements_whatever_its_size():
    save_categories([CategoryDraft("cups", "Cups")], by=BY)

    assert statements_for(1) == statements_for(300) == 19


def test_an_unchanged_batch_only_reads(django_assert_num_queries):
    drafts = [ProductDraft(f"Cup {one}", [VariantDraft(f"C-{one}")]) for one in range(100)]
    save(*drafts)

    with django_assert_num_queries(8):  # savepoint, lock, five reads, release
        save(*drafts)


def test_variants_for_an_order_batch_are_one_statement(django_assert_num_queries):
    save(*(ProductDraft(f"Cup {one}", [VariantDraft(f"C-{one}", title="Blue")]) for one in range(50)))

    with django_assert_num_queries(1):
        by_sku = variants_by_sku([f"c-{one}" for one in range(60)])
    with django_assert_num_queries(1):
        by_id = variants_by_id([variant.id for variant in by_sku.values()])

    assert len(by_sku) == len(by_id) == 50
    assert by_sku["c-7"].title == "Cup 7, Blue"
    assert by_sku["c-7"].sku == "C-7"
    assert by_sku["c-7"].is_sellable
