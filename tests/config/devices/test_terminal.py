"""The stand-in terminal keeps its protocol: one payment for each id, whatever is asked how often."""

from __future__ import annotations

import json
from typing import Any

import pytest

from duken.config.devices.server import Asked
from duken.config.devices.terminal import Terminal

ID = "0193a0b2-0000-7000-8000-000000000001"


def ask(terminal: Terminal, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
    sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    told = terminal.answer(Asked(method, path, sent))
    assert told is not None
    return told.status, told.told


def start(terminal: Terminal, payment: str = ID, **also: Any) -> tuple[int, dict[str, Any]]:
    body = {"kind": "sale", "amount_minor": 1234, "currency": "GBP", "till": "T1", **also}
    return ask(terminal, "PUT", f"/payments/{payment}", body)


def test_a_payment_waits_for_the_card_and_is_approved_on_the_page() -> None:
    terminal = Terminal()

    assert start(terminal)[1]["state"] == "waiting"
    ask(terminal, "POST", f"/payments/{ID}/outcome", "approved")

    status, told = ask(terminal, "GET", f"/payments/{ID}")
    assert (status, told["state"], told["amount_minor"], told["card"]) == (200, "approved", 1234, "•••• 4242")
    assert len(told["reference"]) == 8


@pytest.mark.parametrize(
    ("habit", "state"),
    [("approve", "approved"), ("decline", "declined"), ("time_out", "timed_out"), ("uncertain", "uncertain")],
)
def test_every_habit_ends_as_it_says(habit: str, state: str) -> None:
    terminal = Terminal()
    ask(terminal, "POST", "/habit", habit)

    assert start(terminal)[1]["state"] == state


def test_the_same_id_is_the_same_payment_and_never_a_second_one() -> None:
    terminal = Terminal(habit="approve")
    first = start(terminal)

    assert start(terminal) == first
    assert start(terminal, amount_minor=9999) == (409, {"problem": "other_payment"})
    assert len(terminal.payments) == 1


def test_an_answer_that_is_lost_is_found_by_the_id() -> None:
    terminal = Terminal(habit="silent")

    assert start(terminal) == (504, {"problem": "no_answer"})
    assert ask(terminal, "GET", f"/payments/{ID}")[0] == 504
    ask(terminal, "POST", "/habit", "ask")

    assert ask(terminal, "GET", f"/payments/{ID}")[1]["state"] == "approved"


def test_what_never_arrived_is_unknown() -> None:
    assert ask(Terminal(), "GET", f"/payments/{ID}") == (404, {"problem": "unknown"})


def test_cancelling_ends_a_waiting_payment_but_not_an_approved_one() -> None:
    waiting, approved = Terminal(), Terminal(habit="approve")
    start(waiting)
    start(approved)

    assert ask(waiting, "POST", f"/payments/{ID}/cancel")[1]["state"] == "cancelled"
    assert ask(approved, "POST", f"/payments/{ID}/cancel")[1]["state"] == "approved"


def test_an_uncertain_payment_turns_out_one_way_and_stays_so() -> None:
    terminal = Terminal(habit="uncertain")
    start(terminal)

    ask(terminal, "POST", f"/payments/{ID}/outcome", "declined")
    ask(terminal, "POST", f"/payments/{ID}/outcome", "approved")

    assert ask(terminal, "GET", f"/payments/{ID}")[1]["state"] == "declined"


def test_one_card_at_a_time() -> None:
    terminal = Terminal()
    start(terminal)

    assert start(terminal, "0193a0b2-0000-7000-8000-000000000002") == (409, {"problem": "busy"})


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"kind": "gift"},
        {"kind": "sale", "amount_minor": 0},
        {"kind": "sale", "amount_minor": True},
        {"kind": "sale", "amount_minor": 1.5},
    ],
)
def test_what_is_no_payment_is_refused(body: Any) -> None:
    terminal = Terminal()
    wanted = {"currency": "GBP", **body} if isinstance(body, dict) else body

    assert ask(terminal, "PUT", f"/payments/{ID}", wanted) == (400, {"problem": "malformed"})
    assert terminal.payments == {}


def test_the_page_shows_the_sum_as_the_shop_writes_it() -> None:
    terminal = Terminal()
    start(terminal, amount_minor=1500, currency="RSD")

    [shown] = ask(terminal, "GET", "/payments")[1]["payments"]
    assert shown["amount"] == "1500"
