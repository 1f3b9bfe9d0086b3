"""What one sale at a counter takes, out of what is there: pure. What is not there is told, and taken all the same."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from duken.inventory.over_the_counter import Handed, locked_sources_of, own_of_channel, take_over_the_counter
from duken.kernel import ids
from duken.kernel.money import share_minor
from duken.ledger.claims import Claim
from duken.ledger.entries import Account, Post
from duken.loyalty import accounts as points
from duken.orders.sold import Given, Sale, Unpaid
from duken.payments import accounts as money
from duken.payments.claims import spent_by
from duken.payments.provider import EXCHANGE, OWN_METHODS
from duken.payments.take_at_till import PaidAtTill

Free = MutableMapping[Account, int]


@dataclass(slots=True)
class Taking:
    """One sale on its way into the books."""

    sale: Sale
    claims: Sequence[Claim]
    programme: str  # whose points; empty: there is none
    cards: Sequence[UUID]  # of the customer: their points, in turn
    posts: list[Post] = field(default_factory=list)
    paid: list[PaidAtTill] = field(default_factory=list)
    missing: dict[UUID, int] = field(default_factory=dict)
    unpaid: list[Unpaid] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    points_short: int = 0

    def sources(self) -> list[Account]:
        """Every account with a floor that it may take from, but `guarded`: to be locked before."""
        stock = [source for line in handed_of(self.sale) for source in locked_sources_of(line)]
        own = [source for given in self.sale.given for _, source in given.sources]
        return [*stock, *own, *self._balances(), *(claim.source for claim in self.claims)]

    def guarded(self) -> list[Account]:
        """Those it takes goods from first, if they are there: who has locked the others has them to himself."""
        return [own_of_channel(handed) for handed in handed_of(self.sale)]

    def take(self, free: Free) -> None:
        self._take_goods(free)
        self._take_money(free)
        self._take_points(free)
        self._take_claims(free)

    def spent_on_lines(self) -> list[int]:
        """Of the points a customer really had, those of each line: they go back with its goods."""
        had = self.sale.points - self.points_short
        lines = self.sale.lines
        weights = [line.by_points_minor for line in lines]
        weights = weights if any(weights) else [line.subtotal_minor for line in lines]
        return share_minor(had, weights) if had and any(weights) else [0] * len(lines)

    def _take_goods(self, free: Free) -> None:
        for handed in handed_of(self.sale):
            taken = take_over_the_counter(handed, free)
            self.posts += taken.posts
            if taken.missing:
                self.missing[handed.variant_id] = self.missing.get(handed.variant_id, 0) + taken.missing

    def _take_money(self, free: Free) -> None:
        sale, customer = self.sale, money.customer(self.sale.currency)
        left = sale.total_minor  # the customer owes
        if left:
            self.posts.append(Post(money.sales(sale.currency, sale.channel), customer, left, "sale"))
        for given in sale.given:
            left -= self._take_own(given, free, left) if given.method in OWN_METHODS else self._take(given, left)
        if sale.exchanged_minor:
            goods = Given(ids.new_id(), EXCHANGE, "", sale.exchanged_minor, money.exchanged(sale.currency))
            left -= self._take(goods, left)
        self._owe(money.rounding(sale.currency), -sale.rounding_minor, "rounding")
        self._owe(money.shortfall(sale.currency, sale.till_id), left + sale.rounding_minor, "unpaid")

    def _take(self, given: Given, left: int, source_id: UUID | None = None) -> int:
        """Up to what is owed it is a payment; what is more lies there all the same, until cash is rounded."""
        part = max(min(given.amount_minor, left), 0)
        if part:
            self.posts.append(Post(money.customer(self.sale.currency), given.into, part, "payment"))
            self.paid.append(
                PaidAtTill(
                    given.id,
                    self.sale.id,
                    given.method,
                    given.tender,
                    self.sale.currency,
                    part,
                    self.sale.at,
                    source_id,
                )
            )
        self._owe(given.into, given.amount_minor - part, "change")
        return given.amount_minor

    def _take_own(self, given: Given, free: Free, left: int) -> int:
        """Of a card or of credit what is there; who says it paid more has been told wrong."""
        paid = 0
        for source_id, source in given.sources:
            part = min(given.amount_minor, left) - paid
            part = max(min(part, free[source]), 0)
            if part:
                free[source] -= part
                self.posts.append(Post(source, spent_by(given.method, self.sale.currency), part))
                payment_id = ids.new_id() if paid else given.id
                self._take(given._replace(id=payment_id, amount_minor=part), left - paid, source_id)
                paid += part
        if paid < given.amount_minor:
            self.unpaid.append(Unpaid(given.method, given.amount_minor, paid))
        return paid

    def _owe(self, other: Account, minor: int, reason: str) -> None:
        """The customer gives so much (above zero) or gets it."""
        customer = money.customer(self.sale.currency)
        if minor > 0:
            self.posts.append(Post(customer, other, minor, reason))
        elif minor < 0:
            self.posts.append(Post(other, customer, -minor, reason))

    def _take_points(self, free: Free) -> None:
        """From the customer's balance, then from what the till may let people spend while nobody can be asked."""
        left, spent = self.sale.points, points.outside(self.programme, "spent")
        for balance in self._balances():
            part = max(min(left, free[balance]), 0)
            if part:
                free[balance] -= part
                left -= part
                self.posts.append(Post(balance, spent, part))
        if left and self.programme:
            self.posts.append(Post(points.escrow(self.programme, self.sale.till_id), spent, left, "escrow"))
        self.points_short = left

    def _take_claims(self, free: Free) -> None:
        for claim in self.claims:
            if free[claim.source] - claim.leaving >= claim.amount:
                free[claim.source] -= claim.amount
                self.posts.append(Post(claim.source, claim.target, claim.amount, claim.kind))
            else:
                self.refused.append(claim.reference)

    def _balances(self) -> list[Account]:
        return [points.balance(self.programme, card) for card in self.cards] if self.programme else []


def handed_of(sale: Sale) -> list[Handed]:
    """Pieces of one article on two lines are taken together."""
    pieces: dict[UUID, int] = {}
    for line in sale.lines:
        pieces[line.variant_id] = pieces.get(line.variant_id, 0) + line.quantity
    return [
        Handed(sale.till_id, sale.channel, sale.location_id, variant, quantity) for variant, quantity in pieces.items()
    ]
