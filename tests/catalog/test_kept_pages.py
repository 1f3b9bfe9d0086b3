"""A page that is kept is never old: it is kept under the product's version."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest

from duken.catalog import _kept_pages
from duken.catalog._kept_pages import Key, pages
from duken.catalog.archive_products import archive_products, restore_products
from duken.catalog.drafts import ListingDraft, ProductDraft, VariantDraft
from duken.catalog.errors import ProductUnknown, VariantUnknown
from duken.catalog.list_in_channel import list_in_channel
from duken.catalog.reads import page_with, page_with_lately, product_page
from duken.catalog.save_products import save_products

MUG = UUID(int=1)
TREE, OTHER_TREE, ATTRIBUTES = object(), object(), object()


@pytest.fixture
def reader():
    """Makes pages, and remembers for which keys it was asked."""
    asked: list[Key] = []

    def read(keys: Sequence[Key]) -> dict[Key, str]:
        asked.extend(keys)
        return {key: f"mug {key.version} {key.language}" for key in keys}

    _kept_pages._pages.clear()
    return read, asked


def ask(read, version: int, language: str = "en", tree: object = TREE) -> list[str]:
    return pages([Key(MUG, version, "web", language)], made_with=(tree, ATTRIBUTES), read=read)


def test_a_page_is_made_once_for_each_version_and_language(reader):
    read, asked = reader

    assert ask(read, 1) == ask(read, 1) == ["mug 1 en"]
    assert ask(read, 2) == ["mug 2 en"]
    assert ask(read, 2, "ru") == ["mug 2 ru"]

    assert [(key.version, key.language) for key in asked] == [(1, "en"), (2, "en"), (2, "ru")]


def test_other_shelves_make_every_page_anew(reader):
    read, asked = reader
    ask(read, 1)

    ask(read, 1, tree=OTHER_TREE)

    assert len(asked) == 2


def test_there_is_room_for_so_many_and_no_more(reader, monkeypatch):
    read, asked = reader
    monkeypatch.setattr(_kept_pages, "MOST", 2)

    for version in (1, 2, 3):
        ask(read, version)
    ask(read, 3)

    assert len(asked) == 3
    assert len(_kept_pages._pages) == 1


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_kept(reader):
    read, asked = reader

    ask(read, 1)
    ask(read, 1)

    assert len(asked) == 2
    assert not _kept_pages._pages


def shown(name: str) -> tuple[str, str]:
    """What the page says by its address and by its SKU: both have been asked for before, so nothing is read anew."""
    return product_page("mug", name).name, page_with("mug", name).page.name


def is_known(channel: str = "web") -> bool:
    """Whether what was shown lately by the SKU is still so; then it is what a whole question answers."""
    lately = page_with_lately(" mug", channel)
    if lately is None or not lately[1]():
        return False
    assert lately[0] == page_with("MUG", channel)
    return True


@pytest.mark.django_db(transaction=True)
def test_a_page_shown_before_is_asked_for_again_only_while_nothing_has_changed(make):
    make.channel("web")
    mug = make.product("Mug", slug="mug", sku="MUG").product_id
    assert shown("web") == shown("web") == ("Mug", "Mug")
    kept = product_page("mug", "web")
    assert product_page("mug", "web") is kept is page_with(" mug", "web").page
    assert is_known()

    save_products([ProductDraft("Large mug", id=mug, variants=[VariantDraft("MUG")])], by=make.by)
    assert not is_known()
    assert shown("web") == ("Large mug", "Large mug")
    assert is_known()

    list_in_channel([ListingDraft(mug, "web", is_visible=False)], by=make.by)
    assert not is_known()
    with pytest.raises(ProductUnknown):
        product_page("mug", "web")
    with pytest.raises(ProductUnknown):
        page_with("MUG", "web")

    list_in_channel([ListingDraft(mug, "web", is_visible=True)], by=make.by)
    assert shown("web") == ("Large mug", "Large mug")
    archive_products([mug], by=make.by)
    assert not is_known()
    with pytest.raises(ProductUnknown):
        page_with("MUG", "web")
    with pytest.raises(VariantUnknown):
        page_with("CUP", "web")

    restore_products([mug], by=make.by)
    save_products([ProductDraft("Large mug", id=mug, slug="large-mug")], by=make.by)
    with pytest.raises(ProductUnknown):
        product_page("mug", "web")
    assert page_with("MUG", "web").page.slug == "large-mug"
