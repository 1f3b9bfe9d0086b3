"""Which payments money goes back from: never more than came back of an order, never more than a payment has left."""

from __future__ import annotations

from datetime import UTC, datetime

from duken.kernel import ids
from duken.payments.reads import PaymentRead
from duken.returns._ways import allot
from duken.returns.brought import Way

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def paid(minor: int, method: str = "till", tender: str = "cash", provider: str = "") -> PaymentRead:
    return PaymentRead(
        ids.new_id(), ids.new_id(), method, provider, tender, "GBP", minor, minor, 0, "captured", "", "", NOW, NOW,
        None, None,
    )  # fmt: skip


def cash(minor: int) -> Way:
    return Way(ids.new_id(), "cash", minor)


def test_no_more_than_came_back_of_an_order() -> None:
    payment = paid(500)

    parts = allot([cash(300)], {payment.order_id: 100}, [payment], {payment.id: 500})

    assert [(part.payment, part.amount_minor) for part in parts] == [(payment, 100), (None, 200)]


def test_no_more_than_a_payment_has_left() -> None:
    payment = paid(500)

    parts = allot([cash(100)], {payment.order_id: 100}, [payment], {payment.id: 50})

    assert [(part.payment, part.amount_minor) for part in parts] == [(payment, 50), (None, 50)]


def test_the_way_that_is_named_and_no_other() -> None:
    named, other = paid(500, "online", "", "bank"), paid(500)
    way = Way(ids.new_id(), "original", 100, payment_id=named.id)
    owed = {named.order_id: 100, other.order_id: 100}

    parts = allot([way], owed, [other, named], {named.id: 60, other.id: 500})

    assert [(part.payment, part.amount_minor, part.is_way_it_came) for part in parts] == [
        (named, 60, True),
        (None, 40, False),
    ]


def test_cash_counts_last_against_what_a_gift_card_paid_and_never_against_a_companys_account() -> None:
    card, coins, account = paid(100, "gift_card", ""), paid(100), paid(100, "on_account", "")
    owed = {card.order_id: 100, coins.order_id: 100, account.order_id: 100}
    left = {card.id: 100, coins.id: 100, account.id: 100}

    parts = allot([cash(300)], owed, [account, card, coins], left)

    assert [(part.payment, part.amount_minor, part.is_way_it_came, part.is_paid_out) for part in parts] == [
        (coins, 100, False, False),
        (card, 100, True, True),
        (None, 100, False, False),
    ]


def test_what_was_paid_in_the_same_way_goes_first() -> None:
    card, coins = paid(100, tender="card"), paid(100)
    owed = {card.order_id: 100, coins.order_id: 100}

    [part] = allot([cash(80)], owed, [card, coins], {card.id: 100, coins.id: 100})

    assert (part.payment, part.amount_minor) == (coins, 80)
