"""A promotion in one sentence: what it does, on what, for whom and when. Read aloud before it is started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from duken.catalog.reads import all_categories
from duken.channels import formats
from duken.channels.backoffice.lists.columns import Badge
from duken.channels.backoffice.words import channel_name
from duken.kernel.money import Money
from duken.promotions.reads import PromotionRead
from duken.stores import reads as stores
from duken.stores.hours import DAYS

STATUS: dict[str, Promise] = {
    "draft": _("draft"),
    "active": _("in force"),
    "paused": _("paused"),
    "ended": _("ended"),
}
_COLOUR = {"draft": "note", "active": "good", "paused": "warn", "ended": ""}
EFFECTS: dict[str, Promise] = {
    "percent": _("Percent off"),
    "amount": _("Amount off"),
    "amount_each": _("Amount off each piece"),
    "fixed_price": _("Fixed price"),
    "cheapest_free": _("N for M: the cheapest free"),
    "bundle": _("Together for one price"),
    "gift": _("A gift"),
    "free_delivery": _("Free delivery"),
    "points": _("More points"),
}


def status(promotion: PromotionRead) -> Badge:
    return Badge(STATUS[promotion.status], _COLOUR[promotion.status])


def what(terms: Mapping[str, Any], currency: str, language: str) -> str:
    """The effect and its goods: "10 % off Mugs"."""
    goods = _goods(terms.get("goods", {}), language)
    facts = {"goods": goods} | _facts(terms["effect"], currency, language)
    kind = terms["effect"]["type"]
    is_free = kind == "cheapest_free" and terms["effect"].get("basis_points", 10_000) == 10_000
    return str(_SENTENCES["free" if is_free else kind]) % facts


_SENTENCES: dict[str, Promise] = {
    "percent": _("%(share)s off %(goods)s"),
    "amount": _("%(amount)s off %(goods)s together"),
    "amount_each": _("%(amount)s off each piece of %(goods)s"),
    "fixed_price": _("%(goods)s for %(price)s each"),
    "cheapest_free": _("of every %(of)s of %(goods)s the %(free)s cheapest: %(share)s off"),
    "free": _("of every %(of)s of %(goods)s the %(free)s cheapest free"),
    "bundle": _("%(parts)s together for %(price)s"),
    "gift": _("%(quantity)s × %(sku)s free with %(goods)s"),
    "free_delivery": _("free delivery"),
    "points": _("points × %(times)s for %(goods)s"),
}


def _facts(effect: Mapping[str, Any], currency: str, language: str) -> dict[str, str]:
    def money(minor: int) -> str:
        return formats.money(Money(minor, currency), language)

    facts = {name: str(value) for name, value in effect.items() if name in ("of", "sku")}
    facts["free"] = str(effect.get("free", 1))
    facts["quantity"] = str(effect.get("quantity", 1))
    facts["share"] = formats.percent(Decimal(effect.get("basis_points", 10_000)) / 10_000, language)
    facts["times"] = formats.number(Decimal(effect.get("per_mille", 1000)) / 1000, language)
    facts["amount"] = money(effect.get("amount_minor", 0))
    facts["price"] = money(effect.get("price_minor", 0))
    facts["parts"] = " + ".join(
        f"{part.get('quantity', 1)} × {'/'.join(sorted(part['goods'].get('skus', [])))}"
        for part in effect.get("parts", [])
    )
    return facts


def _goods(goods: Mapping[str, Any], language: str) -> str:
    named = _named(goods, "", language)
    without = _named(goods, "not_", language)
    words = _joined(named) if named else gettext("everything")
    if without:
        words = gettext("%(goods)s without %(others)s") % {"goods": words, "others": _joined(without)}
    return gettext("%(goods)s at full price") % {"goods": words} if goods.get("not_reduced") else words


def _named(goods: Mapping[str, Any], no: str, language: str) -> list[str]:
    named = [*goods.get(f"{no}skus", []), *goods.get(f"{no}brands", [])]
    if categories := set(goods.get(f"{no}categories", [])):
        named += [node.name for node in all_categories(language) if str(node.id) in categories]
    if products := len(goods.get(f"{no}products", [])):
        named.append(ngettext("%(count)s product", "%(count)s products", products) % {"count": products})
    return named


def conditions(terms: Mapping[str, Any], currency: str, language: str) -> list[str]:
    """For whom and when, one short phrase each."""
    when = terms.get("when", {})
    found: list[str] = []
    if channels := when.get("channels"):
        found.append(
            gettext("only in: %(doors)s") % {"doors": _joined(channel_name(code, language) for code in channels)}
        )
    if places := set(when.get("stores", [])):
        found.append(
            gettext("only at: %(places)s")
            % {"places": _joined(one.called(language) for one in stores.locations() if str(one.id) in places)}
        )
    if groups := when.get("customer_groups"):
        found.append(gettext("for the group %(groups)s") % {"groups": _joined(groups)})
    if tiers := when.get("tiers"):
        found.append(gettext("for the level %(tiers)s") % {"tiers": _joined(tiers)})
    if customers := len(when.get("customers", [])):
        found.append(ngettext("for %(count)s person", "for %(count)s people", customers) % {"count": customers})
    if when.get("is_first_order"):
        found.append(gettext("on the first order"))
    if when.get("needs_coupon"):
        found.append(gettext("with a coupon"))
    if minor := when.get("min_sum_minor"):
        found.append(gettext("from %(amount)s") % {"amount": formats.money(Money(minor, currency), language)})
    if pieces := when.get("min_quantity"):
        found.append(ngettext("from %(count)s piece", "from %(count)s pieces", pieces) % {"count": pieces})
    for part in when.get("contains", []):
        skus = "/".join(sorted(part["goods"].get("skus", [])))
        found.append(gettext("with %(parts)s") % {"parts": f"{part.get('quantity', 1)} × {skus}"})
    return found + _hours(when, language)


def limits(cap_minor: int | None, uses_per_customer: int | None, currency: str, language: str) -> list[str]:
    """How much of it one order and one person get, one short phrase each."""
    found: list[str] = []
    if cap_minor is not None:
        found.append(
            gettext("at most %(amount)s off one order")
            % {"amount": formats.money(Money(cap_minor, currency), language)}
        )
    if uses_per_customer is not None:
        found.append(
            ngettext("in %(count)s order of each person", "in %(count)s orders of each person", uses_per_customer)
            % {"count": formats.number(uses_per_customer, language)}
        )
    return found


def _hours(when: Mapping[str, Any], language: str) -> list[str]:
    found = []
    if days := when.get("weekdays"):
        found.append(", ".join(formats.weekday(DAYS.index(one), language) for one in sorted(days, key=DAYS.index)))
    if when.get("from_minute") or when.get("to_minute"):
        found.append(f"{clock(when.get('from_minute', 0))}–{clock(when.get('to_minute', 1440))}")
    return found


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _joined(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
