"""The year of invoices that ships with Duken."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from duken.demo.compact import compact, write
from duken.demo.history import SOURCE, Invoice, InvoiceLine, read_history

CSV = [
    {"InvoiceNo": "536365", "StockCode": "85123A", "Description": "HOLDER", "Quantity": "6", "UnitPrice": "2.55",
     "InvoiceDate": "2010-12-01 08:26:00", "CustomerID": "17850", "Country": "United Kingdom"},
    {"InvoiceNo": "536366", "StockCode": "71053", "Description": "LANTERN", "Quantity": "1", "UnitPrice": "3.39",
     "InvoiceDate": "2010-12-01 08:28:00", "CustomerID": "", "Country": "France"},
    {"InvoiceNo": "536365", "StockCode": "71053", "Description": "", "Quantity": "2", "UnitPrice": "0",
     "InvoiceDate": "2010-12-01 08:26:00", "CustomerID": "17850", "Country": "United Kingdom"},
    {"InvoiceNo": "C536379", "StockCode": "85123A", "Description": "HOLDER", "Quantity": "-1", "UnitPrice": "2.55",
     "InvoiceDate": "2010-12-01 09:41:00", "CustomerID": "17850", "Country": "United Kingdom"},
]  # fmt: skip


def test_what_is_compacted_is_read_back_line_by_line(tmp_path: Path) -> None:
    write(compact(CSV), tmp_path / "history.json.xz")

    assert list(read_history.__wrapped__(tmp_path / "history.json.xz").invoices()) == [
        Invoice(
            "536365",
            datetime.fromisoformat("2010-12-01 08:26"),
            "17850",
            "United Kingdom",
            (InvoiceLine("85123A", "HOLDER", 6, 255), InvoiceLine("71053", "", 2, 0)),
        ),
        Invoice(
            "536366",
            datetime.fromisoformat("2010-12-01 08:28"),
            "",
            "France",
            (InvoiceLine("71053", "LANTERN", 1, 339),),
        ),
        Invoice(
            "C536379",
            datetime.fromisoformat("2010-12-01 09:41"),
            "17850",
            "United Kingdom",
            (InvoiceLine("85123A", "HOLDER", -1, 255),),
        ),
    ]


def test_the_shipped_year_is_whole_and_small() -> None:
    history = read_history()
    kinds = Counter(invoice.number[0] if invoice.number[0] in "CA" else "" for invoice in history.invoices())
    net_pence = sum(line.quantity * line.price_pence for invoice in history.invoices() for line in invoice.lines)

    assert (len(history), history.lines_count) == (21_423, 431_673)
    assert kinds == {"": 18_171, "C": 3_249, "A": 3}
    assert net_pence == 785_232_367
    assert SOURCE.stat().st_size < 1_500_000


def test_the_data_is_attributed_to_its_author() -> None:
    said = (SOURCE.parent / "ATTRIBUTION.md").read_text()

    assert "Chen" in said
    assert "CC BY 4.0" in said
    assert "https://archive.ics.uci.edu" in said
