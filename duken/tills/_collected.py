"""Record what was paid for orders of other channels at a till, and what was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest

from django.db import transaction

from duken.fulfilment.hand_over import digits
from duken.fulfilment.hand_over_here import hand_over_here
from duken.kernel import ids
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.orders.errors import OrderMissing
from duken.orders.order import OrderRead
from duken.orders.reads import order
from duken.orders.sold import Given
from duken.payments import accounts as money
from duken.payments.collect_at_till import Came, collect_at_till
from duken.payments.provider import OWN_METHODS
from duken.tills._recording import Found, Outcome, Recording
from duken.tills._sold_body import CollectedBody, read_collected
from duken.tills._tenders import read_purses

_ANYWHERE = system("tills.collected", channel="till")  # reads orders of every shop: somebody has paid for one here


@dataclass(slots=True)
class Collecting:
    """One entry on its way into the books."""

    entry: Recording
    body: CollectedBody
    found: OrderRead | None
    differences: list[Found] = field(default_factory=list)

    def differs(self, kind: str, amount_minor: int = 0, **facts: object) -> None:
        self.differences.append(Found(kind, amount_minor, facts))


def record_collected(entries: Sequence[Recording], *, by: Actor) -> list[Outcome | Refusal]:
    """Take the tenders of each order and hand it over, in the caller's transaction; answers as `record_sold` does."""
    bodies = [_read(entry) for entry in entries]
    if any(isinstance(body, Refusal) for body in bodies):
        return [body if isinstance(body, Refusal) else Outcome() for body in bodies]
    return [
        _record(entry, body, by) for entry, body in zip(entries, bodies, strict=True) if isinstance(body, CollectedBody)
    ]


def _read(entry: Recording) -> CollectedBody | Refusal:
    try:
        return read_collected(entry.body)
    except InvalidField as unreadable:
        return unreadable


def _record(entry: Recording, body: CollectedBody, by: Actor) -> Outcome:
    by.require("tills.sell", store=entry.location_id)
    one = Collecting(entry, body, _order(body))
    if one.found is None:
        one.differs("collected", why="order_missing", order=str(body.order))
    _take_money(one, by)
    if body.is_handed_over and one.found:
        _hand_over(one, by)
    return Outcome(one.found.number if one.found else "", one.differences)


def _order(body: CollectedBody) -> OrderRead | None:
    """Whatever shop it is of: its money lies in this drawer."""
    try:
        found = order(body.order, by=_ANYWHERE)
    except OrderMissing:
        return None
    return found if found.currency == body.currency else None


def _take_money(one: Collecting, by: Actor) -> None:
    """What is due is paid; what is more lies in the drawer all the same, and a difference tells of it."""
    entry, body = one.entry, one.body
    customer = one.found.customer_id if one.found else None
    purses = read_purses([(body.tenders, customer)])
    given = [purses.given(tender, entry, body.currency, customer) for tender in body.tenders]
    came = _came(given, one, by)
    is_wanted = one.found is not None and one.found.status != "cancelled"
    taken = collect_at_till(body.order, came, at=entry.at, by=by) if is_wanted else 0
    said = sum(each.amount_minor for each in given)
    if said != taken:
        one.differs("tender", said - taken, said_minor=said, minor=taken)
    _keep_the_rest(one, came, taken, by)


def _came(given: Sequence[Given], one: Collecting, by: Actor) -> list[Came]:
    """Cash and cards as they are; of what the customer has with us what is there."""
    sources = [source for each in given for _, source in each.sources]
    lock_accounts(sources, by=by.lend("ledger.post"))
    free = {source: balance.free for source, balance in cached(sources).items()} if sources else {}
    came = []
    for each in given:
        if each.method not in OWN_METHODS:
            came.append(Came(each.id, each.method, each.tender, each.amount_minor, each.into))
            continue
        left = each.amount_minor
        for source_id, source in each.sources:
            if (part := min(left, free[source])) > 0:
                free[source] -= part
                payment_id = each.id if left == each.amount_minor else ids.new_id()
                came.append(Came(payment_id, each.method, "", part, each.into, source_id, source))
                left -= part
        if left:
            one.differs(each.method, left, said_minor=each.amount_minor, paid_minor=each.amount_minor - left)
    return came


def _keep_the_rest(one: Collecting, came: Sequence[Came], taken: int, by: Actor) -> None:
    """In the drawer: what was not due, and what was given back."""
    shortfall = money.shortfall(one.body.currency, one.entry.till_id)
    moves = []
    for each in came:
        part = min(max(each.amount_minor, 0), taken)
        taken -= part
        rest = each.amount_minor - part
        if each.source is None and each.into != shortfall and rest:
            moves.append(Post(shortfall, each.into, rest) if rest > 0 else Post(each.into, shortfall, -rest))
    if moves:
        chain = Chain(f"collected:{one.entry.id}", f"receipt:{one.entry.id}", tuple(moves), one.entry.at)
        [answer] = post([chain], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), answer


def _hand_over(one: Collecting, by: Actor) -> None:
    """The goods are gone: what our own rules have against it is told."""
    assert one.found
    if not compare_digest(digits(one.body.code).encode(), one.found.collect_code.encode()):
        one.differs("collected", why="wrong_code")
    try:
        with transaction.atomic():
            hand_over_here(one.found.id, by=by)
    except Refusal as refusal:
        one.differs("collected", why=refusal.code)
