"""What the promotion form shows: a saved promotion, or what somebody has typed so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict

from duken.catalog.reads import all_categories, brands
from duken.channels import formats
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.products.typed import OTHER_LANGUAGES
from duken.channels.backoffice.promotions import sentences
from duken.customers.browse import customer_groups
from duken.kernel.money import Money
from duken.loyalty.reads import active_programmes
from duken.promotions.reads import PromotionRead
from duken.stores import reads as stores
from duken.stores.hours import DAYS

_PLAIN = ("name", "code", "priority", "group", "uses", "uses_per_customer")


def as_typed(promotion: PromotionRead, timezone: str) -> QueryDict:
    """The promotion as its author would have typed it."""
    form = QueryDict(mutable=True)
    for name in _PLAIN:
        form[name] = _text(getattr(promotion, name))
    for code, text in promotion.name_in.items():
        form[f"name_{code}"] = text
    form["currency"] = promotion.currency
    form["starts_at"], form["ends_at"] = _local(promotion.starts_at, timezone), _local(promotion.ends_at, timezone)
    form["cap"] = _major(promotion.cap_minor, promotion.currency)
    form["budget"] = _major(promotion.budget_minor, promotion.currency)
    _tick(form, "alone", promotion.alone)
    _type_effect(form, promotion.terms["effect"], promotion.currency)
    _type_goods(form, promotion.terms.get("goods", {}))
    _type_when(form, promotion.terms.get("when", {}), promotion.currency)
    return form


def _type_effect(form: QueryDict, effect: Mapping[str, Any], currency: str) -> None:
    form["effect"] = effect["type"]
    points = effect.get("basis_points")
    form["percent" if effect["type"] == "percent" else "free_percent"] = "" if points is None else _share(points)
    form["amount"] = _major(effect.get("amount_minor"), currency)
    form["bundle_price" if effect["type"] == "bundle" else "price"] = _major(effect.get("price_minor"), currency)
    form["of"], form["free"] = _text(effect.get("of")), _text(effect.get("free", 1))
    form["parts"] = _lines(effect.get("parts", []))
    form["gift_sku"], form["gift_quantity"] = effect.get("sku", ""), _text(effect.get("quantity", 1))
    form["up_to"] = _major(effect.get("up_to_minor"), currency)
    form["multiplier"] = f"{Decimal(effect['per_mille']) / 1000:f}" if "per_mille" in effect else ""


def _type_goods(form: QueryDict, goods: Mapping[str, Any]) -> None:
    slugs = {str(node.id): node.slug for node in all_categories()}
    for no in ("", "not_"):
        form[f"{no}skus"] = "\n".join(sorted(goods.get(f"{no}skus", [])))
        form[f"{no}brands"] = ", ".join(sorted(goods.get(f"{no}brands", [])))
        form.setlist(f"{no}categories", [slugs[one] for one in goods.get(f"{no}categories", []) if one in slugs])
    _tick(form, "not_reduced", goods.get("not_reduced", False))


def _type_when(form: QueryDict, when: Mapping[str, Any], currency: str) -> None:
    for name in ("channels", "stores", "tiers", "weekdays"):
        form.setlist(name, when.get(name, []))
    form["customer_groups"] = ", ".join(sorted(when.get("customer_groups", [])))
    form["from_time"] = sentences.clock(when["from_minute"]) if when.get("from_minute") else ""
    form["to_time"] = sentences.clock(when["to_minute"]) if when.get("to_minute", 1440) < 1440 else ""
    _tick(form, "is_first_order", when.get("is_first_order", False))
    _tick(form, "needs_coupon", when.get("needs_coupon", False))
    form["min_sum"] = _major(when.get("min_sum_minor") or None, currency)
    form["min_quantity"] = _text(when.get("min_quantity") or None)
    form["contains"] = _lines(when.get("contains", []))


def choices(form: QueryDict, desk: Desk) -> dict[str, Any]:
    """Everything the form offers, with what is chosen."""
    language = desk.language
    nodes = all_categories(language)
    return {
        "effects": list(sentences.EFFECTS.items()),
        "currencies": sorted({one.legal_entity.currency for one in stores.locations()}),
        "categories": [
            (node.slug, "\u2003" * node.depth + node.name, node.slug in form.getlist("categories")) for node in nodes
        ],
        "not_categories": [
            (node.slug, "\u2003" * node.depth + node.name, node.slug in form.getlist("not_categories"))
            for node in nodes
        ],
        "brands": [name for name, _many in brands(by=desk.by)] if desk.may("catalog.read") else [],
        "channels": [
            (one.code, one.called(language), one.code in form.getlist("channels")) for one in stores.channels()
        ],
        "places": [
            (str(one.id), one.called(language), str(one.id) in form.getlist("stores"))
            for one in stores.locations()
            if one.is_shop
        ],
        "weekdays": [
            (code, formats.weekday(at, language), code in form.getlist("weekdays")) for at, code in enumerate(DAYS)
        ],
        "tiers": [
            (tier.code, tier.name, tier.code in form.getlist("tiers"))
            for programme in active_programmes()
            for tier in programme.tiers
        ],
        "groups": customer_groups(by=desk.by) if desk.may("customers.read") else [],
        "texts": [
            (code, name, form.get(f"name_{code}", "")) for code, name in settings.LANGUAGES if code in OTHER_LANGUAGES
        ],
    }


def _tick(form: QueryDict, name: str, is_ticked: bool) -> None:
    if is_ticked:
        form[name] = "yes"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _major(minor: int | None, currency: str) -> str:
    return "" if minor is None else f"{Money(minor, currency).decimal():f}"


def _share(basis_points: int) -> str:
    return f"{(Decimal(basis_points) / 100).normalize():f}"


def _lines(parts: list[Mapping[str, Any]]) -> str:
    return "\n".join(f"{part.get('quantity', 1)} {', '.join(sorted(part['goods'].get('skus', [])))}" for part in parts)


def _local(at: datetime | None, timezone: str) -> str:
    return at.astimezone(ZoneInfo(timezone)).strftime("%Y-%m-%dT%H:%M") if at else ""
