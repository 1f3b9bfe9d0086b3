"""A customer's timeline, tastes and reasons for merging, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.catalog.reads import CategoryNode, category_tree
from duken.channels import formats
from duken.channels.backoffice import words
from duken.customers.card.tastes import Taste
from duken.customers.timeline.reads import MomentRead
from duken.kernel.money import Money

SAID: words.Words = {
    "order_placed": _("Order %(number)s placed for %(total)s"),
    "basket_ordered": _("The basket of that order: %(ways)s"),
    "order_imported": _("Bought %(number)s for %(total)s"),
    "order_sold": _("Bought %(number)s for %(total)s"),
    "order_cancelled": _("Order %(number)s cancelled"),
    "order_fulfilled": _("Order %(number)s handed over"),
    "returned": _("Goods came back: %(number)s, %(total)s"),
    "message": _("Written to about %(number)s"),
    "points_earned": _("%(points)s points earned"),
    "points_returned": _("%(taken)s points taken back, %(given)s given back"),
    "points_ended": _("%(points)s points ended"),
    "points_corrected": _("Points corrected by %(points)s"),
    "tier_changed": _("Tier: %(after)s"),
    "consultation": _("Consultation: %(text)s"),
    "merged": _("Another card joined this one: %(reason)s"),
    "unmerged": _("A card that had joined was parted again"),
}
KINDS: words.Words = {
    "phone": _("phone"),
    "email": _("e-mail"),
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "viber": "Viber",
    "instagram": "Instagram",
    "vk": _("VKontakte"),
    "loyalty_card": _("loyalty card"),
    "device": _("device"),
    "marketplace": _("marketplace"),
}
PROOFS: words.Words = {
    "typed": _("only typed"),
    "confirmed": _("confirmed"),
    "signed_in": _("signed in with"),
    "paid_with": _("paid with"),
}
PROOF_COLOUR = {"typed": "warn", "confirmed": "note", "signed_in": "good", "paid_with": "good"}
WAYS: words.Words = {
    "call": _("telephone"),
    "sms": _("text message"),
    "email": _("e-mail"),
    "messenger": _("messenger"),
    "post": _("letter"),
}
STAYS: words.Words = {
    "name": _("name"),
    "group": _("group"),
    "language": _("language"),
    "note": _("note"),
    "identities": _("contacts"),
    "addresses": _("addresses"),
    "notes": _("notes"),
    "tasks": _("tasks"),
    "orders": _("orders"),
    "returns": _("returns"),
}
REASONS: words.Words = {
    "same_name": _("same name"),
    "similar_name": _("similar name"),
    "somewhat_similar_name": _("somewhat similar name"),
    "same_first_name": _("same first name"),
    "other_name": _("another name"),
    "same_phone": _("same phone"),
    "similar_phone": _("phone but for one digit"),
    "other_phone": _("another phone"),
    "same_email": _("same e-mail"),
    "same_mailbox_name": _("same mailbox at another provider"),
    "similar_email": _("e-mail but for one letter"),
    "other_email": _("another e-mail"),
    "same_birthday": _("same birthday"),
    "day_and_month_swapped": _("birthday with day and month swapped"),
    "similar_birthday": _("similar birthday"),
    "other_birthday": _("another birthday"),
    "same_postcode": _("same postcode"),
    "other_postcode": _("another postcode"),
    "same_city": _("same town"),
    "other_city": _("another town"),
    "same_number": _("same card or messenger"),
}
_TASTES: words.Words = {
    "price_ceiling": _("Usually pays up to %(value)s a piece"),
    "category": _("Likes %(value)s"),
    "method": _("Usually chooses %(value)s"),
    "payment": _("Usually pays: %(value)s"),
}


class Told(NamedTuple):
    at: datetime
    text: str
    channel: str
    address: str


def tell(moments: Sequence[MomentRead], notes: Mapping[str, str], language: str) -> list[Told]:
    """`notes`: texts of consultations by subject."""
    return [
        Told(one.at, _said(one, notes, language), words.channel_name(one.channel, language), _address(one))
        for one in moments
    ]


def likes(tastes: Sequence[Taste], language: str) -> list[dict[str, str]]:
    names = _category_names(category_tree(language)) if any(one.code == "category" for one in tastes) else {}
    found = []
    for one in tastes:
        value = _liked(one, names, language)
        if value:
            because = gettext("because of %(count)s of %(all)s orders") % {"count": one.because, "all": one.of}
            found.append({"text": str(_TASTES[one.code]) % {"value": value}, "because": because})
    return found


def word(code: str, among: Mapping[str, str | Promise]) -> str:
    return str(among.get(code, code))


def _said(one: MomentRead, notes: Mapping[str, str], language: str) -> str:
    facts: dict[str, Any] = dict.fromkeys(("number", "points", "taken", "given", "after", "reason"), "") | one.facts
    minor = facts.get("total_minor", abs(one.value_minor))
    facts["total"] = formats.money(Money(minor, facts.get("currency") or one.currency or "EUR"), language)
    facts["reason"] = why_joined(str(facts["reason"]), language)
    facts["text"] = notes.get(one.subject, "")
    facts["ways"] = " → ".join(words.channel_name(way, language) for way in facts.get("ways", ()))
    return str(SAID[one.kind]) % facts if one.kind in SAID else one.kind.replace("_", " ")


def _address(one: MomentRead) -> str:
    kind, _, key = one.subject.partition(":")
    return reverse("office:order", args=[key]) if kind == "order" and key else ""


def _liked(one: Taste, names: Mapping[str, str], language: str) -> str:
    if one.code == "price_ceiling":
        return formats.money(Money(int(one.value), one.currency), language)
    if one.code == "category":
        return names.get(one.value, "")
    return word(one.value, words.METHOD if one.code == "method" else words.PAYMENT_METHOD)


def _category_names(nodes: Sequence[CategoryNode]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        found[str(node.id)] = node.name
        found |= _category_names(node.children)
    return found


def why_joined(reason: str, language: str) -> str:
    """Why two cards were made one; what a colleague wrote stays as it is."""
    if alike := re.fullmatch(r"alike (\d+) %", reason):
        return gettext("alike: %(share)s") % {"share": formats.percent(Decimal(alike[1]) / 100, language)}
    if proven := re.fullmatch(r"same (\w+) proven", reason):
        return gettext("proven to be theirs on both: %(kind)s") % {"kind": word(proven[1], KINDS)}
    return reason
