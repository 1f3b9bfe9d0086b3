"""Invoices as sales, returns, and what is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from duken.demo.goods import derive_goods
from duken.demo.history import Invoice, InvoiceLine, read_history
from duken.demo.sales import LeftOut, Sale, sales, weeks_to_shift

AT = datetime.fromisoformat("2011-06-01 12:00")


def invoice(
    *lines: InvoiceLine, number: str = "1", customer: str = "17850", country: str = "United Kingdom"
) -> Invoice:
    return Invoice(number, AT, customer, country, lines)


def told(*invoices: Invoice) -> tuple[list[Sale], LeftOut]:
    left_out = LeftOut()
    return list(sales(invoices, skus={"85123A"}, shift=timedelta(0), left_out=left_out)), left_out


def test_postage_is_delivery_and_not_a_line() -> None:
    [sale], left_out = told(invoice(InvoiceLine("85123a", "HOLDER", 6, 255), InvoiceLine("POST", "POSTAGE", 1, 1800)))

    assert [tuple(line) for line in sale.lines] == [("85123A", 6, 255)]
    assert (sale.delivery_minor, sale.total_minor) == (1800, 3330)
    assert not left_out.lines


def test_fees_and_remarks_are_counted_and_left_out() -> None:
    found, left_out = told(
        invoice(InvoiceLine("AMAZONFEE", "AMAZON FEE", 1, 100)),
        invoice(InvoiceLine("85123A", "damaged", -5, 0), customer=""),
    )

    assert found == []
    assert left_out.lines == {"fee": 1, "remark of the warehouse": 1}
    assert left_out.pence["fee"] == 100


def test_a_c_invoice_is_a_return_and_its_discount_a_credit() -> None:
    [back], _ = told(
        invoice(InvoiceLine("85123A", "HOLDER", -2, 255), InvoiceLine("D", "Discount", -1, 500), number="C9")
    )

    assert back.is_return
    assert [tuple(line) for line in back.lines] == [("85123A", 2, 255)]
    assert (back.credit_minor, back.total_minor) == (500, 1010)


def test_a_customer_always_comes_through_the_same_door() -> None:
    line = InvoiceLine("85123A", "HOLDER", 1, 255)
    found, _ = told(*(invoice(line, number=str(number)) for number in range(20)))

    assert len({(sale.channel, sale.location) for sale in found}) == 1


def test_abroad_is_sent_from_the_warehouse() -> None:
    line = InvoiceLine("85123A", "HOLDER", 1, 255)
    found, _ = told(*(invoice(line, customer=str(number), country="France") for number in range(20)))

    assert {sale.location for sale in found} == {"milton-keynes"}
    assert {sale.channel for sale in found} <= {"web", "phone"}


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 11, 24), date(2028, 2, 29)])
def test_the_history_ends_today_or_within_a_week_on_the_same_weekday(today: date) -> None:
    last = datetime.fromisoformat("2011-10-31 17:19") + weeks_to_shift(today)

    assert timedelta(0) <= last.date() - today <= timedelta(days=6)
    assert last.strftime("%A") == "Monday"


def test_times_are_british_wall_clock_times() -> None:
    [sale], _ = told(invoice(InvoiceLine("85123A", "HOLDER", 1, 255)))

    assert sale.at.astimezone(UTC) == datetime(2011, 6, 1, 11, 0, tzinfo=UTC)  # summer time


def test_every_penny_of_the_year_is_a_sale_a_return_or_left_out() -> None:
    history = read_history()
    skus = {item.sku for goods in derive_goods(history.sales()) for item in goods.items}
    left_out = LeftOut()

    found = list(sales(history.invoices(), skus=skus, shift=timedelta(0), left_out=left_out))

    net = sum(-sale.total_minor if sale.is_return else sale.total_minor for sale in found)
    assert net + sum(left_out.pence.values()) == 785_232_367
    assert sum(len(sale.lines) for sale in found if not sale.is_return) == 419_603
