"""Price each receipt once more, as the shop would have at its moment: what differs in a minor unit is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from duken.carts.basket import Adjustment, Quote
from duken.carts.quote import quote
from duken.carts.quote_request import LineWant, QuoteRequest
from duken.customers.reads import groups_of
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.loyalty.reads import programme_for
from duken.orders.first_orders import first_orders
from duken.tills._priced_otherwise import points_otherwise, price_otherwise, worth_otherwise
from duken.tills._recording import Found, Recording
from duken.tills._sold_body import LineBody, ReturnedBody, SoldBody

_POINTS = "points"
Read = tuple[Recording, SoldBody]


@dataclass(slots=True)
class Priced:
    """`quoted` is None where nothing was sold, or the shop would not have sold it."""

    quoted: Quote | None = None
    differences: list[Found] = field(default_factory=list)

    def by_points(self, at: int) -> int:
        """What points took off a line."""
        steps = self.quoted.lines[at].steps if self.quoted else ()
        return -sum(step.amount_minor for step in steps if step.facts.get("code") == _POINTS)

    def points_per_mille(self, at: int) -> int:
        counts = self.quoted.promoted.points_per_mille if self.quoted and self.quoted.promoted else ()
        return counts[at] if counts else 1000

    def added_tax(self, at: int, body: SoldBody) -> int:
        """Of a line; where some prices include tax and others do not, the shop knows which."""
        includes_tax = self.quoted.lines[at].includes_tax if self.quoted else body.includes_tax
        return 0 if body.includes_tax or includes_tax else body.lines[at].tax_minor


class Asked(NamedTuple):
    """A question about the receipt at `position`: its price, or what goods without a receipt are worth today."""

    position: int
    request: QuoteRequest
    is_worth: bool = False


def price_again(receipts: Sequence[Read], *, by: Actor) -> list[Priced]:
    """In order. Receipts of one moment are asked together; a few statements for each moment."""
    priced = [Priced() for _ in receipts]
    for at, same in groupby(_asked(receipts), key=lambda one: receipts[one.position][0].at):
        asked = list(same)
        answers = quote([one.request for one in asked], by=by.lend("carts.quote"), at=at)
        for one, answer in zip(asked, answers, strict=True):
            _compare(receipts[one.position][1], answer, priced[one.position], is_worth=one.is_worth)
    return priced


def _asked(receipts: Sequence[Read]) -> list[Asked]:
    known = list({body.customer for _, body in receipts if body.customer})
    groups, newcomers = groups_of(known), first_orders(known)
    asked = []
    for position, (entry, body) in enumerate(receipts):
        group = groups.get(body.customer)
        if body.lines:
            asked.append(Asked(position, _request(entry, body, group, body.customer in newcomers)))
            newcomers -= {body.customer} if body.customer else set()  # the next one is not their first
        if unknown := [line for line in body.returned if line.order_line is None]:
            asked.append(Asked(position, _worth_request(entry, body, unknown, group), is_worth=True))
    return asked


def _request(entry: Recording, body: SoldBody, group: str | None, is_first_order: bool) -> QuoteRequest:
    return QuoteRequest(
        [LineWant(line.quantity, variant_id=line.variant) for line in body.lines],
        entry.channel,
        currency=body.currency,
        location=entry.location_id,
        customer_group=group,
        adjustments=(*_by_hand(body), *_by_points(body)),
        customer_id=body.customer,
        is_first_order=is_first_order,
        coupons=tuple(body.coupons),
    )


def _worth_request(entry: Recording, body: SoldBody, lines: Sequence[ReturnedBody], group: str | None) -> QuoteRequest:
    wants = [LineWant(line.quantity, variant_id=line.variant) for line in lines]
    return QuoteRequest(wants, entry.channel, currency=body.currency, location=entry.location_id, customer_group=group)


def _by_hand(body: SoldBody) -> list[Adjustment]:
    return [
        Adjustment(
            f"by hand: {one.code}",
            one.amount_minor,
            line_positions=None if one.line_positions is None else _there(one.line_positions, body.lines),
        )
        for one in body.discounts
    ]


def _there(positions: Sequence[int], lines: Sequence[LineBody]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(at for at in positions if at < len(lines)))


def _by_points(body: SoldBody) -> list[Adjustment]:
    """Not as a wish of the customer's: whether they have them is another question, and no matter of the price."""
    programme = programme_for(body.currency)
    if not body.points or programme is None:
        return []
    facts = {"points": body.points, "programme": programme.code}
    return [Adjustment(_POINTS, body.points * programme.point_value_minor, facts=facts)]


def _compare(body: SoldBody, answer: Quote | Refusal, priced: Priced, *, is_worth: bool) -> None:
    if is_worth:
        priced.differences += worth_otherwise(body, answer)
    elif isinstance(answer, Refusal):
        priced.differences.append(Found("price", 0, {"why": answer.code, "known_until": body.known_until}))
    else:
        priced.quoted = answer
        said = sum(line.total_minor + priced.added_tax(at, body) for at, line in enumerate(body.lines))
        priced.differences += [*price_otherwise(body, said, answer), *points_otherwise(body, answer)]
