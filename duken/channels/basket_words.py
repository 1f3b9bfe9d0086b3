"""A basket in words: what became different about it and why, and its story across channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duken.carts.differences import Difference
from duken.carts.reads import CartRead, CartStep
from duken.catalog.reads import VariantRead, variants_by_id, variants_of
from duken.channels import formats
from duken.kernel.money import Money
from duken.stores import reads as stores
from duken.stores.errors import ChannelUnknown

_DIFFERENCES: dict[str, Promise] = {
    "price": _("%(title)s: now %(now)s instead of %(before)s, the price was changed."),
    "price_channel": _("%(title)s: now %(now)s instead of %(before)s, another price counts in this channel."),
    "gone": _("%(title)s is not sold any more."),
    "back": _("%(title)s can be had again."),
    "short": _("%(title)s: %(wanted)s are wanted, but others bought some and only %(most)s are left."),
    "none_left": _("%(title)s was sold to somebody else meanwhile."),
    "enough": _("%(title)s: there is enough again."),
    "promotion_over": _("“%(name)s” does not count any more: %(amount)s less is taken off."),
    "promotion_begun": _("“%(name)s” counts now: %(amount)s is taken off."),
}

_STORY: dict[str, Promise] = {
    "opened": _("begun"),
    "line_added": _("put in %(added)s × %(sku)s"),
    "quantity_set": _("%(sku)s: %(quantity)s of it"),
    "line_removed": _("took %(sku)s out"),
    "put_again": _("put in again what was in order %(order)s"),
    "emptied": _("emptied"),
    "delivery_chosen": _("chose how the goods shall come"),
    "contact_given": _("gave a contact"),
    "coupon_applied": _("used the coupon %(coupon)s"),
    "coupon_dropped": _("took the coupon %(coupon)s out"),
    "points_chosen": _("%(points)s points shall be spent"),
    "for_company": _("is for %(company)s"),
    "for_oneself": _("is for the customer themselves"),
    "shared": _("showed a code for it"),
    "link_sent": _("sent the link to it"),
    "taken_over": _("opened it elsewhere"),
    "attended": _("%(name)s works on it"),
    "adopted": _("became the basket of a customer"),
    "merged_from": _("another basket was put into it"),
    "merged_into": _("was put into another basket"),
    "merge_undone": _("the two baskets were taken apart again"),
    "opened_again": _("is a basket of its own again"),
    "requoted": _("looked at anew: something was different"),
    "held": _("%(units)s pieces kept for it"),
    "hold_released": _("nothing is kept for it any more"),
    "ordered": _("ordered"),
}


class Told(NamedTuple):
    """One line of a basket's story. `came_from` is named where the channel changed; `more` are its details."""

    at: datetime
    words: str
    channel: str
    came_from: str
    who: str
    more: list[str]


class Looked(NamedTuple):
    """A product somebody looked at: for a picture with a link."""

    title: str
    slug: str
    sku: str
    thumbnail: str


def in_words(differences: Iterable[Difference], currency: str) -> list[str]:
    return [_in_words(one, currency) for one in differences]


def story(steps: Sequence[CartStep], currency: str) -> list[Told]:
    """The story, oldest first, in the reader's language."""
    skus = _skus(steps)
    return [_told(step, currency, skus) for step in steps]


def left_behind(before: CartRead, after: CartRead) -> str:
    """What a basket lost when it became one for a company: what is a person's own. Nothing if it lost nothing."""
    gone = [code for code in before.coupons if code not in after.coupons]
    if gone and before.points > after.points:
        said = gettext("Points and the coupon %(codes)s are a person's own: for a company they do not count.")
    elif gone:
        said = gettext("The coupon %(codes)s is a person's own: for a company it does not count, and was taken out.")
    elif before.points > after.points:
        said = gettext("Points are a person's own: for a company they are not spent.")
    else:
        return ""
    return said % {"codes": ", ".join(gone)}


def looked_at(product_ids: Sequence[UUID]) -> list[Looked]:
    """These products as they are sold now, those that are gone left out; two statements, none for none."""
    if not product_ids:
        return []
    variants = variants_of(product_ids)
    firsts = [variants[product][0] for product in variants]
    found: dict[UUID, VariantRead] = {one.product_id: one for one in variants_by_id(firsts).values()}
    kept = [found[product] for product in product_ids if product in found]
    return [Looked(one.title, one.product_slug, one.sku, one.thumbnail) for one in kept]


def _in_words(one: Difference, currency: str) -> str:
    facts = dict(one.facts)
    kind = one.kind
    if kind == "price":
        kind = "price_channel" if facts["why"] == "channel" else "price"
        facts |= {"now": _money(facts["now_minor"], currency), "before": _money(facts["before_minor"], currency)}
    elif kind == "short" and not facts["most"]:
        kind = "none_left"
    elif "amount_minor" in facts:
        facts["amount"] = _money(facts["amount_minor"], currency)
    return str(_DIFFERENCES[kind]) % facts


def _told(step: CartStep, currency: str, skus: dict[str, str]) -> Told:
    facts = step.facts
    if "sku" not in facts and "variant_id" in facts:
        facts = facts | {"sku": skus.get(facts["variant_id"], "")}
    words = str(_STORY[step.kind]) % facts if step.kind in _STORY else step.kind
    more = in_words([Difference(*one) for one in facts.get("differences", [])], currency)
    came_from = _channel(facts["came_from"]) if facts.get("came_from") else ""
    return Told(step.happened_at, words, _channel(step.channel), came_from, _who(step.actor), more)


def _skus(steps: Sequence[CartStep]) -> dict[str, str]:
    """Lines that were taken out name the article only by its id."""
    wanted = {UUID(step.facts["variant_id"]) for step in steps if "variant_id" in step.facts}
    return {str(one.id): one.sku for one in variants_by_id(wanted).values()} if wanted else {}


def _who(actor: str) -> str:
    kind = actor.partition(":")[0]
    known = {"staff": gettext("staff"), "customer": gettext("customer"), "visitor": gettext("shopper")}
    return known.get(kind, "")


def _channel(code: str) -> str:
    try:
        return stores.channel(code).called(_language())
    except ChannelUnknown:
        return code


def _money(minor: int, currency: str) -> str:
    return formats.money(Money(minor, currency), _language())


def _language() -> str:
    return get_language() or "en"
