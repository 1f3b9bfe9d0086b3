"""What a receipt says and the books do not: as differences. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from duken.orders.sold import SaleWritten
from duken.returns.brought import TakenBack
from duken.tills._recording import Found
from duken.tills._sold_body import SoldBody
from duken.tills.limits import Limits


def sums_amiss(body: SoldBody, exact_minor: int) -> list[Found]:
    """Whether the receipt adds up in itself: its lines to its totals, its tenders to what was due."""
    added = exact_minor - sum(line.total_minor for line in body.lines)
    total, returned = exact_minor + body.rounding_minor, sum(line.amount_minor for line in body.returned)
    here = {
        "subtotal_minor": sum(line.subtotal_minor for line in body.lines),
        "discount_minor": sum(line.subtotal_minor - line.total_minor for line in body.lines),
        "tax_minor": sum(line.tax_minor for line in body.lines),
        "added_tax_minor": added,
        "total_minor": total,
        "returned_minor": returned,
        "net_minor": total - returned,
    }
    wrong: dict[str, Any] = {
        name: {"said_minor": said, "minor": minor}
        for name, minor in here.items()
        if (said := getattr(body, name)) != minor
    }
    found = [Found("sum", body.net_minor - here["net_minor"], wrong)] if wrong else []
    came = sum(tender.amount_minor for tender in body.tenders)
    if came != here["net_minor"]:
        found.append(Found("tender", came - here["net_minor"], {"said_minor": came, "minor": here["net_minor"]}))
    return found


def without_leave(body: SoldBody, limits: Limits) -> list[Found]:
    """What a cashier may not do alone, and nobody allowed."""
    found = []
    by_hand = sum(one.amount_minor for one in body.discounts if one.approved_by is None)
    if by_hand * 10_000 > body.subtotal_minor * limits.discount_basis_points:
        found.append(Found("discount", by_hand, {"why": "not_allowed", "subtotal_minor": body.subtotal_minor}))
    unallowed = [line for line in body.returned if line.approved_by is None]
    unknown = sum(line.amount_minor for line in unallowed if line.order_line is None)
    if unknown > limits.return_without_receipt_minor:
        found.append(Found("return", unknown, {"why": "no_receipt_not_allowed"}))
    elif (back := sum(line.amount_minor for line in unallowed)) > limits.return_minor:
        found.append(Found("return", back, {"why": "not_allowed"}))
    return found


def too_late(body: SoldBody, at: datetime, bought: Mapping[UUID, datetime], limits: Limits) -> list[Found]:
    """What came back after more whole days than a cashier may take it alone, and nobody allowed it."""
    ages = [
        (line.amount_minor, at - bought[line.order_line])
        for line in body.returned
        if line.approved_by is None and line.order_line is not None and line.order_line in bought
    ]
    late = [(amount, age) for amount, age in ages if age > timedelta(days=limits.return_days)]
    if not late:
        return []
    days = max(age.days for _, age in late)
    return [Found("return", sum(amount for amount, _ in late), {"why": "too_late", "days": days})]


def told_of_sale(body: SoldBody, sold: SaleWritten) -> list[Found]:
    if sold.repeated:
        return []
    skus = {line.variant: line.sku for line in body.lines}
    found = [Found(one.method, one.said_minor - one.paid_minor, one._asdict()) for one in sold.unpaid]
    if sold.missing:
        lines = [{"sku": skus[variant], "quantity": quantity} for variant, quantity in sold.missing]
        found.append(Found("stock", 0, {"lines": lines}))
    if sold.points_short:
        found.append(Found("points", 0, {"why": "not_there", "points": sold.points_short}))
    if sold.claims:
        found.append(Found("promotion", 0, {"codes": list(sold.claims)}))
    if sold.basket:
        found.append(Found("basket", 0, {"why": sold.basket.code}))
    if sold.number != body.number:
        found.append(Found("number", 0, {"said": body.number, "number": sold.number}))
    return found


def told_of_return(back: TakenBack, body: SoldBody) -> list[Found]:
    return [Found(one.kind, one.amount_minor, one.facts) for one in back.amiss]
