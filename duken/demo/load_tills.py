"""A till in every shop of the demo, with its best sellers on the screen, and PINs for who sells there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from duken.demo.goods import Goods
from duken.demo.load_staff import WORKPLACES, email_of
from duken.demo.shops import SHOPS
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.tills.errors import PinTooSimple, TillCodeTaken
from duken.tills.save_till import TillDraft, create_till
from duken.tills.set_pin import sellers, set_pin

FAVOURITES = 18
PEOPLE = ("cashier", "manager")


def load_tills(goods: Sequence[Goods], password: str, *, by: Actor) -> None:
    """Those that are there stay as they are. Whoever works in a shop gets their PIN."""
    best = tuple(item.sku for one in goods[:FAVOURITES] for item in one.items[:1])
    for number, shop in enumerate(SHOPS, start=1):
        place = stores.location(shop)
        draft = TillDraft(f"{place.name} 1", favourites=best, receipt_header=place.name, receipt_footer="duken.demo")
        try:
            create_till(f"{shop[0].upper()}{number}", location_id=place.id, channel="till", draft=draft, by=by)
        except TillCodeTaken:
            continue
    for role in PEOPLE:
        place = stores.location(WORKPLACES[role] or SHOPS[0])
        for seller in sellers(place.id, by=by):
            if seller.name == f"Demo {role}":
                set_pin(seller.id, location_id=place.id, pin=pin_of(role, password), by=by)


def pin_of(role: str, password: str) -> str:
    """Four digits that follow from the password of this installation, none that everybody guesses."""
    for again in range(100):
        digest = hashlib.sha256(f"{role}:{password}:{again}".encode()).digest()
        pin = f"{int.from_bytes(digest[:4]) % 10_000:04d}"
        if len(set(pin)) > 2 and pin not in "0123456789876543210":
            return pin
    raise PinTooSimple


def pins(password: str) -> list[tuple[str, str, str]]:
    """(role, e-mail, PIN)."""
    return [(role, email_of(role), pin_of(role, password)) for role in PEOPLE]
