"""Shelves, channels and pages: what is shown where, and in whose words."""

from __future__ import annotations

import pytest

from duken.catalog import _tree
from duken.catalog.add_barcodes import add_barcodes, remove_barcodes
from duken.catalog.codes.gtin import check_digit
from duken.catalog.drafts import (
    AttributeDraft,
    BarcodeDraft,
    CategoryDraft,
    ListingDraft,
    VariantDraft,
)
from duken.catalog.errors import (
    BadBarcode,
    BarcodeTaken,
    CaseNotRegistered,
    CategoryLoop,
    CategoryUnknown,
    CodeUnknown,
    ProductUnknown,
    SlugTaken,
    VariantUnknown,
)
from duken.catalog.list_in_channel import clear_listings, list_in_channel
from duken.catalog.models import InStorePattern
from duken.catalog.reads import (
    SearchFilters,
    category_page,
    category_tree,
    find_by_code,
    listings,
    product_page,
    search_products,
    side_by_side,
    slugs_for_sitemap,
    variants_of,
)
from duken.catalog.save_attributes import save_attributes
from duken.catalog.save_categories import save_categories
from duken.kernel import events
from duken.kernel.actor import system
from duken.kernel.ids import new_id
from duken.kernel.refusals import InvalidField
from duken.stores.errors import ChannelUnknown

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def fresh_tree():
    _tree.forget()


@pytest.fixture
def kiosk(make):
    make.channel("web")
    return make.channel("kiosk")


def test_the_tree_is_in_shop_order_and_in_the_shoppers_language():
    save_categories(
        [
            CategoryDraft("home", "Home", name_in={"sr": "Кућа"}, position=2),
            CategoryDraft("kitchen", "Kitchen", parent="home", name_in={"ru": "Кухня"}),
            CategoryDraft("cups", "Cups", parent="kitchen"),
            CategoryDraft("books", "Books", position=1),
            CategoryDraft("old", "Old", is_active=False),
        ],
        by=BY,
    )

    tree = category_tree("sr-latn")

    assert [(node.name, node.depth) for node in tree] == [("Books", 0), ("Kuća", 0)]
    assert tree[1].children[0].children[0].path == "home/kitchen/cups"


def test_a_shelf_is_not_put_under_itself():
    save_categories([CategoryDraft("a", "A"), CategoryDraft("b", "B", parent="a")], by=BY)

    answers = save_categories(
        [
            CategoryDraft("a", parent="b"),
            CategoryDraft("a", parent="a"),
            CategoryDraft("c", "C", parent="zzz"),
            CategoryDraft("d", ""),
            CategoryDraft("D", "D"),
            CategoryDraft("e", "E", colour="red"),
        ],
        by=BY,
    )

    assert answers[0] == CategoryLoop("a", "b")
    assert isinstance(answers[1], CategoryLoop)
    assert answers[2] == CategoryUnknown("zzz")
    assert all(isinstance(answer, InvalidField) for answer in answers[3:])
    assert [node.path for node in category_tree()] == ["a"]


def test_a_shelf_cannot_lie_nine_deep():
    drafts = [CategoryDraft(f"s{depth}", "S", parent=f"s{depth - 1}" if depth else "") for depth in range(9)]

    answers = save_categories(drafts, by=BY)

    assert isinstance(answers[8], CategoryLoop)
    assert not any(isinstance(answer, CategoryLoop) for answer in answers[:8])


def test_a_moved_and_renamed_shelf_takes_its_goods_along(make):
    save_categories(
        [CategoryDraft("kitchen", "Kitchen"), CategoryDraft("cups", "Cups"), CategoryDraft("x", "X")], by=BY
    )
    make.product("Mug", category="cups")

    [cups, other] = save_categories(
        [CategoryDraft("cups", "Drinkware", parent="kitchen"), CategoryDraft("cups", id=new_id())], by=BY
    )

    assert search_products("drinkware", channel="web").total == 1
    assert search_products("cups", channel="web").total == 0
    assert category_page("kitchen", channel="web").found.total == 1
    assert [crumb.name for crumb in product_page("mug", "web").breadcrumbs] == ["Kitchen", "Drinkware"]
    assert isinstance(other, CategoryUnknown)
    renamed = save_categories([CategoryDraft("x", id=cups)], by=BY)
    assert renamed == [SlugTaken("x")]


