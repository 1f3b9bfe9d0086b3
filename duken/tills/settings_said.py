"""What a till is told of itself and its shop: the shapes of frontend/till/protocol.ts."""

from __future__ import annotations

from typing import Any

import msgspec


class TillSaid(msgspec.Struct):
    id: str
    code: str
    name: str


class StoreSaid(msgspec.Struct):
    id: str
    code: str
    name: str
    address: str
    timezone: str
    country: str
    entity: str
    tax_number: str


class CashierSaid(msgspec.Struct):
    id: str
    name: str
    is_manager: bool
    salt: str
    iterations: int
    pin: str


class LimitsSaid(msgspec.Struct):
    discount_basis_points: int
    return_minor: int
    cash_out_minor: int
    difference_minor: int
    return_without_receipt_minor: int
    return_days: int


class ProgrammeSaid(msgspec.Struct):
    name: str
    value_minor: int
    least: int
    most_basis_points: int
    points: int
    per_minor: int


class ReceiptSaid(msgspec.Struct):
    """`address`: before the number and the secret of a receipt that is read on a phone."""

    header: str
    footer: str
    width: int
    address: str


class TillSettings(msgspec.Struct):
    """`version` changes when anything else does."""

    till: TillSaid
    store: StoreSaid
    channel: str
    currency: str
    languages: list[str]
    cash_rounding_minor: int
    denominations: list[int]
    favourites: list[str]
    cashiers: list[CashierSaid]
    limits: LimitsSaid
    reasons: dict[str, list[str]]
    promotions: list[dict[str, Any]]
    coupons: dict[str, str]
    programme: ProgrammeSaid | None
    points_escrow: int
    receipt: ReceiptSaid
    printer: str
    terminal: str
    patterns: list[str]
    version: str = ""
