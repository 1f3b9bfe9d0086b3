"""The same bugs once more for the state machines: one that finds nothing proves nothing."""

from __future__ import annotations

from dataclasses import replace

from tests.controls.planting import PLANTS
from tests.controls.plants import ledger, orders, payments, stock

MACHINES = {
    ledger.every_hold_expires: "ledger/test_machine.py::test_the_ledger_keeps_the_books_that_drawers_keep",
    stock.count_undoes_sales: "inventory/test_machine.py::test_stock_is_where_a_clipboard_says_it_is",
    orders.total_does_not_follow_its_lines: "orders/test_machine.py::test_orders_live_as_the_order_book_says",
    payments.any_sum_is_taken: "payments/test_machine.py::test_the_shop_and_the_gateway_agree_about_every_penny",
    orders.any_code_opens_the_counter: "fulfilment/test_machine.py::test_pick_ups_go_as_the_pickers_slips_say",
    stock.return_imported_again: "returns/test_machine.py::test_what_was_imported_counts_once_however_often_it_comes",
}

for planted, machine in MACHINES.items():
    like = PLANTS[planted.__name__]
    name = f"{like.name}_by_chance"
    PLANTS[name] = replace(like, name=name, caught_by=(f"tests/{machine}",), because="Failing test case", runs=1)
