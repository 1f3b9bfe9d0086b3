"""Gift cards and store credit: issued, spent beside other payments, held with the order, given back, never twice."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.attempts import TooManyAttempts
from duken.kernel import ids
from duken.kernel.actor import ScopeMissing, system, with_scopes
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField
from duken.ledger import verify as ledger
from duken.orders import verify as orders
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.fulfil import fulfil_order
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.payments import verify as payments
from duken.payments.errors import MethodUnknown
from duken.payments.gift_cards.codes import code_hash, new_code, read_code, show_code
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.errors import (
    CreditNeedsCustomer,
    GiftBatchTaken,
    GiftCardBlocked,
    GiftCardEmpty,
    GiftCardUnknown,
    NotEnoughCredit,
)
from duken.payments.gift_cards.issue import block_gift_card, issue_gift_cards, top_up
from duken.payments.gift_cards.reads import card_movements, card_with_code, credit_of, gift_cards
from duken.payments.models import GiftCard
from duken.payments.reads import payments_of
from duken.payments.refund import refund_payment

pytestmark = pytest.mark.django_db
BY = system("tests")
ARU = ids.new_id()


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


def issued(minor: int = 1000) -> Any:
    return issue_gift_cards(1, each=pounds(minor), batch=f"spring {ids.new_id()}", by=BY)[0]


def there(card: Any) -> tuple[int, int]:
    """What a card may still pay, and what is promised."""
    [found] = gift_cards(ids=[card.id], by=BY)
    return found.left.minor, found.held.minor


def place(make: Any, *drafts: dict[str, Any]) -> list[Any]:
    return place_orders([make.order_draft("TEA", **draft) for draft in drafts], by=BY)


def paid(order: OrderRead) -> list[tuple[str, int, int, str]]:
    found = payments_of([order.id], by=BY)[order.id]
    return sorted((one.method, one.amount_minor, one.captured_minor, one.status) for one in found)


def hand_over(order: OrderRead) -> None:
    confirm_order(order.id, by=BY)
    fulfil_order(order.id, by=BY)


def all_is_well() -> bool:
    checks = [*ledger.checks(), *orders.checks(), *payments.checks()]
    return [(check.claim, found.breaches) for check in checks if (found := check.look()).breaches] == []


def test_a_code_has_85_random_bits_and_notices_a_typing_mistake() -> None:
    code = new_code()

    assert len({new_code() for _ in range(1000)}) == 1000
    assert read_code(show_code(code).lower().replace("-", " ")) == code
    for at in range(20):
        other = "7" if code[at] != "7" else "8"
        assert read_code(code[:at] + other + code[at + 1 :]) is None
    for at in range(19):
        if code[at] != code[at + 1]:
            assert read_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :]) is None
    for junk in ("", "гифт", "1" * 500, "\x00" * 20, show_code(code) + "0"):
        assert read_code(junk) is None


def test_the_table_does_not_know_the_codes() -> None:
    card = issued()
    [row] = GiftCard.objects.all()

    code = read_code(card.code)
    assert code
    assert (row.last_four, row.code_hash) == (code[-4:], code_hash(code))
    assert code not in str(row.__dict__)


def test_a_card_pays_a_part_and_is_charged_at_the_hand_over(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(500)

    [order] = place(make, {"gift_cards": (card.code,)})
    assert (order.total_minor, order.payment_method) == (700, "on_collection")
    assert paid(order) == [("gift_card", 500, 0, "started"), ("on_collection", 200, 0, "started")]
    assert there(card) == (0, 500)
    assert all_is_well()

    hand_over(order)
    assert paid(order) == [("gift_card", 500, 500, "captured"), ("on_collection", 200, 0, "started")]
    assert there(card) == (0, 0)
    assert all_is_well()


def test_a_card_that_pays_all_leaves_nothing_to_be_paid(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(1000)

    [order] = place(make, {"gift_cards": (card.code,), "payment_method": "on_collection"})

    assert (order.payment_method, paid(order), there(card)) == (
        "gift_card",
        [("gift_card", 700, 0, "started")],
        (300, 700),
    )
    hand_over(order)
    assert (paid(order), there(card)) == ([("gift_card", 700, 700, "captured")], (300, 0))
    assert [(move.kind, move.amount) for move in card_movements(card.id, by=BY)][::-1] == [
        ("post", 1000),
        ("hold", 700),
        ("capture", 700),
    ]
    assert all_is_well()


def test_one_card_wanted_twice_at_once_pays_once(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(1000)
    last_four = card.code[-4:]

    first, second = place(make, {"gift_cards": (card.code,)}, {"gift_cards": (card.code,)})

    assert isinstance(first, OrderRead)
    assert second == GiftCardEmpty(last_four, 700, 300, "GBP")
    assert there(card) == (300, 700)
    [third] = place(make, {"gift_cards": (card.code,)})
    assert paid(third) == [("gift_card", 300, 0, "started"), ("on_collection", 400, 0, "started")]
    assert all_is_well()


def test_cancelling_gives_the_card_back_what_was_promised(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(1000)
    [order] = place(make, {"gift_cards": (card.code,)})

    cancel_order(order.id, reason="changed their mind", by=BY)
    make.work_off()

    assert (there(card), paid(order)) == ((1000, 0), [("gift_card", 700, 0, "voided")])
    assert all_is_well()


def test_a_piece_that_did_not_come_is_not_charged(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(2000)
    [order] = place(make, {"gift_cards": (card.code,), "quantity": 2})
    confirm_order(order.id, by=BY)

    cut_line(order.id, order.lines[0].id, quantity=1, reason="broken", by=BY)
    fulfil_order(order.id, by=BY)

    assert (there(card), paid(order)) == ((1300, 0), [("gift_card", 700, 700, "captured")])
    assert all_is_well()


def test_what_a_card_paid_goes_back_on_the_card(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card = issued(700)
    [order] = place(make, {"gift_cards": (card.code,)})
    hand_over(order)
    [payment] = payments_of([order.id], by=BY)[order.id]

    for _ in range(2):
        refund_payment(payment.id, amount=pounds(300), reason="returned", key="back", by=BY)

    assert there(card) == (300, 0)
    assert all_is_well()


def test_credit_belongs_to_a_customer_and_pays_as_far_as_it_goes(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    for _ in range(2):
        grant_credit(ARU, amount=pounds(500), reason="late delivery", key="once", by=BY)

    [guest] = place(make, {"credit_minor": 500})
    [order] = place(make, {"credit_minor": 900, "customer_id": ARU})

    assert guest == CreditNeedsCustomer()
    assert paid(order) == [("on_collection", 200, 0, "started"), ("store_credit", 500, 0, "started")]
    assert credit_of(ARU, "GBP", by=BY) == pounds(0)
    hand_over(order)
    assert all_is_well()


def test_credit_wanted_twice_at_once_is_spent_once(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    grant_credit(ARU, amount=pounds(800), reason="late delivery", key="once", by=BY)

    first, second = place(make, *({"credit_minor": 700, "customer_id": ARU},) * 2)

    assert isinstance(first, OrderRead)
    assert second == NotEnoughCredit(700, 100, "GBP")


def test_a_card_that_is_none_blocked_or_named_twice_refuses_the_order(make: Any) -> None:
    make.selling("TEA", price_minor=700)
    card, euros = issued(), issue_gift_cards(1, each=Money(100, "EUR"), batch="eu", by=BY)[0]
    block_gift_card(card.id, reason="stolen", by=BY)

    answers = place(
        make,
        {"gift_cards": (card.code,)},
        {"gift_cards": (show_code(new_code()),)},
        {"gift_cards": ("nonsense",)},
        {"gift_cards": (euros.code,)},
        {"payment_method": "gift_card"},
    )

    assert answers[:4] == [GiftCardBlocked(card.code[-4:]), GiftCardUnknown(), GiftCardUnknown(), GiftCardUnknown()]
    assert isinstance(answers[4], MethodUnknown)
    [twice] = place(make, {"gift_cards": (euros.code, euros.code)})
    assert isinstance(twice, InvalidField)


def test_a_batch_is_issued_once() -> None:
    cards = issue_gift_cards(50, each=pounds(100), batch="spring", by=BY)

    with pytest.raises(GiftBatchTaken):
        issue_gift_cards(50, each=pounds(100), batch="spring ", by=BY)
    assert (len({card.code for card in cards}), GiftCard.objects.count()) == (50, 50)


def test_more_can_be_put_on_a_card_once_for_each_key() -> None:
    card = issued(1000)

    for _ in range(2):
        top_up(card.id, amount=pounds(500), key="a", by=BY)

    assert there(card) == (1500, 0)
    with pytest.raises(GiftCardUnknown):
        top_up(card.id, amount=Money(500, "EUR"), key="b", by=BY)


def test_a_stranger_may_guess_only_so_often() -> None:
    card = issued()
    shopper = with_scopes("visitor:1", "web", {"orders.place"})

    assert card_with_code(card.code, asker="1.2.3.4", by=shopper).left == pounds(1000)
    for _ in range(10):
        with pytest.raises(GiftCardUnknown):
            card_with_code(show_code(new_code()), asker="1.2.3.4", by=shopper)
    with pytest.raises(TooManyAttempts):
        card_with_code(card.code, asker="1.2.3.4", by=shopper)


def test_only_who_may_issues_cards() -> None:
    nobody = with_scopes("staff:1", "office", {"gift_cards.read"})

    for verb in (
        lambda: issue_gift_cards(1, each=pounds(100), batch="x", by=nobody),
        lambda: grant_credit(ARU, amount=pounds(100), reason="x", key="x", by=nobody),
        lambda: block_gift_card(ids.new_id(), reason="x", by=nobody),
    ):
        with pytest.raises(ScopeMissing):
            verb()
    assert GiftCard.objects.count() == 0
