"""Plants: each takes out the guards that stand in the way of one bug. Only the controls load them.

A race and the buyers' own record must notice every one of them, or the race proves nothing. Where a guard is "look
and take in one step", its plant looks, hesitates a moment and then takes: what careless code does on an unlucky day.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db.models import F, Model, QuerySet

from duken.carts.errors import CartClosed
from duken.fulfilment import pick
from duken.inventory import count
from duken.kernel import sql
from duken.ledger import _accounts, decide, expire, post
from duken.orders import _same_intent, cancel
from duken.payments import refund, settle
from duken.payments.models import Payment

Patches = Iterable[AbstractContextManager[Any]]
HESITATION_SECONDS = 0.03
BOOKS = ("coupon", "promotion_budget", "promotion_use", "points", "giftcard", "credit")  # what is promised
_judge = decide._broken_floor
_ask_for_floored = _accounts.ask_for_floored
_post = post.post


def everywhere(package: str, name: str, instead: Any) -> Patches:
    """The same name replaced in every module of a package that uses it."""
    using = [
        module
        for known, module in list(sys.modules.items())
        if known.startswith(f"{package}.") and hasattr(module, name)
    ]
    assert using, f"{package} has no {name} any more: mend the plant"
    return [patch.object(module, name, instead) for module in using]


def hesitate(seconds: float = HESITATION_SECONDS) -> None:
    time.sleep(seconds)


def nothing() -> Patches:
    """Every guard back in its place."""
    return []


def come_late_to_the_lock() -> Patches:
    """Between looking at the shelf and locking it others look at it too."""

    def lock(*asked: Any, **more: Any) -> Any:
        hesitate(0.2)
        return _ask_for_floored(*asked, **more)

    return everywhere("duken.ledger", "ask_for_floored", lock)


def sell_without_looking() -> Patches:
    """Nobody looks again, under the lock, whether so many are there. (The control drops the database's check too.)"""
    return [patch.object(decide, "_broken_floor", lambda *_: None), *come_late_to_the_lock()]


def look_away_from(book: str) -> Patches:
    """The same for the accounts of one book alone: points, budgets, gift cards…"""

    def careless(
        posted: Mapping[UUID, int],
        held: Mapping[UUID, int],
        leaving: Mapping[UUID, int],
        balances: Mapping[UUID, decide.Balance],
    ) -> Any:
        others = {account: balance for account, balance in balances.items() if balance.book != book}
        return _judge(posted, held, leaving, others)

    return [patch.object(decide, "_broken_floor", careless), *come_late_to_the_lock()]


def keep_companions() -> Patches:
    """An order that is refused for one article keeps its hands on the others."""

    def forgetful(
        posted: Mapping[UUID, int],
        held: Mapping[UUID, int],
        leaving: Mapping[UUID, int],
        balances: Mapping[UUID, decide.Balance],
    ) -> Any:
        refusal = _judge(posted, held, leaving, balances)
        if refusal is not None:
            for account, more in held.items():
                if (balance := balances.get(account)) and balance.unit != refusal.facts["unit"]:
                    balance.held += more
        return refusal

    return [patch.object(decide, "_broken_floor", forgetful), *come_late_to_the_lock()]


def forget_keys() -> Patches:
    """The same key is a new order each time."""
    return everywhere("duken.orders", "order_key", lambda draft, by: f"{by.id}:{draft.key}:{uuid4()}")


def leave_baskets_unlocked() -> Patches:
    """Whether a basket is still open is looked up without a lock."""

    def look(wanted: Sequence[tuple[UUID, Any]]) -> dict[UUID, CartClosed]:
        closed = sql.rows(
            "SELECT id, status FROM carts_cart WHERE id = ANY(%s::uuid[]) AND status <> 'open'",
            [sql.array("uuid", [cart for cart, _ in wanted])],
        )
        hesitate()
        return {cart: CartClosed(cart, status) for cart, status in closed}

    return everywhere("duken.orders", "lock_for_order", look)


def compare_without_locking() -> Patches:
    """Whether the same person has just ordered the same is looked up without keeping others from it meanwhile."""
    notice = _same_intent.notice_repeats

    def look(*asked: Any) -> Any:
        found = notice(*asked)
        hesitate()
        return found

    unlocked = patch.object(_same_intent, "_LOCK", "SELECT count(*) FROM unnest(%s::text[])")
    return [unlocked, *everywhere("duken.orders", "notice_repeats", look)]


def finish_twice() -> Patches:
    """Whoever brings news of a payment looks at it without a lock and moves it wherever it stands."""
    return [
        patch.object(settle, "_locked", lambda payment_id: Payment.objects.get(pk=payment_id)),
        patch.object(settle, "move", move_anyway),
    ]


def refund_without_claiming() -> Patches:
    """What may be refunded is looked up, not claimed. (The control drops the database's check too.)"""
    return [patch.object(refund, "Payment", _Unclaimed)]


def cancel_regardless() -> Patches:
    """Cancelling looks at the order without a lock, moves it wherever it stands, minds no hold that is over."""

    def shrug(*asked: Any, **more: Any) -> list[None]:
        return [None for _ in _post(*asked, **more)]

    return [
        patch.object(cancel, "Order", _Unlocked(cancel.Order)),
        patch.object(cancel, "move", move_after_the_other),
        patch.object(cancel, "post", shrug),
    ]


def pick_without_counting() -> Patches:
    """A piece is put into the basket without looking how many lie there."""

    def add(found: Any, line: Any, quantity: int, by: Any) -> None:
        pick.Line.objects.filter(pk=line.pk).update(picked=F("picked") + quantity)

    return [
        patch.object(pick, "_add", add),
        patch.object(pick, "_in_picking", lambda work, by: pick.Fulfilment.objects.get(pk=work)),
    ]


def end_holds_twice() -> Patches:
    """Open holds are looked at without a lock. (The control drops the index that lets a hold end once.)"""

    def look(chains: Iterable[Any]) -> dict[UUID, decide.Promise]:
        wanted = sorted({one.hold for chain in chains for one in chain.transfers if hasattr(one, "hold")})
        found = sql.rows(
            "SELECT id, from_account, to_account, amount FROM ledger_openhold WHERE id = ANY(%s::uuid[])",
            [sql.array("uuid", wanted)],
        )
        hesitate(0.5)  # schedules look now and then, not by the hundred as buyers do
        return {hold: decide.Promise(source, target, amount) for hold, source, target, amount in found}

    return [*everywhere("duken.ledger", "_lock_holds", look), patch.object(expire, "sql", _Lockless)]


def count_alone() -> Patches:
    """A count that is closed does not tell the others what it has booked."""
    return [patch.object(count, "_tell_other_counts", lambda *_: None)]


def move_anyway(model: type[Model], pk: Any, to: str, moves: Any, *, noun: str, **columns: Any) -> None:
    hesitate()
    model._default_manager.filter(pk=pk).update(status=to, **columns)


def move_after_the_other(model: type[Model], pk: Any, to: str, moves: Any, *, noun: str, **columns: Any) -> None:
    """Hesitate until somebody else has moved the row, two seconds at most."""
    rows = model._default_manager.filter(pk=pk)
    seen = rows.values_list("status", flat=True).get()
    for _ in range(200):
        if rows.values_list("status", flat=True).get() != seen:
            break
        time.sleep(0.01)
    rows.update(status=to, **columns)


class _Unlocked:
    """A model whose rows are looked at without a lock."""

    def __init__(self, model: type[Model]) -> None:
        self._default_manager = model._default_manager
        self.objects = self

    def select_for_update(self) -> QuerySet[Any]:
        return self._default_manager.all()


class _Lockless:
    """SQL that takes no lock."""

    @staticmethod
    def rows(statement: str, parameters: Any) -> list[Any]:
        return sql.rows(statement.replace("FOR UPDATE SKIP LOCKED", ""), parameters)


class _Unclaimed:
    """Payments whose conditions are looked up first; what is then written has none."""

    class objects:
        @staticmethod
        def select_for_update() -> QuerySet[Payment]:
            return Payment.objects.all()

        @staticmethod
        def filter(**conditions: Any) -> Any:
            return _Looked(conditions)


class _Looked:
    def __init__(self, conditions: dict[str, Any]) -> None:
        self._conditions = conditions

    def update(self, **columns: Any) -> int:
        if not Payment.objects.filter(**self._conditions).exists():
            return 0
        hesitate()
        return Payment.objects.filter(pk=self._conditions["pk"]).update(**columns)


PLANTS: dict[str, Callable[[], Patches]] = {
    plant.__name__: plant
    for plant in (
        nothing,
        sell_without_looking,
        keep_companions,
        forget_keys,
        leave_baskets_unlocked,
        compare_without_locking,
        finish_twice,
        refund_without_claiming,
        cancel_regardless,
        pick_without_counting,
        end_holds_twice,
        count_alone,
    )
} | {f"look_away_from_{book}": partial(look_away_from, book) for book in BOOKS}
