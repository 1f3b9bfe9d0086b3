"""A basket to try a rule on: what the rule is on, enough of it, and one thing it is not on; and where to buy it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import QueryDict

from duken.promotions.basket import PromotionBasket, PromotionLine
from duken.promotions.match import Shelf
from duken.promotions.rule import Bundle, CheapestFree, Goods, Terms
from duken.stores import reads as stores

_LINES = 3


def example_basket(terms: Terms, articles: Sequence[PromotionLine]) -> str:
    """One line for each article, with how many, as they are typed; by SKU where nothing else decides."""
    shelf = Shelf(PromotionBasket(articles, channel="", weekday="", minute=0))
    wanted: dict[int, int] = {}
    named: set[int] = set()
    for goods, pieces in _asked(terms):
        found = sorted(shelf.positions(goods))
        named.update(found)
        if found:
            wanted[found[0]] = max(pieces, wanted.get(found[0], 0))
    other = next((at for at in range(len(articles)) if at not in named), None)
    for at in sorted(named):
        if len(wanted) + (other is not None) < _LINES:
            wanted.setdefault(at, 1)
    if other is not None:
        wanted[other] = 1
    return "\n".join(f"{articles[at].sku} {pieces}" for at, pieces in wanted.items())


def _asked(terms: Terms) -> Iterator[tuple[Goods, int]]:
    """Goods the basket must hold for the rule to work, and of how many pieces."""
    effect, when = terms.effect, terms.when
    if isinstance(effect, Bundle):
        yield from ((part.goods, part.quantity) for part in effect.parts)
    else:
        yield terms.goods, max(effect.of if isinstance(effect, CheapestFree) else 1, when.min_quantity)
    yield from ((part.goods, part.quantity) for part in when.contains)


def channel_to_try(form: QueryDict) -> str:
    """The first the rule is for, else the web shop in its money."""
    for_these, currency = form.getlist("channels"), form.get("currency")
    open_ones = [one for one in stores.channels() if one.is_active]
    fitting = [one for one in open_ones if one.currency == currency] or open_ones
    best = min(fitting, key=lambda one: (one.code not in for_these, one.kind != "web", one.code != "web"), default=None)
    return best.code if best else ""
