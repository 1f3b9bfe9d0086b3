"""Controls: the comparison must be able to fail. A record that says more, or else, than happened is not believed."""

from __future__ import annotations

from dataclasses import replace

from duken.kernel import ids
from tests.chaos.compare import compare
from tests.chaos.harm import Harmed
from tests.chaos.record import Acknowledged


def test_an_order_that_was_never_placed_is_reported_as_lost(harmed: Harmed) -> None:
    harmed.sells()
    told = list(harmed.record)
    invented = Acknowledged("invented", ids.show("ord", ids.new_id()), {harmed.shop.skus[0]: 1}, 499)

    compared = compare(harmed.shop, [*told, invented])

    assert compared.lost == ["invented"]
    assert not compared.is_good


def test_an_order_nobody_was_told_of_another_total_and_a_forgotten_payment_are_found(harmed: Harmed) -> None:
    harmed.sells()
    *told, last = harmed.record

    assert any("nobody was told" in wrong for wrong in compare(harmed.shop, told).wrong)
    assert compare(harmed.shop, [*told, replace(last, total_minor=1)]).wrong
    assert compare(harmed.shop, [*told, replace(last, units={harmed.shop.skus[1]: 1})]).wrong


def test_one_key_with_two_orders_is_reported_as_doubled(harmed: Harmed) -> None:
    order = ids.read("ord", harmed.sells())
    [(note,)] = harmed.shop.asked("SELECT note FROM orders_order WHERE id = %s", order)
    other = ids.read("ord", harmed.sells())
    [(true_note,)] = harmed.shop.asked(
        "WITH was AS (SELECT id, note FROM orders_order WHERE id = %s)"
        " UPDATE orders_order o SET note = %s FROM was WHERE o.id = was.id RETURNING was.note",
        other,
        note,
    )
    try:
        assert compare(harmed.shop, harmed.record).doubled == [note]
    finally:
        harmed.shop.asked("UPDATE orders_order SET note = %s WHERE id = %s RETURNING 1", true_note, other)
