"""PINs of those who sell at the tills of a shop.

A till must check them without a network, so it is given what to check with, and whoever steals the till can guess
from that. Therefore a PIN opens a till and nothing else, and never leaves its shop.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.access.sellers import Seller, sellers_in
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.stores import reads as stores
from duken.tills.errors import CashierMissing, PinTooSimple
from duken.tills.events import TillChanged
from duken.tills.models import Cashier

ITERATIONS = 310_000  # PBKDF2-SHA256: about 0.15 s on a till
_IN_A_ROW = "0123456789", "9876543210"


class SellerRead(NamedTuple):
    """Somebody who may sell in a shop, and whether they have a PIN there."""

    id: UUID
    name: str
    is_manager: bool
    has_pin: bool


def set_pin(user_id: UUID, *, location_id: UUID, pin: str, by: Actor) -> None:
    """Four to eight digits. The tills of the shop know within half a minute.

    Raises PinTooSimple, CashierMissing (they may not take money in this shop).
    """
    by.require("tills.manage", store=location_id)
    stores.location(location_id)
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8) or _is_simple(pin):
        raise PinTooSimple
    seller = _seller(user_id, location_id)
    salt = secrets.token_bytes(16)
    with transaction.atomic():
        Cashier.objects.update_or_create(
            user_id=user_id,
            location_id=location_id,
            defaults={
                "is_manager": seller.is_manager,
                "salt": salt,
                "iterations": ITERATIONS,
                "pin": hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ITERATIONS),
                "set_at": clock.now(),
            },
        )
        record(TillChanged(None, location_id, "pin"), by=by)


def take_pin_away(user_id: UUID, *, location_id: UUID, by: Actor) -> bool:
    """They can sign in at these tills no more, once the tills hear of it. False when they had none."""
    by.require("tills.manage", store=location_id)
    with transaction.atomic():
        taken, _ = Cashier.objects.filter(user_id=user_id, location_id=location_id).delete()
        if taken:
            record(TillChanged(None, location_id, "pin"), by=by)
    return bool(taken)


def sellers(location_id: UUID, *, by: Actor) -> list[SellerRead]:
    """Who may sell in this shop, by name."""
    by.require("tills.manage", store=location_id)
    with_pin = set(Cashier.objects.filter(location_id=location_id).values_list("user_id", flat=True))
    return [SellerRead(one.id, one.name, one.is_manager, one.id in with_pin) for one in sellers_in(location_id)]


def _seller(user_id: UUID, location_id: UUID) -> Seller:
    for one in sellers_in(location_id):
        if one.id == user_id:
            return one
    raise CashierMissing


def _is_simple(pin: str) -> bool:
    return len(set(pin)) == 1 or any(pin in row for row in _IN_A_ROW)
