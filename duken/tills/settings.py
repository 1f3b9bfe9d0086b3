"""What a till needs to sell without a network, but the articles. Its shapes: settings_said.py."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import msgspec
from django.conf import settings as installed

from duken.access.sellers import sellers_in
from duken.catalog.reads import in_store_patterns, variants_by_sku
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.ledger.reads import summed
from duken.loyalty import accounts as points
from duken.loyalty import reads as loyalty
from duken.promotions import reads as promotions
from duken.stores import reads as stores
from duken.stores.places import LocationRead
from duken.tills.cash import denominations, smallest_coin
from duken.tills.limits import limits_of
from duken.tills.models import Cashier, Till
from duken.tills.reads import till_of
from duken.tills.settings_said import (
    CashierSaid,
    LimitsSaid,
    ProgrammeSaid,
    ReceiptSaid,
    StoreSaid,
    TillSaid,
    TillSettings,
)

# As a cashier reads them, in English; the till has them in its other languages (frontend/till/reasons).
REASONS = {
    "discount": ["Damaged packaging", "Price on the shelf", "Regular customer", "Complaint"],
    "return": ["Does not fit", "Not liked", "Faulty", "Wrong article", "Other reason"],
    "cash": ["Change money", "To the safe", "To the bank", "Expense", "Supplier", "Other reason"],
    "drawer": ["Change money", "Count", "Other reason"],
}
ESCROW_POINTS = 1_000  # what a till may let people spend while nobody can be asked
RECEIPT_WIDTH = 48  # letters of a paper of 80 mm


def settings_of(by: Actor) -> TillSettings:
    """Of the till whose key asks. Raises NoTill, ScopeMissing."""
    by.require("tills.sell")
    till = Till.objects.get(pk=till_of(by).id)
    place, currency = stores.location(till.location_id), stores.channel(till.channel_code).currency
    now = clock.now()
    ahead = promotions.promotions_ahead(currency, now)
    codes = promotions.shared_codes([each.rule.id for each in ahead], now)
    found = TillSettings(
        till=TillSaid(str(till.pk), till.code, till.name),
        store=_store(place),
        channel=till.channel_code,
        currency=currency,
        languages=[code for code, _ in installed.LANGUAGES],
        cash_rounding_minor=smallest_coin(currency),
        denominations=list(denominations(currency)),
        favourites=_favourites(till),
        cashiers=_cashiers(till),
        limits=LimitsSaid(*limits_of(till.limits)),
        reasons=REASONS,
        promotions=[_promotion(each) for each in ahead],
        coupons={code: str(promotion) for code, promotion in codes.items()},
        programme=_programme(currency),
        points_escrow=_escrow(till, currency),
        receipt=_receipt(till),
        printer=till.printer,
        terminal=till.terminal,
        patterns=list(in_store_patterns()),
    )
    found.version = hashlib.sha256(msgspec.json.encode(found, order="deterministic")).hexdigest()[:16]
    return found


def _receipt(till: Till) -> ReceiptSaid:
    return ReceiptSaid(till.receipt_header, till.receipt_footer, RECEIPT_WIDTH, f"{installed.PUBLIC_URL}/receipt/")


def _store(place: LocationRead) -> StoreSaid:
    entity = place.legal_entity
    address = ", ".join(part for part in (place.address, place.city, place.postcode) if part)
    return StoreSaid(
        str(place.id),
        place.code,
        place.name,
        address,
        place.timezone,
        place.country,
        entity.name,
        entity.tax_number,
    )


def _favourites(till: Till) -> list[str]:
    found = variants_by_sku(till.favourites)
    return [str(found[sku].id) for sku in till.favourites if sku in found]


def _cashiers(till: Till) -> list[CashierSaid]:
    """Those with a PIN here who may still sell here."""
    pins = {row.user_id: row for row in Cashier.objects.filter(location_id=till.location_id)}
    return [
        CashierSaid(
            str(one.id),
            one.name,
            one.is_manager,
            base64.b64encode(pins[one.id].salt).decode(),
            pins[one.id].iterations,
            base64.b64encode(pins[one.id].pin).decode(),
        )
        for one in (sellers_in(till.location_id) if pins else [])
        if one.id in pins
    ]


def _promotion(each: promotions.ActivePromotion) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(each.rule, order="deterministic")
    return written | {
        "name": each.name,
        "name_in": each.name_in,
        "starts_at": each.starts_at.isoformat() if each.starts_at else None,
        "ends_at": each.ends_at.isoformat() if each.ends_at else None,
        "uses_per_customer": each.uses_per_customer,
    }


def _programme(currency: str) -> ProgrammeSaid | None:
    found = loyalty.programme_for(currency)
    if found is None:
        return None
    return ProgrammeSaid(
        found.name,
        found.point_value_minor,
        found.least_points,
        found.most_basis_points,
        found.earn_points,
        found.earn_per_minor,
    )


def _escrow(till: Till, currency: str) -> int:
    """Less what was spent at it that people did not have, until somebody has settled that."""
    programme = loyalty.programme_for(currency)
    return max(0, ESCROW_POINTS + summed(points.escrow(programme.code, till.pk))) if programme else 0
