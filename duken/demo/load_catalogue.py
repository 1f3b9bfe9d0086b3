"""Fill the shelves: categories, facets, products with barcodes, prices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duken.catalog.drafts import AttributeDraft, CategoryDraft, ProductDraft, Saved, VariantDraft
from duken.catalog.save_attributes import save_attributes
from duken.catalog.save_categories import save_categories
from duken.catalog.save_products import save_products
from duken.demo.answers import accepted
from duken.demo.categories import TREE
from duken.demo.facet_names import ATTRIBUTES, CHOICES, in_languages
from duken.demo.goods import Goods
from duken.demo.load_company import PRICE_LIST
from duken.demo.progress import Progress, in_batches
from duken.kernel.actor import Actor
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices

BATCH = 1000
LABEL = in_languages(
    (
        "Demo product: name and price come from the Online Retail data set (UCI, CC BY 4.0); the picture is drawn.",
        "Демонстрационный товар: название и цена из набора данных Online Retail (UCI, CC BY 4.0); картинка нарисована.",
        "Демо производ: назив и цена су из скупа података Online Retail (UCI, CC BY 4.0); слика је нацртана.",
        "Көрсетілім тауары: атауы мен бағасы Online Retail деректер жинағынан (UCI, CC BY 4.0); суреті салынған.",
    )
)


def load_catalogue(goods: Sequence[Goods], *, progress: Progress, by: Actor) -> list[Saved]:
    """Every product with its price; answers the products in the order of `goods`."""
    accepted(save_categories(list(_categories()), by=by))
    accepted(save_attributes(list(_attributes()), by=by))
    saved: list[Saved] = []
    for batch in in_batches(goods, BATCH):
        saved += accepted(save_products([_product(each) for each in batch], by=by))
        progress("Products", len(saved), len(goods))
    for batch in in_batches(goods, BATCH):
        accepted(set_prices([price for each in batch for price in _prices(each)], by=by))
    return saved


def _categories() -> Iterator[CategoryDraft]:
    for position, category in enumerate(TREE):
        names = in_languages(category.names)
        yield CategoryDraft(category.slug, names.pop("en"), category.parent, names, position, category.colour)


def _attributes() -> Iterator[AttributeDraft]:
    for position, (code, words) in enumerate(ATTRIBUTES.items()):
        names = in_languages(words)
        choices = [{"value": value, "name_in": in_languages(choice)} for value, choice in CHOICES[code].items()]
        yield AttributeDraft(
            code, names.pop("en"), names, kind="choice", choices=choices, is_facet=True, position=position
        )


def _product(goods: Goods) -> ProductDraft:
    texts = dict(LABEL)
    return ProductDraft(
        name=goods.title,
        slug=goods.slug,
        description=texts.pop("en"),
        description_in=texts,
        category=goods.category,
        attributes=goods.facets,
        options=[{"name": goods.option, "values": [item.value for item in goods.items]}] if goods.option else (),
        popularity=goods.sold,
        variants=[
            VariantDraft(
                sku=item.sku,
                title=item.value,
                option_values={goods.option: item.value} if goods.option else {},
                barcodes=[item.barcode],
                position=position,
            )
            for position, item in enumerate(goods.items)
        ],
    )


def _prices(goods: Goods) -> Iterator[PriceDraft]:
    for item in goods.items:
        yield PriceDraft(PRICE_LIST, item.price_minor, sku=item.sku)
