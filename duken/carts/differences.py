"""What is different about a basket since it was shown last, and why: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from duken.carts.quoted_cart import QuotedCart

Seen = Mapping[str, Any]


class Difference(NamedTuple):
    """`kind` is a word; `facts` its plain values. Prices in minor units of the basket's currency.

    price: sku, title, before_minor, now_minor, why (channel, price) · gone: sku, title, why (code of the refusal) ·
    back: sku, title · short: sku, title, wanted, most · enough: sku, title · promotion_over, promotion_begun: name,
    amount_minor
    """

    kind: str
    facts: dict[str, Any]


def seen_now(priced: QuotedCart, *, channel: str, most: Mapping[UUID, int]) -> dict[str, Any]:
    """The basket as it is shown now, for comparing later. `most` is how many of each article one place can give."""
    quote = priced.quote
    lines: dict[str, list[Any]] = {
        str(line.variant_id): [line.sku, line.title, line.quantity, line.unit_price_minor]
        for line in (quote.lines if quote else ())
    }
    return {
        "channel": channel,
        "lines": lines,
        "gone": {str(variant): refusal.code for variant, refusal in priced.problems.items()},
        "most": {str(line.variant_id): most.get(line.variant_id, 0) for line in priced.cart.lines},
        "promotions": _promotions(priced),
        "wanted": {str(line.variant_id): line.quantity for line in priced.cart.lines},
    }


def compare(before: Seen, now: Seen) -> Iterator[Difference]:
    """Only what the shopper did not do: what they put in, took out or counted anew is no difference."""
    same = [variant for variant, wanted in now["wanted"].items() if before["wanted"].get(variant) == wanted]
    why = "price" if before["channel"] == now["channel"] else "channel"
    for variant in same:
        was, is_ = before["lines"].get(variant), now["lines"].get(variant)
        if was and is_ and was[3] != is_[3]:
            yield Difference("price", _article(is_) | {"before_minor": was[3], "now_minor": is_[3], "why": why})
        if was and variant in now["gone"] and variant not in before["gone"]:
            yield Difference("gone", _article(was) | {"why": now["gone"][variant]})
        if is_ and variant in before["gone"] and variant not in now["gone"]:
            yield Difference("back", _article(is_))
        if line := is_ or was:
            yield from _stock(line, before["most"].get(variant, 0), now["most"][variant])
    if before["wanted"] == now["wanted"]:
        yield from _other_sums(before, now)


def _stock(line: list[Any], before: int, now: int) -> Iterator[Difference]:
    wanted = line[2]
    if before >= wanted > now:
        yield Difference("short", _article(line) | {"wanted": wanted, "most": now})
    elif now >= wanted > before:
        yield Difference("enough", _article(line))


def _other_sums(before: Seen, now: Seen) -> Iterator[Difference]:
    for code, (name, amount) in before["promotions"].items():
        if code not in now["promotions"]:
            yield Difference("promotion_over", {"name": name, "amount_minor": amount})
    for code, (name, amount) in now["promotions"].items():
        if code not in before["promotions"]:
            yield Difference("promotion_begun", {"name": name, "amount_minor": amount})


def _promotions(priced: QuotedCart) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for step in priced.quote.steps if priced.quote else ():
        if code := step.facts.get("promotion"):
            name, amount = found.get(code, [step.facts["name"], 0])
            found[code] = [name, amount - step.amount_minor]
    return found


def _article(line: list[Any]) -> dict[str, Any]:
    return {"sku": line[0], "title": line[1]}