def test_an_override_is_shown_only_in_its_channel(make, kiosk):
    mug = make.product("Mug", description="For tea", brand="Ikea").product_id

    list_in_channel([ListingDraft(mug, "kiosk", title="Giant souvenir", title_in={"ru": "Сувенир"})], by=BY)

    assert product_page("mug", "web").name == "Mug"
    assert product_page("mug", "kiosk").name == "Giant souvenir"
    assert product_page("mug", "kiosk", "ru").name == "Сувенир"
    assert product_page("mug", "kiosk").description == "For tea"
    assert search_products("souvenir", channel="web").total == 0
    assert [hit.name for hit in search_products("souvenir", channel="kiosk").hits] == ["Giant souvenir"]
    assert search_products("сувенир", channel="kiosk").total == 1
    assert search_products("ikea", channel="kiosk").total == 1


def test_a_field_changed_once_changes_in_every_channel_that_does_not_override_it(make, kiosk):
    mug = make.product("Mug", description="For tea").product_id
    list_in_channel([ListingDraft(mug, "kiosk", title="Souvenir")], by=BY)

    make.product("Cup", id=mug, variants=[], description="For coffee")

    assert (product_page("mug", "web").name, product_page("mug", "web").description) == ("Cup", "For coffee")
    assert (product_page("mug", "kiosk").name, product_page("mug", "kiosk").description) == ("Souvenir", "For coffee")


def test_all_overrides_are_listed_in_one_place(make, kiosk):
    mug, tea = make.product("Mug").product_id, make.product("Tea").product_id
    list_in_channel([ListingDraft(mug, "kiosk", title="Souvenir"), ListingDraft(tea, "web", is_visible=False)], by=BY)

    told = {(one.name, one.channel_code, one.title, one.is_visible) for one in listings(by=BY)}

    assert told == {("Mug", "kiosk", "Souvenir", True), ("Tea", "web", "", False)}
    assert [one.name for one in listings(by=BY, channel_code="kiosk")] == ["Mug"]


def test_a_listing_left_with_nothing_of_its_own_is_gone(make, kiosk):
    mug = make.product("Mug").product_id
    list_in_channel([ListingDraft(mug, "kiosk", title="Souvenir", is_visible=False)], by=BY)

    list_in_channel([ListingDraft(mug, "kiosk", title="", is_visible=True)], by=BY)

    assert listings(by=BY) == []
    assert search_products("mug", channel="kiosk").total == 1


def test_a_hidden_product_is_nowhere_in_that_channel(make, kiosk):
    mug = make.product("Mug", sku="MUG-1").product_id

    list_in_channel([ListingDraft(mug, "web", is_visible=False)], by=BY)

    with pytest.raises(ProductUnknown):
        product_page("mug", "web")
    assert search_products("mug", channel="web").total == 0
    assert search_products("MUG-1", channel="web").total == 0
    assert search_products("", channel="web").total == 0
    assert list(slugs_for_sitemap("web")) == []
    assert search_products("mug", channel="kiosk").total == 1
    assert clear_listings([mug], "web", by=BY) == 1
    assert search_products("mug", channel="web").total == 1


def test_a_listing_needs_a_channel_and_a_product_that_exist(make, kiosk):
    mug, nobody = make.product("Mug").product_id, new_id()

    answers = list_in_channel([ListingDraft(mug, "moon", title="X"), ListingDraft(nobody, "web", title="X")], by=BY)

    assert answers == [ChannelUnknown("moon"), ProductUnknown(nobody)]
    assert listings(by=BY) == []


def test_each_listing_raises_the_version_and_tells_it(make, kiosk):
    mug = make.product("Mug")

    list_in_channel([ListingDraft(mug.product_id, "kiosk", title="Souvenir")], by=BY)
    list_in_channel([ListingDraft(mug.product_id, "kiosk", title="Souvenir")], by=BY)

    assert product_page("mug", "web").version == mug.version + 1
    assert events.story_of("product", mug.product_id)[-1].facts["overrides"] == ["title"]


def test_products_stand_side_by_side_in_the_same_rows(make, kiosk):
    save_attributes(
        [AttributeDraft("volume", "Volume", kind="number", unit="ml"), AttributeDraft("colour", "Colour")], by=BY
    )
    make.product("Mug", attributes={"volume": 300, "colour": "red"})
    make.product("Cup", attributes={"colour": "red"})
    make.product("Hidden", attributes={"colour": "blue"})
    hidden = product_page("hidden", "web").id
    list_in_channel([ListingDraft(hidden, "web", is_visible=False)], by=BY)

    compared = side_by_side(["cup", "mug", "hidden", "nothing", "cup"], "web")

    assert [page.slug for page in compared.products] == ["cup", "mug"]
    assert [(row.code, row.values, row.differs) for row in compared.rows] == [
        ("colour", ("red", "red"), False),
        ("volume", (None, "300"), True),
    ]
    assert side_by_side(["mug"], "kiosk").rows == side_by_side(["mug"], "web").rows


