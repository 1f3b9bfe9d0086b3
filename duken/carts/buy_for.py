"""Say for whom a basket is: for the person it belongs to, or for a company they buy for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.customers.companies.errors import CompanyMissing, CompanyStopped, NotTheirBuyer
from duken.customers.companies.reads import acts_for
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.promotions.reads import personal_codes


def buy_for(cart_id: CartId, *, company_id: UUID | None, by: Actor, expected_version: int | None = None) -> int:
    """Make it so; None is for themselves. Answers the version (the same if it was so).

    It costs what the company pays from now on; points and coupons made for one person are that person's: they are
    not spent on it, leave the basket, and do not come back by themselves. Raises CartUnknown, CartClosed, CartChanged,
    CompanyMissing (they do not act for it), NotTheirBuyer (they only see its books), CompanyStopped.
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        facts = {"company": _named(cart.customer_id, company_id)} if company_id else {}
        own = _own_coupons(cart.id) if company_id else []
        if not sql.run(_CHOOSE, [company_id, company_id is not None, own, cart.id, company_id]):
            return cart.version
        return leave(cart, "for_company" if company_id else "for_oneself", facts, by=by)


def _own_coupons(cart_id: UUID) -> Sequence[str]:
    """Of the basket's coupons those that were made for one person."""
    [(coupons,)] = sql.rows("SELECT coupons FROM carts_cart WHERE id = %s", [cart_id])
    return sorted(personal_codes(orjson.loads(coupons)))


def _named(customer_id: UUID | None, company_id: UUID) -> str:
    role = acts_for(customer_id, company_id) if customer_id else None
    if role is None:
        raise CompanyMissing
    if not role.company.is_active:
        raise CompanyStopped(role.company.legal_name)
    if not role.may_order:
        raise NotTheirBuyer
    return role.company.legal_name


# What it cost before was another buyer's price: nothing about it is news.
_CHOOSE = """
UPDATE carts_cart
SET company_id = %s, points = CASE WHEN %s THEN 0 ELSE points END, coupons = coupons - %s::text[], seen = NULL
WHERE id = %s AND company_id IS DISTINCT FROM %s
"""
