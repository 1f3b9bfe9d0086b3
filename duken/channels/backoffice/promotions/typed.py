"""What somebody typed into the promotion form, read into a draft. Nothing is checked here that a verb checks.

What the form has no field for (single products, single customers) is kept as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from duken.catalog.reads import all_categories
from duken.channels.backoffice.fields import decimal, moment, whole
from duken.channels.backoffice.products.typed import OTHER_LANGUAGES
from duken.kernel.money import parse_major
from duken.kernel.refusals import InvalidField
from duken.promotions.drafts import PromotionDraft
from duken.promotions.reads import PromotionRead

_WORDS = re.compile(r"[\s,;]+")
_KEPT_GOODS, _KEPT_WHEN = ("products", "not_products"), ("customers",)


def promotion_draft(form: QueryDict, before: PromotionRead | None, timezone: str) -> PromotionDraft:
    """Raises InvalidField: what is no number, no date, no known category."""
    name = " ".join(form.get("name", "").split())
    currency = before.currency if before else form.get("currency", "")
    old = before.terms if before else {}
    return PromotionDraft(
        code=before.code if before else " ".join(form.get("code", "").split()) or _code_of(name),
        name=name,
        name_in={code: text for code in OTHER_LANGUAGES if (text := form.get(f"name_{code}", "").strip())},
        currency=currency,
        terms={
            "effect": _effect(form, currency),
            "goods": _goods(form) | _kept(old.get("goods", {}), _KEPT_GOODS),
            "when": _when(form, currency) | _kept(old.get("when", {}), _KEPT_WHEN),
        },
        starts_at=moment("starts_at", form.get("starts_at", ""), timezone),
        ends_at=moment("ends_at", form.get("ends_at", ""), timezone),
        priority=whole("priority", form.get("priority", "")) if form.get("priority") else 100,
        group=form.get("group", "").strip(),
        alone="alone" in form,
        cap_minor=_amount(form, "cap", currency),
        budget_minor=_amount(form, "budget", currency),
        uses=_limit(form, "uses"),
        uses_per_customer=_limit(form, "uses_per_customer"),
    )


def _effect(form: QueryDict, currency: str) -> dict[str, Any]:
    kind = form.get("effect", "")
    effect: dict[str, Any] = {"type": kind}
    if kind == "percent":
        effect["basis_points"] = _basis_points(form, "percent")
    elif kind in ("amount", "amount_each"):
        effect["amount_minor"] = _needed(_amount(form, "amount", currency), "amount")
    elif kind == "fixed_price":
        effect["price_minor"] = _needed(_amount(form, "price", currency), "price")
    elif kind == "cheapest_free":
        effect |= {"of": whole("of", form.get("of", "")), "free": whole("free", form.get("free", ""))}
        if form.get("free_percent"):
            effect["basis_points"] = _basis_points(form, "free_percent")
    elif kind == "bundle":
        effect["parts"] = [{"goods": {"skus": skus}, "quantity": many} for many, skus in _parts(form, "parts")]
        effect["price_minor"] = _needed(_amount(form, "bundle_price", currency), "price")
    elif kind == "gift":
        effect |= {
            "sku": form.get("gift_sku", "").strip().upper(),
            "quantity": whole("gift", form.get("gift_quantity") or "1"),
        }
    elif kind == "free_delivery":
        effect["up_to_minor"] = _amount(form, "up_to", currency)
    elif kind == "points":
        effect["per_mille"] = int(decimal("multiplier", form.get("multiplier", "")) * 1000)
    return effect


def _goods(form: QueryDict) -> dict[str, Any]:
    goods: dict[str, Any] = {"not_reduced": "not_reduced" in form}
    for no in ("", "not_"):
        goods[f"{no}skus"] = [sku.upper() for sku in words(form.get(f"{no}skus", ""))]
        goods[f"{no}brands"] = [brand.lower() for brand in _listed(form.get(f"{no}brands", ""))]
        goods[f"{no}categories"] = _categories(form.getlist(f"{no}categories"))
    return {name: value for name, value in goods.items() if value}


def _categories(slugs: list[str]) -> list[str]:
    known = {node.slug: str(node.id) for node in all_categories()} if slugs else {}
    for slug in slugs:
        if slug not in known:
            raise InvalidField("category", "unknown", slug)
    return [known[slug] for slug in slugs]


def _when(form: QueryDict, currency: str) -> dict[str, Any]:
    when: dict[str, Any] = {
        "channels": form.getlist("channels"),
        "stores": form.getlist("stores"),
        "customer_groups": _listed(form.get("customer_groups", "")),
        "tiers": form.getlist("tiers"),
        "weekdays": form.getlist("weekdays"),
        "from_minute": _minute("from_time", form.get("from_time", "")),
        "to_minute": _minute("to_time", form.get("to_time", "")),
        "is_first_order": "is_first_order" in form,
        "needs_coupon": "needs_coupon" in form,
        "min_sum_minor": _amount(form, "min_sum", currency) or 0,
        "min_quantity": _limit(form, "min_quantity") or 0,
        "contains": [{"goods": {"skus": skus}, "quantity": many} for many, skus in _parts(form, "contains")],
    }
    return {name: value for name, value in when.items() if value}


def _parts(form: QueryDict, field: str) -> list[tuple[int, list[str]]]:
    """One part a line: how many, and of which articles ("2 TEA-GREEN, TEA-BLACK"); without a number one."""
    parts = []
    for line in form.get(field, "").splitlines():
        found = [word.upper() for word in words(line)]
        if found:
            many = int(found.pop(0)) if len(found) > 1 and found[0].isdecimal() and len(found[0]) < 6 else 1
            parts.append((many, found))
    return parts


def lines_typed(text: str) -> list[tuple[str, int]]:
    """A basket typed by hand: one article a line, with how many ("TEA-GREEN 2" or "2 TEA-GREEN")."""
    lines = []
    for line in text.splitlines()[:100]:
        found = words(line)
        many = (
            next((word for word in (found[-1:] + found[:1]) if word.isdecimal() and len(word) < 8), "")
            if len(found) > 1
            else ""
        )
        if many:
            found.remove(many)
        if found:
            lines.append((found[0].upper(), int(many or 1)))
    return lines


def words(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORDS.split(text) if word))


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(name for part in re.split(r"[,;\n]", text) if (name := " ".join(part.split()))))


def _kept(old: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: old[name] for name in names if old.get(name)}


def _code_of(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-").upper()[:60]


def _amount(form: QueryDict, field: str, currency: str) -> int | None:
    text = form.get(field, "").strip()
    return parse_major(decimal(field, text), currency).minor if text else None


def _needed(amount: int | None, field: str) -> int:
    if amount is None:
        raise InvalidField(field, "empty")
    return amount


def _basis_points(form: QueryDict, field: str) -> int:
    percent = decimal(field, form.get(field, ""))
    if not 0 < percent <= 100:
        raise InvalidField(field, "not_a_percentage", form.get(field, ""))
    return int(percent * 100)


def _limit(form: QueryDict, field: str) -> int | None:
    text = form.get(field, "").strip()
    return whole(field, text) if text else None


def _minute(field: str, text: str) -> int:
    if not text:
        return 0
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise InvalidField(field, "not_a_time", text)
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
