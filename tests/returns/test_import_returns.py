"""Returns that happened before or elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import sql
from duken.kernel.actor import system, with_scopes
from duken.kernel.refusals import Forbidden
from duken.orders.import_orders import PastLine, PastSale, import_orders
from duken.returns import reads
from duken.returns.drafts import Imported, ReturnDraft, ReturnLineDraft
from duken.returns.errors import BadReturnLine, EmptyReturn, ReturnKeyReused
from duken.returns.import_returns import import_returns
from duken.returns.verify import checks
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")
ANNA = UUID(int=7)
SOLD_AT, RETURNED_AT = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)


@pytest.fixture
def sale(make: Any) -> UUID:
    """A customer bought ten teas for 2.55 each in the shop."""
    shop = make.shop("bath")
    tea = make.variant("TEA")
    line = PastLine(tea.id, "TEA", "Tea", 10, 255, 2550)
    [order_id] = import_orders([PastSale("1", "1", "till", shop.id, SOLD_AT, "GBP", (line,), customer_id=ANNA)], by=BY)
    assert isinstance(order_id, UUID)
    return order_id


def draft(quantity: int = 3, price: int = 255, **said: Any) -> ReturnDraft:
    told = {"key": "C1", "number": "C1", "channel": "till", "location": "bath", "returned_at": RETURNED_AT}
    told |= {"currency": "GBP", "customer_id": ANNA, "lines": (ReturnLineDraft("TEA", quantity, price),)} | said
    return ReturnDraft(**told)  # type: ignore[arg-type]


def imported(*drafts: ReturnDraft) -> list[Imported]:
    answers = import_returns(drafts, by=BY)
    assert all(isinstance(answer, Imported) for answer in answers), answers
    return answers  # type: ignore[return-value]


def everything_holds() -> bool:
    looked = [check.look() for check in checks()]
    return all(not each.breaches for each in looked)


def returned_quantity(order_id: UUID) -> int:
    return int(sql.rows("SELECT sum(returned_quantity) FROM orders_line WHERE order_id = %s", [order_id])[0][0])


def balances() -> dict[str, int]:
    """What each bucket holds by the sum of its transfers, stock and money."""
    return dict(
        sql.rows(
            """SELECT a.book || ' ' || a.bucket,
                      sum(CASE WHEN t.to_account = a.id THEN t.amount ELSE -t.amount END)::bigint
               FROM ledger_account a JOIN ledger_transfer t ON a.id IN (t.from_account, t.to_account) GROUP BY 1"""
        )  # type: ignore[arg-type]
    )


def test_a_return_is_matched_to_the_sale_and_stock_and_money_go_back(sale: UUID) -> None:
    [answer] = imported(draft(3))

    assert (answer.total_minor, answer.matched, answer.without_receipt) == (765, 3, 0)
    assert returned_quantity(sale) == 3
    assert balances() == {
        "stock history": -7,
        "stock customer": 7,
        "money sales": -1785,
        "money customer": 0,
        "money elsewhere": 1785,
    }
    assert everything_holds()


def test_the_same_return_again_moves_nothing(sale: UUID) -> None:
    [first] = imported(draft(3))
    moved = balances()

    [second] = imported(draft(3))

    assert second == replace(first, repeated=True)
    assert returned_quantity(sale) == 3
    assert balances() == moved


def test_the_same_key_for_another_return_is_refused(sale: UUID) -> None:
    imported(draft(3))
    moved = balances()

    assert import_returns([draft(4)], by=BY) == [ReturnKeyReused("C1")]
    assert balances() == moved


def test_more_than_was_sold_comes_back_without_receipt(sale: UUID) -> None:
    first, second = imported(draft(8, key="C1"), draft(5, key="C2"))

    assert (first.matched, first.without_receipt) == (8, 0)
    assert (second.matched, second.without_receipt) == (2, 3)
    assert returned_quantity(sale) == 10
    assert everything_holds()


def test_postage_and_a_later_discount_go_back_without_goods(sale: UUID) -> None:
    [answer] = imported(draft(lines=(), delivery_minor=395, credit_minor=100))

    assert answer.total_minor == 495
    assert balances()["money elsewhere"] == 2550 - 495
    assert everything_holds()


def test_a_bad_return_is_refused_and_its_neighbour_recorded(sale: UUID) -> None:
    bad, empty, unknown, good = import_returns(
        [
            draft(0, key="C1"),
            draft(key="C2", lines=()),
            draft(key="C3", lines=(ReturnLineDraft("COFFEE", 1, 100),)),
            draft(1, key="C4"),
        ],
        by=BY,
    )

    assert bad == BadReturnLine("TEA", 0, 255)
    assert empty == EmptyReturn()
    assert getattr(unknown, "code", "") == "catalog.variant_unknown"
    assert isinstance(good, Imported)
    assert returned_quantity(sale) == 1


def test_one_key_twice_in_a_batch_is_one_return(sale: UUID) -> None:
    first, second = imported(draft(2), draft(2))

    assert first.return_id == second.return_id
    assert returned_quantity(sale) == 2


def test_without_the_scope_nothing_is_recorded(sale: UUID) -> None:
    with pytest.raises(Forbidden):
        import_returns([draft()], by=with_scopes("staff:1", "till", ["orders.read"]))

    assert returned_quantity(sale) == 0


def test_the_number_of_statements_does_not_grow_with_the_batch(sale: UUID, django_assert_max_num_queries: Any) -> None:
    imported(draft(1, key="C0"))

    with django_assert_max_num_queries(17):
        imported(*(draft(1, key=f"C{number}") for number in range(1, 60)))

    assert everything_holds()


def test_returns_are_read_back_newest_first(sale: UUID) -> None:
    imported(draft(1, key="C1", number="C1"), draft(2, key="C2", number="C2"))

    assert {each.number: each.total_minor for each in reads.returns(by=BY)} == {"C1": 255, "C2": 510}
    assert [line.quantity for line in reads.returned_of_orders([sale], by=BY)] == [1, 2]


def test_the_check_notices_a_line_marked_by_nobody(sale: UUID) -> None:
    imported(draft(3))

    sql.run("UPDATE orders_line SET returned_quantity = 4 WHERE order_id = %s", [sale])

    assert not everything_holds()


def test_what_one_card_of_a_person_bought_the_other_brings_back(make: Any) -> None:
    make.shop("bath")
    cards = recognise_customers([Contact("A", "+447700900123"), Contact("A", email="a@example.com")], by=BY)
    tea = make.variant("TEA")
    line = PastLine(tea.id, "TEA", "Tea", 10, 255, 2550)
    place = stores.location("bath").id
    import_orders([PastSale("1", "1", "till", place, SOLD_AT, "GBP", (line,), customer_id=cards[1])], by=BY)

    assert imported(draft(1, customer_id=cards[0]))[0].matched == 0
    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=BY)
    assert imported(draft(2, key="C2", number="C2", customer_id=cards[0]))[0].matched == 2
    unmerge(merge, by=BY)
    assert imported(draft(3, key="C3", number="C3", customer_id=cards[0]))[0].matched == 0
    assert everything_holds()
