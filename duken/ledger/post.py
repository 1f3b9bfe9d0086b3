"""Post chains: the one way anything gets into the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger._accounts import ask_for_floored, balances, forget_known_accounts, make_accounts
from duken.ledger._write import KeyTaken, write_chains
from duken.ledger.decide import Balance, Promise, Row, decide
from duken.ledger.entries import Account, Capture, Chain, ChainId, Hold, Post, Posted, Release, TransferId
from duken.ledger.errors import KeyReused

__all__ = ["KeyTaken", "forget_known_accounts", "post", "post_together"]

_TRIES = 3


def post(chains: Sequence[Chain], *, by: Actor) -> list[Posted | Refusal]:
    """Make each chain true or refuse it; one chain's refusal never disturbs its neighbours.

    Answers in order. A key that was posted before gets its first answer (`repeated`) and moves nothing; with
    another body it is KeyReused. A refused chain has moved nothing and may be tried again under the same key.
    Statements: at most nine, however many chains. Locks: open holds by id, then floored accounts by id, to
    the end of the transaction; call it once per transaction, or the fixed order is lost.

    A key that another transaction uses at the same moment is waited for and answered as known.
    """
    by.require("ledger.post")
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic(), sql.together():
                return _post(chains, by)
        except KeyTaken:  # its owner has committed meanwhile: the next look finds the answer
            if not left:
                raise
    raise AssertionError("unreachable")


def post_together(chains: Sequence[Chain], *, fresh: Sequence[Chain] = (), by: Actor) -> list[Posted | Refusal]:
    """The same inside `sql.together`: what is written leaves with the rest of the block. Answers `fresh` last.

    Nobody looks whether the keys of `fresh` were posted before: the caller has. A key that another transaction uses
    at this moment raises KeyTaken when the block ends: the caller's transaction must go back and be tried again.
    """
    by.require("ledger.post")
    return _post(chains, by, fresh)


def _post(known: Sequence[Chain], by: Actor, fresh: Sequence[Chain] = ()) -> list[Posted | Refusal]:
    chains = [*known, *fresh]
    promises = _lock_holds(chains)
    earlier = _ask_for_earlier(known) if known else None
    named = _accounts(chains)
    locked = _ask_for_balances(named, promises)
    answers = _earlier_answers(known, earlier) if earlier else {}
    floored = {account.id: Balance.nothing(account) for account in named.held_only} | balances(locked)
    written: list[tuple[Chain, UUID, tuple[Row, ...]]] = []
    for index in _first_of_each_key(chains, answers):
        rows = decide(chains[index], floored, promises)
        if isinstance(rows, Refusal):
            answers[index] = rows
            continue
        chain_id = ids.new_id()
        written.append((chains[index], chain_id, rows))
        answers[index] = Posted(ChainId(chain_id), tuple([TransferId(row.id) for row in rows]))
    write_chains(written, floored, by)
    _answer_repeats_within(chains, answers)
    return [answers[index] for index in range(len(chains))]


def _ask_for_earlier(chains: Sequence[Chain]) -> sql.Asked:
    return sql.ask(
        """SELECT c.key, c.id, c.fingerprint,
                  (SELECT array_agg(t.id ORDER BY t.position) FROM ledger_transfer t WHERE t.chain_id = c.id)
           FROM ledger_chain c WHERE c.key = ANY(%s::text[])""",
        [sql.array("text", [chain.key for chain in chains])],
    )


def _earlier_answers(chains: Sequence[Chain], asked: sql.Asked) -> dict[int, Posted | Refusal]:
    known = {key: (chain_id, bytes(fingerprint), ids) for key, chain_id, fingerprint, ids in asked.rows()}
    answers: dict[int, Posted | Refusal] = {}
    if not known:
        return answers
    for index, chain in enumerate(chains):
        if earlier := known.get(chain.key):
            chain_id, fingerprint, transfers = earlier
            same = fingerprint == chain.fingerprint()
            answers[index] = Posted(chain_id, tuple(transfers), repeated=True) if same else KeyReused(chain.key)
    return answers


def _first_of_each_key(chains: Sequence[Chain], answered: dict[int, Posted | Refusal]) -> list[int]:
    seen: set[str] = set()
    fresh = []
    for index, chain in enumerate(chains):
        if index not in answered and chain.key not in seen:
            seen.add(chain.key)
            fresh.append(index)
    return fresh


def _answer_repeats_within(chains: Sequence[Chain], answers: dict[int, Posted | Refusal]) -> None:
    """The same key twice in one batch: the later ones get the answer of the first."""
    if len(answers) == len(chains):
        return
    first: dict[str, int] = {}
    for index, chain in enumerate(chains):
        earlier = first.setdefault(chain.key, index)
        if index in answers:
            continue
        answer = answers[earlier]
        if chains[earlier].fingerprint() != chain.fingerprint():
            answer = KeyReused(chain.key)
        elif isinstance(answer, Posted):
            answer = Posted(answer.id, answer.transfers, repeated=True)
        answers[index] = answer


def _lock_holds(chains: Iterable[Chain]) -> dict[UUID, Promise]:
    wanted = sorted(
        {transfer.hold for chain in chains for transfer in chain.transfers if isinstance(transfer, (Capture, Release))}
    )
    if not wanted:
        return {}
    found = sql.ask(
        """SELECT id, from_account, to_account, amount FROM ledger_openhold
           WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE""",
        [sql.array("uuid", wanted)],
    )
    return {hold: Promise(source, target, amount) for hold, source, target, amount in found.rows()}


class _Named(NamedTuple):
    """The accounts of a batch: those that may need a row, and those from which something is only held.

    Where there was never anything nothing can be held, so an account with a floor needs no row to say so.
    """

    moved: Collection[Account]
    held_only: Collection[Account]


def _accounts(chains: Sequence[Chain]) -> _Named:
    moved: dict[UUID, Account] = {}
    held: dict[UUID, Account] = {}
    for chain in chains:
        for transfer in chain.transfers:
            if isinstance(transfer, (Post, Hold)):
                source, target = transfer.source, transfer.target
                moved[target.id] = target
                is_held = isinstance(transfer, Hold) and source.floor is not None and source.floor >= 0
                (held if is_held else moved)[source.id] = source
    return _Named(moved.values(), [account for identifier, account in held.items() if identifier not in moved])


def _ask_for_balances(named: _Named, promises: dict[UUID, Promise]) -> sql.Asked:
    """Make the accounts that are new, then lock the floored ones in one fixed order."""
    make_accounts(named.moved)
    ends = [end for promise in promises.values() for end in (promise.source, promise.target)]
    return ask_for_floored({*[account.id for account in (*named.moved, *named.held_only)], *ends})
