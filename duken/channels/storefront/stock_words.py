"""A level of stock in words, always with a kind for the dot beside it. Exact numbers only when few are left."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext, ngettext

FEW = 3


class StockWord(NamedTuple):
    """`kind` is plenty, few or none: the class of the dot; the word says the same."""

    kind: str
    word: str


def in_words(sellable: int) -> StockWord:
    if sellable <= 0:
        return StockWord("none", gettext("Sold out"))
    if sellable <= FEW:
        return StockWord("few", ngettext("Last %(count)s", "Last %(count)s", sellable) % {"count": sellable})
    return StockWord("plenty", gettext("In stock"))
