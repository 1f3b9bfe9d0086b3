"""Which sale a returned article came from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from duken.returns.match import Back, Sold, match

ANNA, BORIS = UUID(int=1), UUID(int=2)
TEA = UUID(int=10)
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def sold(line: int, quantity: int, price: int = 100, *, days: int = 0, customer: UUID = ANNA) -> Sold:
    return Sold(UUID(int=1000 + line), UUID(int=line), customer, TEA, quantity, price, MAY + timedelta(days=days))


def back(quantity: int, price: int = 100, *, days: int = 30, customer: UUID | None = ANNA) -> Back:
    return Back(customer, TEA, quantity, price, MAY + timedelta(days=days))


def taken(parts: object) -> list[tuple[int, int | None]]:
    return [(part.quantity, part.sold.line_id.int if part.sold else None) for part in parts]  # type: ignore[attr-defined]


def test_a_return_goes_to_the_latest_sale_of_the_same_price() -> None:
    [parts] = match([back(2)], [sold(1, 5), sold(2, 5, days=3), sold(3, 5, price=120, days=6)])

    assert taken(parts) == [(2, 2)]


def test_the_sale_of_exactly_so_many_pieces_comes_first() -> None:
    [parts] = match([back(2)], [sold(1, 2), sold(2, 5, days=3)])

    assert taken(parts) == [(2, 1)]


def test_a_large_return_is_split_over_several_sales() -> None:
    [parts] = match([back(7)], [sold(1, 4), sold(2, 5, days=3)])

    assert taken(parts) == [(5, 2), (2, 1)]


def test_what_fits_no_sale_is_without_receipt() -> None:
    [parts] = match([back(7)], [sold(1, 4)])

    assert taken(parts) == [(4, 1), (3, None)]


def test_two_returns_never_share_a_piece() -> None:
    first, second = match([back(3), back(3)], [sold(1, 4)])

    assert taken(first) == [(3, 1)]
    assert taken(second) == [(1, 1), (2, None)]


def test_a_later_sale_a_cheaper_sale_and_another_customers_sale_do_not_fit() -> None:
    sales = [sold(1, 5, days=40), sold(2, 5, price=90), sold(3, 5, customer=BORIS)]

    assert [taken(parts) for parts in match([back(1)], sales)] == [[(1, None)]]


def test_an_anonymous_return_has_no_receipt() -> None:
    assert [taken(parts) for parts in match([back(1, customer=None)], [sold(1, 5)])] == [[(1, None)]]


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([90, 100, 110])), max_size=8),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([90, 100, 110])), max_size=8),
)
def test_never_more_pieces_nor_more_money_than_the_sale_had(
    sales: list[tuple[int, int]], returns: list[tuple[int, int]]
) -> None:
    lines = [sold(number, quantity, price) for number, (quantity, price) in enumerate(sales)]
    backs = [back(quantity, price) for quantity, price in returns]

    split = match(backs, lines)

    assert [sum(part.quantity for part in parts) for parts in split] == [each.quantity for each in backs]
    for line in lines:
        of_line = [
            (part.quantity, each.unit_price_minor)
            for each, parts in zip(backs, split, strict=True)
            for part in parts
            if part.sold is line
        ]
        assert sum(quantity for quantity, _ in of_line) <= line.left
        assert sum(quantity * price for quantity, price in of_line) <= line.left * line.unit_paid_minor
