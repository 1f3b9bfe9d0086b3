"""Puts a page into the frame of the office: navigation by role, store, palette."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duken.channels.backoffice.desk import Desk


class Place(NamedTuple):
    """One entry of the navigation. Shown to whoever holds one of `scopes`; `prefix` is the address it lights up for."""

    label: str | Promise
    icon: str
    address: str
    scopes: tuple[str, ...] = ()


NAVIGATION = (
    Place(_("Today"), "home", "/office/"),
    Place(_("Desk"), "phone", "/office/desk/", ("orders.place",)),
    Place(_("Orders"), "list", "/office/orders/", ("orders.read",)),
    Place(_("Tills"), "scan", "/office/tills/", ("tills.read",)),
    Place(_("Products"), "tag", "/office/products/", ("catalog.read",)),
    Place(_("Prices"), "cash", "/office/prices/", ("pricing.read",)),
    Place(_("Promotions"), "percent", "/office/promotions/", ("promotions.read",)),
    Place(_("Gift cards"), "card", "/office/gift-cards/", ("gift_cards.read",)),
    Place(_("Loyalty"), "heart", "/office/loyalty/", ("loyalty.read",)),
    Place(_("Offers"), "letter", "/office/offers/", ("conversations.campaign",)),
    Place(_("Stock"), "box", "/office/stock/", ("inventory.read",)),
    Place(_("Customers"), "people", "/office/customers/", ("customers.read",)),
    Place(_("Companies"), "shop", "/office/companies/", ("companies.read",)),
    Place(
        _("Import and export"),
        "upload",
        "/office/files/",
        ("catalog.write", "pricing.write", "inventory.adjust", "customers.write"),
    ),
    Place(_("Staff and keys"), "key", "/office/staff/", ("access.manage",)),
    Place(_("Webhooks"), "bell", "/office/webhooks/", ("webhooks.manage",)),
    Place(_("Audit trail"), "eye", "/office/audit/", ("access.audit",)),
)


def show(request: HttpRequest, desk: Desk, template: str, *, status: int = 200, **page: Any) -> HttpResponse:
    """Render a whole page of the office."""
    return render(request, template, frame(request, desk) | page, status=status)


def show_part(request: HttpRequest, desk: Desk, template: str, *, status: int = 200, **page: Any) -> HttpResponse:
    """Render a piece of a page, for htmx."""
    return render(
        request, template, {"desk": desk, "timezone": desk.timezone, "may": allowed(desk)} | page, status=status
    )


def frame(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    return {
        "desk": desk,
        "timezone": desk.timezone,
        "navigation": places_for(desk),
        "here": _here(request.path),
        "may": allowed(desk),
        "may_settings": bool(desk.user.is_staff) and desk.by.stores is None,
    }


def allowed(desk: Desk) -> dict[str, dict[str, bool]]:
    """What this person may do, for templates: `{% if may.orders.cancel %}`."""
    nested: dict[str, dict[str, bool]] = {}
    for scope in desk.by.scopes:
        module, _dot, verb = scope.partition(".")
        nested.setdefault(module, {})[verb] = True
    return nested


def places_for(desk: Desk) -> list[Place]:
    return [place for place in NAVIGATION if not place.scopes or any(desk.may(scope) for scope in place.scopes)]


def _here(path: str) -> str:
    """The longest address in the navigation that the path lies under."""
    return max((place.address for place in NAVIGATION if path.startswith(place.address)), key=len, default="")
