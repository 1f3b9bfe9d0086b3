"""What changed for a till since it asked last: articles as they are now, those no longer sold, settings to be asked for
again. Read from the feed of events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.catalog import events as catalogue
from duken.catalog import reads as catalog
from duken.kernel import clock, events
from duken.kernel.actor import Actor
from duken.kernel.events import Event, Recorded, SettingChanged
from duken.pricing import reads as pricing
from duken.pricing.events import PriceListSaved, PricesChanged
from duken.promotions.events import CouponsIssued, PromotionSaved, PromotionStatusChanged
from duken.stores import events as places
from duken.tax.events import TaxRateSaved
from duken.tills._codes_and_prices import lists_of
from duken.tills.articles import Article, articles_of
from duken.tills.events import TillChanged
from duken.tills.reads import TillRead

MOST_EVENTS = 1_000
MOST_ARTICLES = 5_000  # with more the device does better to fetch its catalogue again

_PRODUCTS: tuple[type[Event], ...] = (
    catalogue.ProductSaved,
    catalogue.ProductArchived,
    catalogue.ProductRestored,
    catalogue.BarcodesAdded,
    catalogue.MediaAdded,
    catalogue.MediaRemoved,
)
_SETTINGS: tuple[type[Event], ...] = (
    CouponsIssued,
    PromotionSaved,
    PromotionStatusChanged,
    SettingChanged,
    TillChanged,
    places.ChannelSaved,
    places.LegalEntitySaved,
    places.LocationSaved,
)
# Terms that apply to everything: who does not fetch all of it again has old ones.
_ALL: tuple[type[Event], ...] = (places.StoreGroupSaved, TaxRateSaved)
_ALL_BY_HAND = ("catalog_", "pricing_", "tax_")  # their tables, changed on a settings screen
_OTHERS: tuple[type[Event], ...] = (catalogue.CategorySaved, PriceListSaved, PricesChanged)


class Changes(NamedTuple):
    """`anew`: more has changed than is worth telling, or the feed is not the one the till knew: fetch all of it."""

    articles: list[Article]
    gone: list[UUID]
    settings: bool
    anew: bool
    position: int


def changes_for(till: TillRead, *, after: int, by: Actor) -> Changes:
    """Since a position of the feed. Asked again with the position that is answered, until that is the one asked with.

    At most twelve statements, four where nothing changed.
    """
    by.require("tills.sell", store=till.location_id)
    until = events.last_position()
    if after > until:  # the server was restored from an older backup
        return Changes([], [], True, True, until)
    found = events.after(after, limit=MOST_EVENTS, names=_NAMES)
    if len(found) == MOST_EVENTS or (found and (found[-1].position or 0) > until):
        until = found[-1].position or until
    settings = any(_is(event, _SETTINGS) for event in found)
    if any(_is_of_all(event) for event in found):
        return Changes([], [], settings, True, until)
    variants = _changed(found, till)
    if len(variants) > MOST_ARTICLES:
        return Changes([], [], settings, True, until)
    articles = articles_of(variants, till=till, by=by)
    gone = [variant for variant in variants if variant not in articles]
    return Changes(list(articles.values()), gone, settings, False, until)


def _changed(found: Sequence[Recorded], till: TillRead) -> list[UUID]:
    """The variants these events are about, each once."""
    shelves, lists, batches = (_ids(found, kind) for kind in (catalogue.CategorySaved, PriceListSaved, PricesChanged))
    if lists:
        pricing.forget()  # this process may remember them as they were
    if shelves:
        catalog.forget_tree()
    products = [UUID(event.aggregate_id) for event in found if _is(event, _PRODUCTS)]
    products += catalog.products_under(shelves) if shelves else []
    variants = catalog.variants_of_products(set(products)) if products else []
    if batches:
        variants += pricing.variants_of_batches(batches, [one.id for one in lists_of(till, clock.now())])
    if lists:
        variants += pricing.variants_on_lists(lists, limit=MOST_ARTICLES + 1)
    return list(dict.fromkeys(variants))


def _is_of_all(event: Recorded) -> bool:
    if event.name == SettingChanged.name():
        return str(event.facts["table"]).startswith(_ALL_BY_HAND)
    return _is(event, _ALL)


def _ids(found: Iterable[Recorded], kind: type[Event]) -> list[UUID]:
    return [UUID(event.aggregate_id) for event in found if event.name == kind.name()]


def _is(event: Recorded, kinds: Sequence[type[Event]]) -> bool:
    return any(event.name == kind.name() for kind in kinds)


_NAMES = [kind.name() for kind in (*_PRODUCTS, *_SETTINGS, *_ALL, *_OTHERS)]
