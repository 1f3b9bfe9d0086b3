"""The catalogue hidden in the invoices: each SKU by its best description and usual price, grouped into products."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duken.demo.barcodes import ean13_for
from duken.demo.categories import category_of
from duken.demo.codes import meaning_of, tidy_sku
from duken.demo.facets import facets_of
from duken.demo.history import Sold
from duken.demo.titles import tidy_title
from duken.demo.variants import Family, families


@dataclass(frozen=True, slots=True)
class Item:
    """One SKU. `value` is its colour, size or design within the product, "" if it stands alone."""

    sku: str
    title: str
    value: str
    barcode: str
    price_minor: int  # pence, VAT included
    sold: int  # how many times in the history; the popularity


@dataclass(frozen=True, slots=True)
class Goods:
    """One product of the shop."""

    slug: str
    title: str
    option: str
    category: str
    facets: Mapping[str, str]
    items: tuple[Item, ...]

    @property
    def sold(self) -> int:
        return sum(item.sold for item in self.items)


@dataclass(slots=True)
class _Seen:
    texts: Counter[str]
    prices: Counter[int]
    lines: int = 0


def derive_goods(sales: Iterable[Sold]) -> list[Goods]:
    """Every product of the history, best sellers first. A SKU that was never sold with a name and a price is none."""
    seen = _seen_in(sales)
    titles = {sku: tidy_title(_best_text(each.texts)) for sku, each in seen.items()}
    made = [_goods(family, titles, seen) for family in families(titles)]
    return sorted(made, key=lambda goods: (-goods.sold, goods.slug))


def _seen_in(sales: Iterable[Sold]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = defaultdict(lambda: _Seen(Counter(), Counter()))
    for sold in sales:
        sku = tidy_sku(sold.sku)
        if sold.text and meaning_of(sku) == "goods":
            seen[sku].texts[sold.text] += sold.lines
            seen[sku].prices[sold.price_pence] += sold.lines
            seen[sku].lines += sold.lines
    return dict(seen)


def _best_text(texts: Counter[str]) -> str:
    """The commonest; of equals the longest, which was cut least."""
    return max(texts, key=lambda text: (texts[text], len(text.strip()), text))


def _usual_price(prices: Counter[int]) -> int:
    """What the shop asked most often; of equals the higher, since wholesale customers paid less."""
    return max(prices, key=lambda price: (prices[price], price))


def _goods(family: Family, titles: Mapping[str, str], seen: Mapping[str, _Seen]) -> Goods:
    items = tuple(
        Item(sku, titles[sku], value, ean13_for(sku), _usual_price(seen[sku].prices), seen[sku].lines)
        for sku, value in family.values.items()
    )
    first = items[0]
    return Goods(
        slug=f"{slugify(family.title)}-{first.sku.lower()}",
        title=family.title,
        option=family.option,
        category=category_of(first.title if len(items) == 1 else f"{family.title} {first.title}"),
        facets=_shared_facets(items),
        items=items,
    )


def _shared_facets(items: tuple[Item, ...]) -> dict[str, str]:
    """Facets of the product: what all its items agree on; of different colours it is "mixed"."""
    each = [facets_of(item.title) for item in items]
    values = {code: {facets.get(code, "") for facets in each} for facets in each for code in facets}
    agreed = {code: found.copy().pop() for code, found in values.items() if len(found) == 1}
    if len(values.get("colour", ())) > 1:
        agreed["colour"] = "mixed"
    return agreed


def slugify(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:100]
