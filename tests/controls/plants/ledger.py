"""Bugs planted in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from duken.kernel.refusals import Refusal
from duken.ledger import decide
from duken.ledger.entries import Chain
from duken.ledger.errors import NotEnough
from tests.controls.planting import dropped, instead, plant, saying

MODEL = "tests/ledger/test_decide_model.py::test_the_ledger_decides_as_a_patient_clerk_would"
POST = "tests/ledger/test_post.py"
DATABASE = "tests/kernel/test_the_database_knows.py::test_the_database_itself_refuses"
RUSH = "tests/orders/test_last_item_in_process.py"
MANY_HANDS = "tests/orders/test_one_key_many_hands.py"


@plant(
    f"{POST}::test_nothing_sinks_below_its_floor_and_a_refused_chain_moves_nothing",
    MODEL,
    because="ledger_account_floor",
)
def floor_ignored() -> Iterator[None]:
    """A transfer is written without asking whether its account would sink below its floor."""
    with instead(decide._broken_floor, lambda *_: None):
        yield


@plant(f"{POST}::test_the_database_itself_refuses_to_break_a_floor", because="DID NOT RAISE")
def no_floor_in_the_database() -> Iterator[None]:
    """The CHECK that keeps every cached balance above its floor is gone."""
    dropped("constraint", "ledger_account_floor", "ledger_account")
    yield


@plant(f"{RUSH}::test_supply_is_sold_exactly[20-1-20-alone]", because="assert ", runs=12)
def balances_read_without_a_lock() -> Iterator[None]:
    """Balances are read without FOR UPDATE: two sales start from the same number."""
    with saying(r"(FROM ledger_account\b[^;]*?floor IS NOT NULL[^;]*?) FOR UPDATE", r"\1"):
        yield


@plant(
    "tests/ledger/test_locks.py::test_shelves_are_taken_in_one_order_however_they_are_named", because="assert ", runs=12
)
def locks_in_any_order() -> Iterator[None]:
    """Accounts are locked in any order instead of one fixed order."""
    in_order = r"(FROM ledger_account\b[^;]*?floor IS NOT NULL[^;]*?) ORDER BY id FOR UPDATE"
    with saying(in_order, r"\1 ORDER BY random() FOR UPDATE"):
        yield


@plant(
    f"{MANY_HANDS}::test_a_receipt_sent_twice_at_once_is_received_once",
    f"{MANY_HANDS}::test_a_correction_sent_twice_at_once_is_booked_once",
    because="assert ",
    runs=12,
)
def no_unique_key() -> Iterator[None]:
    """The unique constraint on a chain's key is gone: two hands with one key both find it free."""
    with _chains_under_any_key():
        yield


@plant(f"{POST}::test_the_same_key_gets_the_first_answer_and_moves_nothing", because="KeyTaken")
def known_key_not_looked_up() -> Iterator[None]:
    """Nobody looks whether a key was posted before, so its first answer is not found."""
    with saying(r"(FROM ledger_chain c\s+WHERE c\.key = ANY\(%s::text\[\]\))", r"\1 AND false"):
        yield


@plant(f"{POST}::test_the_same_key_with_another_body_is_refused", because="KeyReused")
def other_body_accepted() -> Iterator[None]:
    """The fingerprint of a chain says nothing: the same key with another body passes for a repeat."""
    with mock.patch.object(Chain, "fingerprint", return_value=bytes(16)):
        yield


@plant(f"{POST}::test_of_two_ends_in_one_batch_the_first_counts", because="ledger_hold_ends_once")
def ended_hold_taken_again() -> Iterator[None]:
    """A hold that ended earlier in the batch is not marked as over: it is captured a second time."""
    never = property(lambda _: False, lambda *_: None)
    with mock.patch.object(decide.Promise, "is_over", never):
        yield


@plant(f"{DATABASE}[ledger_hold_ends_once]", because="DID NOT RAISE")
def hold_may_end_twice() -> Iterator[None]:
    """The unique index that lets a hold end only once is gone."""
    dropped("index", "ledger_hold_ends_once", "ledger_transfer")
    yield


@plant(f"{POST}::test_a_captured_hold_does_not_expire", because="ledger_hold_ends_once")
def captured_hold_stays_open() -> Iterator[None]:
    """A captured hold is not taken off the list of open holds: expiry releases what was shipped."""
    with saying(r"DELETE FROM ledger_openhold WHERE ", "DELETE FROM ledger_openhold WHERE false AND "):
        yield


@plant(f"{POST}::test_a_hold_whose_time_is_over_is_released_once", because="assert (2, 0) == (1, 0)")
def every_hold_expires() -> Iterator[None]:
    """Expiry does not look at the clock: holds whose time is not over are released, too."""
    with saying(r"(FROM ledger_openhold WHERE )(expires_at <= %s)", r"\1(\2 OR true)"):
        yield


@plant(f"{POST}::test_one_chains_refusal_does_not_disturb_its_neighbours", MODEL, because="assert ")
def refused_chain_still_moves() -> Iterator[None]:
    """A refused chain leaves its effect in the balances of its batch."""
    careful = decide.decide

    def careless(chain: Any, balances: Any, promises: Any) -> Any:
        answer = careful(chain, balances, promises)
        if isinstance(answer, NotEnough):
            rows = decide._rows(chain, promises)
            assert not isinstance(rows, Refusal)
            decide._apply(rows, *decide._effect(rows, promises), balances, promises)
        return answer

    with instead(careful, careless):
        yield


@plant(f"{POST}::test_one_chains_refusal_does_not_disturb_its_neighbours", because="ledger.not_enough")
def refusal_spoils_the_batch() -> Iterator[None]:
    """One chain's refusal is raised instead of answered: its neighbours fail with it."""
    careful = decide.decide

    def hasty(chain: Any, balances: Any, promises: Any) -> Any:
        answer = careful(chain, balances, promises)
        if isinstance(answer, Refusal):
            raise answer
        return answer

    with instead(careful, hasty):
        yield


@plant(f"{POST}::test_what_is_written_stays_written", because="DID NOT RAISE")
def ledger_can_be_rewritten() -> Iterator[None]:
    """The trigger that refuses UPDATE and DELETE of transfers is gone."""
    dropped("trigger", "ledger_transfer_append_only", "ledger_transfer")
    yield


@plant(f"{DATABASE}[ledger_chain_key]", because="DID NOT RAISE")
def one_key_two_chains() -> Iterator[None]:
    """The database does not know that a key is used once."""
    with _chains_under_any_key():
        yield


@contextmanager
def _chains_under_any_key() -> Iterator[None]:
    dropped("constraint", "ledger_chain_key", "ledger_chain")
    with saying(r"(INSERT INTO ledger_chain\b.*)ON CONFLICT \(key\) DO NOTHING", r"\1"):
        yield
