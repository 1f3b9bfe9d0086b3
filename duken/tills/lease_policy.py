"""How many units a till sets aside, and for how long: decisions a shop may replace. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

LOOKED_AT_DAYS = 28  # of its own sales
COVERED_DAYS = 2  # what it sells in so many days it has beyond the basket
SHARE = 4  # of what is there beyond the basket at most one part of so many: the web wants some too, and other tills
BASKET_LASTS = timedelta(minutes=30)
COVER_LASTS = timedelta(days=1)
OFFLINE_LASTS = timedelta(days=7)  # a till that nobody hears keeps what it has for so long


class Shelf(NamedTuple):
    """`free` is on the shelf and promised to nobody; of it `safety` is left there but for what a customer has in hand.

    `wanted` is what the till's basket needs, `leased` what it has, `sold` what it sold of its lease lately. `kept` is
    what of its channel's own nobody was promised and no till has.
    """

    wanted: int
    leased: int
    free: int
    safety: int
    sold: int
    kept: int = 0


class More(NamedTuple):
    """To set aside, out of what is kept for the till's channel and off the shelf."""

    of_kept: int
    of_free: int


def more_to_lease(shelf: Shelf) -> More:
    """What the basket needs at once, safety or not: it is in a customer's hand. Then what the till usually sells. Both
    out of what is kept for its channel first: everybody else may sell what is free."""
    needed = max(shelf.wanted - shelf.leased, 0)
    of_kept = min(needed, max(shelf.kept, 0))
    of_free = min(needed - of_kept, max(shelf.free, 0))
    usual = max(shelf.wanted + cover(shelf.sold) - shelf.leased - of_kept - of_free, 0)
    more_kept = min(usual, max(shelf.kept - of_kept, 0) // SHARE)
    more_free = min(usual - more_kept, max(shelf.free - of_free - shelf.safety, 0) // SHARE)
    return More(of_kept + more_kept, of_free + more_free)


def cover(sold: int) -> int:
    """By its own rate of sale, rounded up; nothing of what it does not sell."""
    return -(-sold * COVERED_DAYS // LOOKED_AT_DAYS)


def idle_at(sold: int, wanted_at: datetime) -> datetime:
    """When what a till has of an article may go back, if nobody wants it there until then and the till is heard."""
    return wanted_at + (COVER_LASTS if sold else BASKET_LASTS)
