"""The catalogue hidden in the invoices."""

from __future__ import annotations

from collections import Counter

import pytest

from duken.catalog.codes.gtin import is_gtin
from duken.demo.barcodes import ean13_for
from duken.demo.categories import BY_SLUG, LEAVES, TREE, category_of
from duken.demo.codes import meaning_of, tidy_sku
from duken.demo.facet_names import CHOICES
from duken.demo.facets import COLOURS, DESIGNS, MATERIALS, facets_of
from duken.demo.goods import Goods, derive_goods
from duken.demo.history import Sold, read_history
from duken.demo.titles import tidy_title
from duken.demo.variants import families


@pytest.fixture(scope="module")
def goods() -> list[Goods]:
    return derive_goods(read_history().sales())


@pytest.mark.parametrize(
    ("shouted", "tidy"),
    [
        ("WHITE HANGING HEART T-LIGHT HOLDER", "White Hanging Heart T-Light Holder"),
        ("SET/6 EAU DE NIL BIRD T-LIGHTS", "Set of 6 Eau de Nil Bird T-Lights"),
        ("CHARLIE + LOLA RED HOT WATER BOTTLE ", "Charlie & Lola Red Hot Water Bottle"),
        ('FLOWER GLASS GARLD NECKL36"TURQUOIS', "Flower Glass Garland Necklace 36 Inch Turquoise"),
        ("ORANGE/WHT/FUSCHIA STONES NECKLACE", "Orange/White/Fuchsia Stones Necklace"),
        ("SET 10 CARD SNOWMAN 16965", "Set of 10 Card Snowman"),
        ('LETTER "W" BLING KEY RING', 'Letter "W" Bling Key Ring'),
        ("TV DINNER TRAY DOLLY GIRL", "TV Dinner Tray Dolly Girl"),
        ("BAG 125g SWIRLY MARBLES", "Bag 125g Swirly Marbles"),
    ],
)
def test_shouted_descriptions_become_titles(shouted: str, tidy: str) -> None:
    assert tidy_title(shouted) == tidy


def test_colours_of_one_thing_are_one_product() -> None:
    [cup] = families(
        {
            "37444A": "Yellow Breakfast Cup and Saucer",
            "37444B": "Blue Breakfast Cup and Saucer",
            "37444C": "Pink Breakfast Cup and Saucer",
        }
    )

    assert (cup.title, cup.option) == ("Breakfast Cup and Saucer", "Colour")
    assert cup.values == {"37444A": "Yellow", "37444B": "Blue", "37444C": "Pink"}


def test_different_things_of_one_family_of_numbers_stay_apart() -> None:
    found = families({"47504H": "English Rose Spirit Level", "47504K": "English Rose Garden Secateurs"})

    assert [family.title for family in found] == ["English Rose Spirit Level", "English Rose Garden Secateurs"]


def test_every_sku_lands_in_one_product(goods: list[Goods]) -> None:
    skus = Counter(item.sku for each in goods for item in each.items)

    assert len(goods) == 3_336
    assert len(skus) == 3_746
    assert set(skus.values()) == {1}
    assert len({each.slug for each in goods}) == len(goods)
    assert all(len({item.value for item in each.items}) == len(each.items) for each in goods)


def test_every_product_has_a_place_and_few_are_in_other(goods: list[Goods]) -> None:
    shelves = Counter(each.category for each in goods)

    assert set(shelves) <= LEAVES
    assert shelves["other"] < len(goods) * 0.05
    assert min(shelves[slug] for slug in LEAVES - {"other"}) > 20


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Vintage Christmas Bunting", "christmas"),
        ("Jumbo Bag Toys", "bags"),
        ("Metal Sign, Cupcake Single Hook", "wall"),
        ("Wine Bottle Dressing Light Blue", "kitchen-storage"),
        ("Flowers Tile Coaster", "tableware"),
        ("Blue Felt Easter Egg Basket", "easter"),
        ("Red Retrospot Umbrella", "picnic-beach"),
        ("Something Nobody Knows", "other"),
    ],
)
def test_words_put_a_thing_on_its_shelf(title: str, slug: str) -> None:
    assert category_of(title) == slug


def test_the_tree_has_two_levels_named_in_every_language() -> None:
    assert all(BY_SLUG[category.parent].parent == "" for category in TREE if category.parent)
    assert all(all(category.names) for category in TREE)


def test_facets_say_only_what_the_words_say() -> None:
    assert facets_of("Red Retrospot Mug") == {"colour": "red", "material": "ceramic", "design": "retrospot"}
    assert facets_of("Pink/White Glass Demi Choker") == {"colour": "mixed", "material": "glass"}
    assert facets_of("Skipping Rope") == {}


def test_every_facet_has_its_names() -> None:
    assert set(CHOICES["colour"]) == set(COLOURS)
    assert set(CHOICES["material"]) == set(MATERIALS)
    assert set(CHOICES["design"]) == set(DESIGNS)


def test_in_store_barcodes_are_valid_stable_and_never_shared(goods: list[Goods]) -> None:
    codes = [item.barcode for each in goods for item in each.items]

    assert ean13_for("85123A") == "2908512300015"
    assert all(is_gtin(code) and code.startswith("29") for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_usual_price_is_what_was_asked_most_often() -> None:
    [tea] = derive_goods(
        [Sold("12345", "TEA", 100, 3, 9), Sold("12345", "TEA", 255, 5, 5), Sold("12345", "T", 1, 1, 1)]
    )

    assert (tea.title, tea.items[0].price_minor, tea.sold) == ("Tea", 255, 9)


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("85123a", "goods"), ("DCGSSBOY", "goods"), ("POST", "delivery"), ("C2", "delivery"), ("23444", "delivery"),
        ("D", "discount"), ("AMAZONFEE", "fee"), ("gift_0001_20", "voucher"), ("m", "correction"),
        ("???", "correction"),
    ],
)  # fmt: skip
def test_codes_that_only_look_like_products_are_told_apart(code: str, meaning: str) -> None:
    assert meaning_of(tidy_sku(code)) == meaning
