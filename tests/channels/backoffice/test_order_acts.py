"""What people do to an order: once, with a reason, within what was paid; and what is told on its page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from duken.access.models import AuditEntry
from duken.kernel import ids
from duken.kernel.actor import system
from duken.orders import verify
from duken.orders.reads import cuts_said, order
from duken.payments.reads import payments_of, refunds_of
from duken.payments.settle import take_payment

BY = system("tests")


@pytest.fixture
def placed(db, make):
    make.selling("TEA", stock=9)
    return make.order("TEA", quantity=3)


@pytest.fixture
def paid(placed):
    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=BY)
    return placed


def do(browser, act, placed, **form):
    return browser.post(reverse(f"office:order_{act}", args=[placed.id]), form)


def test_cancelled_with_a_reason_that_is_told(owner, placed):
    answers = [do(owner, "cancel", placed, reason="customer_asked", note="moved house") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert order(placed.id, by=BY).status == "cancelled"
    page = owner.get(reverse("office:order", args=[placed.id])).content.decode()
    assert page.count("Cancelled: the customer asked for it: moved house") == 1
    assert "Demo" not in page


def test_nothing_is_cancelled_without_a_reason(owner, placed):
    do(owner, "cancel", placed, reason="because")

    assert order(placed.id, by=BY).status == "placed"


def test_a_refund_pressed_twice_is_paid_once(owner, paid):
    form = {"payment": paid.payment_id, "amount": "4,99", "reason": "damaged", "key": ids.new_id()}

    answers = [do(owner, "refund", paid, **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    [payment] = payments_of([paid.id], by=BY)[paid.id]
    assert payment.refunded_minor == 499
    assert len(refunds_of([payment.id])) == 1
    assert AuditEntry.objects.filter(act="payments.refund").count() == 1


def test_no_more_goes_back_than_came(owner, paid):
    for amount in ("14.98", "0", "-1", "NaN", "1e30", ""):
        do(owner, "refund", paid, payment=paid.payment_id, amount=amount, reason="damaged", key=ids.new_id())

    [payment] = payments_of([paid.id], by=BY)[paid.id]
    assert payment.refunded_minor == 0


def test_a_refund_is_three_presses_from_the_list(owner, paid):
    in_list = owner.get("/office/orders/?view=all").content.decode()
    page = owner.get(re.search(r'href="(/office/orders/[0-9a-f-]{36}/)"', in_list)[1]).content.decode()

    assert 'data-opens="refund"' in page
    dialog = page[page.index('<dialog class="dialog" id="refund"') :]
    assert 'value="14.97"' in dialog  # the whole amount is filled in, the reason chosen: the third press does it


def test_a_line_cut_twice_is_cut_once(owner, placed):
    [line] = order(placed.id, by=BY).lines
    form = {"line": line.id, "seen": 3, "left": 1, "reason": "not_found"}

    for _ in range(2):
        assert do(owner, "cut", placed, **form).status_code == 303

    [line] = order(placed.id, by=BY).lines
    assert line.quantity == 1
    assert order(placed.id, by=BY).total_minor == 499


def test_what_was_typed_beside_the_reason_of_a_cut_is_told(owner, placed):
    [line] = order(placed.id, by=BY).lines
    do(owner, "cut", placed, line=line.id, seen=3, left=2, reason="damaged", note="the lid is cracked")
    do(owner, "cut", placed, line=line.id, seen=2, left=1, reason="not_found")

    page = owner.get(reverse("office:order", args=[placed.id])).content.decode()

    assert page.count(": the lid is cracked") == 1
    assert "(not found on the shelf)" in page
    assert [row.reason for row in cuts_said(placed.id, by=BY)] == ["damaged: the lid is cracked", "not_found"]
    assert [breach for check in verify.checks() for breach in check.look().breaches] == []


def test_a_line_that_changed_meanwhile_is_left_alone(owner, placed):
    [line] = order(placed.id, by=BY).lines
    do(owner, "cut", placed, line=line.id, seen=2, left=1, reason="not_found")

    assert order(placed.id, by=BY).lines[0].quantity == 3


def test_a_cashier_sees_no_refund_and_cannot_post_one(sign_in, paid):
    cashier = sign_in("cashier", at="high-street")

    page = cashier.get(reverse("office:order", args=[paid.id])).content.decode()
    answer = do(cashier, "refund", paid, payment=paid.payment_id, amount="1", reason="damaged", key=ids.new_id())

    assert 'id="refund"' not in page
    assert answer.status_code == 403


def test_the_page_costs_a_fixed_number_of_statements(owner, paid, django_assert_max_num_queries):
    owner.get(reverse("office:order", args=[paid.id]))

    with django_assert_max_num_queries(10):
        owner.get(reverse("office:order", args=[paid.id]))


def test_many_are_confirmed_at_once_and_one_refusal_keeps_nobody(owner, make, placed):
    other = make.order("TEA")
    do(owner, "cancel", other, reason="other")

    answer = owner.post("/office/orders/confirm/", {"chosen": [placed.id, other.id]}, follow=True)

    assert order(placed.id, by=BY).status == "confirmed"
    assert "1 order confirmed." in answer.content.decode()


def test_the_slip_shows_what_goes_and_no_prices(owner, placed):
    page = owner.get(reverse("office:order_slip", args=[placed.id])).content.decode()

    assert "TEA" in page
    assert "£" not in page[page.index("<article") :]
