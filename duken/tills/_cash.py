"""Record cash that went into the drawer or out of it without a sale, and drawers that were opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from duken.kernel.actor import Actor
from duken.kernel.events import record_many
from duken.kernel.money import Money
from duken.kernel.reasons import code_of
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.payments import accounts as money
from duken.tills._bodies import CashMovedBody, DrawerOpenedBody, read_body
from duken.tills._drawer import Drawer, Place
from duken.tills._recording import Found, Outcome
from duken.tills.events import CashMoved, DrawerOpened
from duken.tills.journal import JournalEntry
from duken.tills.limits import limits_of

# Where money of the drawer comes from or goes, by the code of the reason; what is not here is paid for something.
WHERE: dict[str, Callable[[str, UUID], Account]] = {
    "change_money": money.safe,
    "to_the_safe": money.safe,
    "to_the_bank": money.safe,
}
Answer = Outcome | Refusal


def record_moved(
    entries: Sequence[JournalEntry], places: Sequence[Place], drawer: Drawer, *, by: Actor
) -> list[Answer]:
    """One chain for each, in the caller's transaction; answers in order."""
    answers: list[Answer] = []
    chains: list[Chain] = []
    told: list[CashMoved] = []
    for entry, place in zip(entries, places, strict=True):
        try:
            body = read_body(entry.body, CashMovedBody)
        except InvalidField as unreadable:
            answers.append(unreadable)
            continue
        answers.append(Outcome(differences=_without_leave(body, drawer)))
        if body.amount_minor:
            chains.append(_chain(entry, place, body, drawer))
            amount = Money(body.amount_minor, drawer.currency)
            told.append(
                CashMoved(place.account_id, drawer.till.pk, drawer.owner.location_id, amount, _code(body.reason))
            )
    for answer in post(chains, by=by.lend("ledger.post")) if chains else []:
        assert not isinstance(answer, Refusal), answer  # no account here has a floor
    record_many([(event, by.id, by.channel) for event in told])
    return answers


def record_drawer_opened(entries: Sequence[JournalEntry], drawer: Drawer, *, by: Actor) -> list[Answer]:
    answers: list[Answer] = []
    told = []
    for entry in entries:
        try:
            body = read_body(entry.body, DrawerOpenedBody)
        except InvalidField as unreadable:
            answers.append(unreadable)
            continue
        answers.append(Outcome())
        told.append(DrawerOpened(drawer.till.pk, drawer.till.location_id, _code(body.reason)))
    record_many([(event, by.id, by.channel) for event in told])
    return answers


def _chain(entry: JournalEntry, place: Place, body: CashMovedBody, drawer: Drawer) -> Chain:
    till = money.shift_cash(drawer.currency, place.account_id)
    other = WHERE.get(_code(body.reason), money.expenses)(drawer.currency, drawer.owner.location_id)
    source, target, why = (other, till, "cash_in") if body.amount_minor > 0 else (till, other, "cash_out")
    movement = Post(source, target, abs(body.amount_minor), why)
    return Chain(f"till:{entry.id}", f"shift:{place.account_id}", (movement,), happened_at=entry.at)


def _without_leave(body: CashMovedBody, drawer: Drawer) -> list[Found]:
    """More out of the drawer than a cashier may take alone, and nobody allowed it."""
    taken = -body.amount_minor
    if body.approved_by is not None or taken <= limits_of(drawer.till.limits).cash_out_minor:
        return []
    return [Found("cash_out", taken, {"reason": _code(body.reason)})]


def _code(reason: str) -> str:
    """The till says reasons as people read them; books and feed tell their codes."""
    return code_of(reason.lower().replace(" ", "_"))
