"""Stock as ledger accounts: the buckets of a variant at a location, and the world outside."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from duken.ledger.entries import Account

BOOK = "stock"
ON_HAND = "on_hand"  # on the shelf, for whoever comes first
DAMAGED = "damaged"
IN_TRANSIT = "in_transit"  # on the way to this location
KEPT = "kept:"  # kept for one channel: kept:web
LEASED = "leased:"  # set aside for one till, that sells without a network: leased:<till id>

_kept = lru_cache(maxsize=100_000)  # what every sale names; an account is its names and never changes


@_kept
def on_hand(variant_id: UUID, location_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), ON_HAND, str(location_id), floor=0)


@_kept
def kept_for(channel: str, variant_id: UUID, location_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), KEPT + channel, str(location_id), floor=0)


@_kept
def leased(till_id: UUID, variant_id: UUID, location_id: UUID) -> Account:
    """Set aside for one till: sold there though nobody can be asked."""
    return Account(BOOK, str(variant_id), f"{LEASED}{till_id}", str(location_id), floor=0)


@_kept
def kept_for_till(till_id: UUID, channel: str, variant_id: UUID, location_id: UUID) -> Account:
    """Of what is kept for a channel, set aside for one of its tills: kept:till:<till id>.

    Few articles have any, so it has no row until something is put there; only who has locked the shelf (`on_hand`)
    puts anything there, or takes it.
    """
    return Account(BOOK, str(variant_id), f"{KEPT}{channel}:{till_id}", str(location_id), floor=0)


def is_of_one_till(bucket: str) -> bool:
    """Set aside for one till, off the shelf or out of what is kept for its channel (no channel's code has a colon)."""
    return bucket.startswith(LEASED) or (bucket.startswith(KEPT) and ":" in bucket.removeprefix(KEPT))


def bucket(name: str, variant_id: UUID, location_id: UUID) -> Account:
    """Any of the floored buckets by its name."""
    return Account(BOOK, str(variant_id), name, str(location_id), floor=0)


def damaged(variant_id: UUID, location_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), DAMAGED, str(location_id), floor=0)


def in_transit(variant_id: UUID, to_location_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), IN_TRANSIT, str(to_location_id), floor=0)


def supplier(variant_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), "supplier", "")


@_kept
def customer(variant_id: UUID) -> Account:
    return Account(BOOK, str(variant_id), "customer", "")


def shrinkage(variant_id: UUID, location_id: UUID) -> Account:
    """Lost, found, broken, miscounted: what the books did not know."""
    return Account(BOOK, str(variant_id), "shrinkage", str(location_id))


def variance(variant_id: UUID, location_id: UUID) -> Account:
    """Handed over a counter though the books had none: below zero until somebody has counted."""
    return Account(BOOK, str(variant_id), "variance", str(location_id))


def history(variant_id: UUID) -> Account:
    """Where goods came from that were sold before Duken kept the books."""
    return Account(BOOK, str(variant_id), "history", "")
