"""The Complete Journey into a shop, by the verbs an import uses; each part timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from bench.replay.company import COUNTRY, PRICE_LIST, open_company, store_code
from bench.replay.coupon_values import Worth
from bench.replay.import_campaigns import issue, save
from bench.replay.journey import Basket, Coupon, Journey, Product
from bench.replay.past_baskets import Article, past_sale
from bench.replay.survey import Survey
from bench.replay.timing import Parts, Progress, by_lines, in_batches
from duken.catalog.drafts import CategoryDraft, ProductDraft, VariantDraft
from duken.catalog.reads import variants_by_sku
from duken.catalog.save_categories import save_categories
from duken.catalog.save_products import save_products
from duken.customers.save_customers import CustomerDraft, save_customers
from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.orders.import_orders import PastSale, import_orders
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices
from duken.stores import reads as stores

LINES_A_BATCH = 8_000
Told = dict[str, Any]


class Imported(NamedTuple):
    parts: Told
    counts: Told
    customers: dict[int, UUID]
    promotions: dict[Coupon, UUID]


class Import:
    """One shop being filled; every `save` answers how many it did."""

    def __init__(self, journey: Journey, seen: Survey, worths: dict[Coupon, Worth], *, by: Actor) -> None:
        self.journey, self.seen, self.worths, self.by = journey, seen, worths, by
        self.customers: dict[int, UUID] = {}
        self.articles: dict[int, Article] = {}
        self.promotions: dict[Coupon, UUID] = {}
        self.quirks: Counter[str] = Counter()

    def run(self) -> Imported:
        parts = Parts()
        open_company(self.seen.stores, by=self.by)
        parts.took("customers", "cards", self.save_customers)
        parts.took("categories", "categories", self.save_categories)
        parts.took("products", "products", self.save_products)
        parts.took("prices", "prices", self.save_prices)
        parts.took("baskets", "lines", self.save_orders)
        parts.took("campaigns", "promotions", self.save_promotions)
        parts.took("coupons", "codes", self.issue_coupons)
        counts = {
            "households": len(self.seen.households),
            "baskets": self.seen.baskets,
            "campaigns": len(self.journey.campaigns),
            **self.quirks,
        }
        return Imported(parts.told, counts, self.customers, self.promotions)

    def save_customers(self) -> int:
        people = list(self.journey.households.items())
        for batch in in_batches(people, 2_000):
            drafts = [
                CustomerDraft(name=f"Household {number}", note=known, reference=f"journey:{number}")
                for number, known in batch
            ]
            saved = accepted(save_customers(drafts, country=COUNTRY, by=self.by))
            self.customers |= {number: one.customer_id for (number, _), one in zip(batch, saved, strict=True)}
        return len(people)

    def save_categories(self) -> int:
        kept = self._products()
        departments = sorted({each.department for each in kept})
        shelves = sorted({(each.department, each.category) for each in kept if each.category})
        drafts = [CategoryDraft(_slug(name), name=name.title() or "Other") for name in departments]
        drafts += [CategoryDraft(_slug(*both), name=both[1].title(), parent=_slug(both[0])) for both in shelves]
        return len(accepted(save_categories(drafts, by=self.by)))

    def save_products(self) -> int:
        kept = self._products()
        for batch in in_batches(kept, 1_000):
            accepted(save_products([_product(each) for each in batch], by=self.by))
            skus = {str(each.id): each.id for each in batch}
            for sku, variant in variants_by_sku(list(skus)).items():
                self.articles[skus[sku]] = Article(variant.id, variant.title)
        return len(kept)

    def _products(self) -> list[Product]:
        """Those that were sold; some of them are not in the table of products."""
        known = {each.id: each for each in self.journey.products}
        self.quirks["products_not_in_the_table"] = len(self.seen.sold - known.keys())
        return [known.get(product) or Product(product, *[""] * 5) for product in sorted(self.seen.sold)]

    def save_prices(self) -> int:
        """The shelf price of one piece that was seen most often."""
        drafts = [
            PriceDraft(PRICE_LIST, prices.most_common(1)[0][0], variant_id=self.articles[product].variant_id)
            for product, prices in self.seen.prices.items()
        ]
        for batch in in_batches(drafts, 5_000):
            accepted(set_prices(batch, by=self.by))
        return len(drafts)

    def save_orders(self) -> int:
        """Every basket as a finished sale; so many are in memory as a batch has."""
        lines = 0
        places: dict[str, UUID] = {each.code: each.id for each in stores.locations()}
        progress = Progress("baskets", "lines", of=self.seen.lines)
        for batch in by_lines(self.journey.baskets, lambda basket: len(basket.lines), LINES_A_BATCH):
            kept = [sale for sale in (self._sale(basket, places) for basket in batch) if sale]
            accepted(import_orders(kept, by=self.by))
            lines += sum(len(sale.lines) for sale in kept)
            progress.at(lines)
        return lines

    def _sale(self, basket: Basket, places: Mapping[str, UUID]) -> PastSale | None:
        return past_sale(
            basket,
            self.articles,
            location_id=places[store_code(basket.store)],
            customer_id=self.customers[basket.household],
            quirks=self.quirks,
        )

    def save_promotions(self) -> int:
        self.promotions = save(self.journey, self.worths, by=self.by)
        return len(self.promotions)

    def issue_coupons(self) -> int:
        return issue(self.journey, self.promotions, by=self.by)


def _product(each: Product) -> ProductDraft:
    name = " ".join(word for word in (each.kind or each.category or "Article", each.size) if word)
    shelf = _slug(each.department, each.category) if each.category else _slug(each.department)
    return ProductDraft(
        name, variants=[VariantDraft(str(each.id))], slug=f"p-{each.id}", brand=each.brand, category=shelf
    )


def _slug(*words: str) -> str:
    """Letters and digits of the words; what they leave out may not make two shelves one, hence the length."""
    told = "-".join(word or "other" for word in words).lower()
    tidy = "-".join("".join(letter if letter.isalnum() else " " for letter in told).split())
    return f"{tidy}-{len(told)}"
