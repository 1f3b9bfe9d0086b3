"""Where the price a till said is not what the shop would have asked. Pure but for the programme."""

from __future__ import annotations

from typing import Any

from duken.carts.basket import Quote
from duken.kernel.refusals import Refusal
from duken.loyalty.reads import check_spending, programme_for
from duken.tills._recording import Found
from duken.tills._sold_body import SoldBody


def price_otherwise(body: SoldBody, said_minor: int, answer: Quote) -> list[Found]:
    """`said_minor`: the goods and the tax on top of them, as the receipt has it."""
    pairs = list(zip(body.lines, answer.lines, strict=True))
    lines = [
        {"sku": line.sku, "said_minor": line.total_minor, "minor": here.total_minor}
        for line, here in pairs
        if (line.total_minor, line.tax_minor) != (here.total_minor, here.tax_minor)
    ]
    exact = answer.total_minor - answer.rounding_minor
    if not lines and said_minor == exact:
        return []
    facts: dict[str, Any] = {"lines": lines, "said_minor": said_minor, "minor": exact, "known_until": body.known_until}
    if answer.promoted and answer.promoted.refused:
        facts["coupons"] = {code: refusal.code for code, refusal in answer.promoted.refused.items()}
    return [Found("price", said_minor - exact, facts)]


def points_otherwise(body: SoldBody, answer: Quote) -> list[Found]:
    """Whether so many might be spent at once, and for so much; whether they were there is told by the books."""
    if not body.points:
        return []
    programme = programme_for(body.currency)
    if programme is None:
        return [Found("points", body.points_minor, {"why": "no_programme", "points": body.points})]
    before = sum(line.total_minor for line in answer.lines) + body.points * programme.point_value_minor
    try:
        worth = check_spending(programme, body.points, customer_id=body.customer, goods_minor=before)
    except Refusal as refusal:
        return [Found("points", body.points_minor, {"why": refusal.code, "points": body.points})]
    if worth == body.points_minor:
        return []
    return [Found("points", body.points_minor - worth, {"why": "worth", "points": body.points})]


def worth_otherwise(body: SoldBody, answer: Quote | Refusal) -> list[Found]:
    """Nobody can show what was paid: never more than it costs now."""
    given = sum(line.amount_minor for line in body.returned if line.order_line is None)
    if isinstance(answer, Refusal):
        return [Found("return", given, {"why": "no_price", "refusal": answer.code})]
    if given <= answer.total_minor:
        return []
    return [Found("return", given - answer.total_minor, {"why": "no_receipt_worth", "worth_minor": answer.total_minor})]