def test_the_product_page_costs_five_statements(make, kiosk, django_assert_num_queries):
    save_categories([CategoryDraft("a", "A"), CategoryDraft("b", "B", parent="a")], by=BY)
    variants = [
        VariantDraft(f"M-{one}", option_values={"Size": str(one)}, barcodes=[f"own-{one}"]) for one in range(20)
    ]
    make.product("Mug", variants=variants, category="b")
    _tree.forget()

    with django_assert_num_queries(5):  # product, variants, media, attributes, tree
        page = product_page("mug", "web", "ru")
    with django_assert_num_queries(3):  # attributes and tree are kept a while
        product_page("mug", "web", "sr")

    assert len(page.variants) == 20
    assert page.variants[7].barcodes == ("own-7",)
    assert variants_of([page.id])[page.id] == tuple(variant.id for variant in page.variants)


def test_a_scan_means_a_piece_a_case_or_a_sku(make):
    make.product("Mug", variants=[VariantDraft("MUG", barcodes=["0614141000418"])])
    add_barcodes([BarcodeDraft("MUG", "20614141000412", quantity=6)], by=BY)

    assert (find_by_code("614141000418").variant.sku, find_by_code("614141000418").quantity) == ("MUG", 1)
    assert find_by_code("20614141000412").quantity == 6
    assert find_by_code(" mug \n").variant.sku == "MUG"
    assert find_by_code("(01)00614141000418(21)X7").serial == "X7"
    assert find_by_code("]d20100614141000418" + "10LOT").batch == "LOT"
    assert find_by_code("https://id.gs1.org/01/00614141000418").variant.sku == "MUG"
    with pytest.raises(CaseNotRegistered):
        find_by_code("10614141000415")


def test_a_upc_e_finds_the_item_of_its_upc_a(make):
    make.product("Cola", variants=[VariantDraft("COLA", barcodes=["042100005264"])])

    assert find_by_code("04252614").variant.sku == "COLA"


def test_a_label_of_the_scales_sells_grams(make):
    make.product("Cheese", variants=[VariantDraft("CHEESE", unit="g", barcodes=["2012345"])])
    make.product("Cake", variants=[VariantDraft("CAKE", barcodes=["2300042"])])

    cheese = find_by_code("201234500350" + check_digit("201234500350"))
    cake = find_by_code("230004201299" + check_digit("230004201299"))

    assert (cheese.variant.sku, cheese.quantity, cheese.weight_grams) == ("CHEESE", 350, 350)
    assert (cake.variant.sku, cake.quantity, cake.price_minor) == ("CAKE", 1, 1299)


def test_the_shops_own_pattern_of_labels_replaces_ours(make):
    make.product("Cheese", variants=[VariantDraft("CHEESE", barcodes=["2801234"])])
    InStorePattern.objects.create(pattern="28IIIIIPPPPPC")

    assert find_by_code("280123400350" + check_digit("280123400350")).price_minor == 350


@pytest.mark.parametrize(
    "scan", ["", "   ", "4006381333931", "%", "_", "\x00", "1" * 10_000, "'; DROP TABLE", "２０", "\ud800"]
)
def test_an_unknown_scan_is_said_to_be_unknown(make, scan):
    make.product("Mug")
    with pytest.raises(CodeUnknown):
        find_by_code(scan)


def test_barcodes_are_added_each_on_its_own_and_taken_away(make):
    make.product("Mug")
    make.product("Cup")

    answers = add_barcodes(
        [
            BarcodeDraft("mug", "4006381333931"),
            BarcodeDraft("cup", "4006381333931"),
            BarcodeDraft("cup", "4006381333932"),
            BarcodeDraft("pot", "OWN-1"),
            BarcodeDraft("cup", "OWN-1", quantity=0),
        ],
        by=BY,
    )

    assert answers[:4] == [
        "4006381333931",
        BarcodeTaken("4006381333931", "MUG"),
        BadBarcode("4006381333932"),
        VariantUnknown("POT"),
    ]
    assert isinstance(answers[4], InvalidField)
    assert search_products("4006381333931", channel="web").total == 1
    assert remove_barcodes(["4006381333931"], by=BY) == 1
    assert search_products("4006381333931", channel="web").total == 0


def test_a_filter_by_shelf_means_its_whole_subtree(make):
    save_categories([CategoryDraft("a", "A"), CategoryDraft("b", "B", parent="a"), CategoryDraft("c", "C")], by=BY)
    make.product("Mug", category="b")
    make.product("Cup", category="c")

    assert search_products("", channel="web", filters=SearchFilters(category="a")).total == 1
    with pytest.raises(CategoryUnknown):
        search_products("", channel="web", filters=SearchFilters(category="%"))
