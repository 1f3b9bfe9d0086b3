"""Search: facets, pages, order, what it costs and what it survives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duken.catalog import _tree
from duken.catalog.drafts import AttributeDraft, CategoryDraft, ProductDraft, VariantDraft
from duken.catalog.reads import SearchFilters, find_hits, search_products, suggest
from duken.catalog.save_attributes import save_attributes
from duken.catalog.save_categories import save_categories
from duken.catalog.save_products import save_products
from duken.catalog.search.edits import distance, one_edit_away
from duken.catalog.search.index import reindex
from duken.catalog.search.layouts import as_other_layouts
from duken.catalog.search.stems import kazakh
from duken.catalog.search.words import kept, languages_of, sought, words_of
from duken.catalog.set_popularity import set_popularity
from duken.kernel import sql
from duken.kernel.actor import system
from tests.catalog.corner_shop import GOODS, SHELVES

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def fresh_tree():
    _tree.forget()


@pytest.fixture
def shirts() -> None:
    save_categories([CategoryDraft("clothes", "Clothes"), CategoryDraft("shirts", "Shirts", parent="clothes")], by=BY)
    save_attributes(
        [
            AttributeDraft("colour", "Colour", name_in={"ru": "Цвет"}, kind="choice", is_facet=True, choices=[
                {"value": "red", "name_in": {"ru": "красный"}}, {"value": "blue"}, {"value": "green"}]),
            AttributeDraft("size", "Size", kind="number", is_facet=True, position=1),
            AttributeDraft("care", "Care"),
        ],
        by=BY,
    )  # fmt: skip
    colours, brands = ["red", "blue", "red", "green", "red", "blue"], ["Nike", "Nike", "Zara", "Zara", "Zara", "Nike"]
    save_products(
        [
            ProductDraft(
                f"Shirt {number}",
                [VariantDraft(f"S-{number}")],
                brand=brand,
                category="shirts",
                attributes={"colour": colour, "size": 36 + number % 2 * 2, "care": "wash"},
            )
            for number, (colour, brand) in enumerate(zip(colours, brands, strict=True))
        ],
        by=BY,
    )


def counts(code: str, query: str = "shirt", **asked) -> dict[str, int]:
    page = search_products(query, channel="web", **asked)
    return {value.value: value.count for facet in page.facets if facet.code == code for value in facet.values}


def test_each_value_of_a_facet_is_counted(shirts):
    assert counts("colour") == {"red": 3, "blue": 2, "green": 1}
    assert counts("brand") == {"Nike": 3, "Zara": 3}
    assert counts("size") == {"36": 3, "38": 3}
    assert counts("category") == {"clothes": 6}
    assert counts("category", filters=SearchFilters(category="clothes")) == {"shirts": 6}
    assert counts("care") == {}


def test_a_chosen_facet_still_shows_what_else_could_be_chosen(shirts):
    red = SearchFilters(attributes={"colour": ["red"]})

    assert search_products("shirt", channel="web", filters=red).total == 3
    assert counts("colour", filters=red) == {"red": 3, "blue": 2, "green": 1}
    assert counts("brand", filters=red) == {"Zara": 2, "Nike": 1}


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(shirts):
    both = SearchFilters(attributes={"colour": ["red", "blue"], "size": ["36"]}, brands=["Nike"])

    assert {hit.name for hit in search_products("shirt", channel="web", filters=both).hits} == {"Shirt 0"}
    assert counts("colour", filters=both) == {"red": 1, "blue": 0}
    assert counts("brand", filters=both) == {"Nike": 1, "Zara": 2}


def test_facets_speak_the_shoppers_language(shirts):
    page = search_products("shirt", channel="web", language="ru")
    [colour] = [facet for facet in page.facets if facet.code == "colour"]

    assert colour.name == "Цвет"
    assert [value.name for value in colour.values] == ["красный", "blue", "green"]


def test_a_facet_switched_off_is_gone_and_comes_back(shirts):
    save_attributes([AttributeDraft("colour", is_facet=False)], by=BY)
    assert counts("colour") == {}

    save_attributes([AttributeDraft("colour", is_facet=True)], by=BY)
    assert counts("colour") == {"red": 3, "blue": 2, "green": 1}


def test_pages_follow_each_other_without_gap_or_double(shirts):
    pages = [search_products("shirt", channel="web", page=page, page_size=4) for page in (1, 2, 3)]

    assert [len(page.hits) for page in pages] == [4, 2, 0]
    assert len({hit.product_id for page in pages for hit in page.hits}) == 6
    assert {(page.total, page.pages) for page in pages} == {(6, 2)}


def test_impossible_pages_are_bent_to_possible_ones(shirts):
    assert search_products("shirt", channel="web", page=-3, page_size=0).page == 1
    assert search_products("shirt", channel="web", page=10**9, page_size=10**9).page_size == 100


def test_a_caller_may_narrow_to_products_it_knows_and_order_what_was_found(shirts):
    everything = [hit.product_id for hit in search_products("shirt", channel="web").hits]

    some = search_products("shirt", channel="web", filters=SearchFilters(product_ids=everything[:2]))
    newest = search_products("shirt", channel="web", page_size=2, page=2, order=lambda ids: sorted(ids, reverse=True))

    assert some.total == 2
    assert [hit.name for hit in newest.hits] == ["Shirt 3", "Shirt 2"]
    assert newest.total == 6
    assert search_products("shirt", channel="web", filters=SearchFilters(product_ids=[])).total == 0


def test_what_is_wanted_more_comes_first(shirts):
    last = search_products("shirt", channel="web").hits[-1]

    assert set_popularity({last.product_id: 500}, by=BY) == 1

    assert search_products("shirt", channel="web").hits[0] == last


def test_a_whole_code_beats_any_name(make):
    make.product("Red 4006381333931 poster", sku="POSTER")
    make.product("Mug", variants=[VariantDraft("MUG", barcodes=["4006381333931"])])

    page = search_products("4006381333931", channel="web")

    assert [hit.sku for hit in page.hits] == ["MUG", "POSTER"]
    assert page.corrected_to is None


def test_the_name_beats_the_beginning_of_a_name_beats_the_shelf(make):
    save_categories([CategoryDraft("tea", "Tea")], by=BY)
    make.product("Biscuits", category="tea", popularity=10_000)
    make.product("Teapot of glass", popularity=10_000)
    make.product("Green tea leaves")
    make.product("Tea")

    assert [hit.name for hit in search_products("tea", channel="web").hits] == [
        "Tea", "Green tea leaves", "Teapot of glass", "Biscuits",
    ]  # fmt: skip


def test_a_correction_is_told(make):
    make.product("Electric kettle")

    page = search_products("electirc ketle", channel="web")

    assert (page.total, page.corrected_to) == (1, "electric kettle")
    assert search_products("kettle", channel="web").corrected_to is None
    assert search_products("xylophone", channel="web").corrected_to is None


def test_when_no_product_has_every_word_those_with_some_are_shown_and_it_is_said(make):
    make.product("Red mug")
    make.product("Green tea")

    page = search_products("red tea", channel="web")

    assert page.is_relaxed
    assert {hit.name for hit in page.hits} == {"Red mug", "Green tea"}


def test_words_that_say_nothing_do_not_hide_the_goods(make):
    make.product("Кружка керамическая")

    assert search_products("кружка для", channel="web").total == 1
    assert search_products("a кружка of the", channel="web").total == 1


def test_suggestions_finish_the_word_and_name_the_shelf():
    save_categories(SHELVES, by=BY)
    save_products(GOODS, by=BY)

    typed = suggest("red mu", channel="web")
    shelf = suggest("оде", channel="web", language="ru")

    assert typed.texts[0] == "red mug"
    assert typed.products[0].name == "Red mug with handle"
    assert [one.name for one in shelf.shelves] == ["Одежда"]
    assert suggest("k", channel="web").texts == ()
    assert suggest("%", channel="web").texts == ()


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("shirt", 3),  # vocabulary, tree, page
        ("shirt 2 red", 3),
        ("", 2),  # no vocabulary
        ("shrit", 4),  # one more for the guess
        ("zzzzqqqqxx", 6),  # two more for the last guesses
        ("shirt zzzzqqqqxx", 7),  # and one to show those with some of the words
    ],
)
def test_a_search_costs_a_known_number_of_statements(shirts, django_assert_num_queries, question, statements):
    _tree.forget()
    with django_assert_num_queries(statements):
        search_products(question, channel="web", filters=SearchFilters(attributes={"size": ["36"]}))


@pytest.mark.parametrize("question", ["shirt", "shrit", "shirt 2 red", "", "shirt zzzzqqqqxx", "zzzzqqqqxx"])
def test_hits_alone_are_the_hits_of_a_search(shirts, question):
    whole = search_products(question, channel="web", page_size=2)
    chosen = search_products(question, channel="web", filters=SearchFilters(attributes={"size": ["36"]}))

    assert find_hits(question, channel="web", page_size=2) == replace(whole, facets=())
    assert find_hits(question, channel="web", filters=SearchFilters(attributes={"size": ["36"]})) == replace(
        chosen, facets=()
    )


def test_the_index_made_anew_is_the_index_that_was_kept(shirts):
    save_products([ProductDraft("Blouse", [VariantDraft("S-0")])], by=BY)
    entries = (
        "SELECT product_id, channel_code, not_in, words::text, facets, brand FROM catalog_searchentry ORDER BY 1, 2"
    )
    words = "SELECT lexeme, uses FROM catalog_searchword WHERE uses > 0 ORDER BY 1"
    kept_entries, kept_words = sql.rows(entries), sql.rows(words)

    assert reindex(by=BY) == 6

    assert sql.rows(entries) == kept_entries
    assert sql.rows(words) == kept_words


HOSTILE = [
    "", " ", "%", "_", "%%%%", "\\", "'", '"', "';--", "' OR 1=1 --", "a' | 'b", "a:*", "a & b | !c", "<->", "(((",
    ":A", "\x00", "a\x00b", "\ud800", "🙂🙂🙂", "\u202e\u200b", "ﷺ", "İ", "ß", "'''''", "a" * 10_000, "а " * 5_000,
    "1" * 10_000, "-" * 300, "~cai", "#MUG", "\n\r\t", "ё" * 199, "<script>alert(1)</script>", "{{7*7}}", "%s",
]  # fmt: skip


@pytest.mark.parametrize("question", HOSTILE)
def test_no_question_whatever_breaks_the_search(shirts, question):
    page = search_products(question, channel="web", language=question[:20])
    suggest(question, channel="web")

    assert page.total <= 6
    assert search_products("shirt", channel=question).total == 6
    assert search_products("shirt", channel="web", filters=SearchFilters(brands=[question])).total == 0
    assert search_products("shirt", channel="web", filters=SearchFilters(attributes={"x": [question]})).total == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_search(shirts, question):
    assert search_products(question, channel="web").total <= 6


@given(st.text(max_size=30))
def test_no_word_whatever_breaks_the_cutter(text):
    for word in words_of(text):
        assert kept(word, languages_of(text)).direct
        assert sought(word).all() >= {*()}
        one_edit_away(word)
    as_other_layouts(text)


@given(st.text("абвгкчшяәң", min_size=2, max_size=12))
def test_every_edit_is_one_edit_away(word):
    assert all(distance(word, other, 2) == 1 for other in list(one_edit_away(word))[:50])


def test_the_same_word_of_both_serbian_scripts_is_kept_as_one():
    assert kept("шоља", frozenset({"sr"})).direct & kept("šolja", frozenset({"sr"})).direct == {"solj"}
    assert kept("чај", frozenset({"sr"})).direct & kept("čaj", frozenset({"sr"})).direct == {"caj"}


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("кітаптар", "китап"), ("кітабы", "китап"), ("кітаптарымыздан", "китап"), ("үйде", "уйде"), ("балалар", "бала"),
        ("көйлектің", "коилек"), ("дәптерлерге", "даптер"), ("шай", "шай"),
    ],
)  # fmt: skip
def test_kazakh_endings_come_off_from_the_right(word, stem):
    assert kazakh(word).replace("й", "и") == stem.replace("й", "и")
