"""Make the small copy of the transactions that ships with Duken, from the CSV anybody can download.

    python -m duken.demo.compact "Online Retail.csv" duken/demo/data/online_retail.json.xz

The CSV has the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate (YYYY-MM-DD HH:MM:SS), UnitPrice,
CustomerID, Country. Each column is written on its own, steps instead of values where they grow, so 43 MB become 1.2.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

FIRST_MINUTE = datetime(2010, 12, 1)  # noqa: DTZ001 - the source names no time zone
Row = dict[str, str]


def compact(rows: Iterable[Row]) -> dict[str, Any]:
    """The columns of the history; `history.py` reads them back."""
    invoices = list(_by_invoice(rows).items())
    skus = _ranked(line["StockCode"] for _, lines in invoices for line in lines)
    customers = _ranked(lines[0]["CustomerID"] for _, lines in invoices)
    countries = _ranked(lines[0]["Country"] for _, lines in invoices)
    texts = _texts(line for _, lines in invoices for line in lines)
    minutes = [_minute(lines[0]["InvoiceDate"]) for _, lines in invoices]
    return {
        "skus": list(skus),
        "texts": [list(texts[sku]) for sku in skus],
        "customers": list(customers),
        "countries": list(countries),
        "invoice": {
            "kind": [number[0] if number[0].isalpha() else "" for number, _ in invoices],
            "number_step": _steps([int(number.lstrip("AC")) for number, _ in invoices]),
            "minute_step": _steps(minutes),
            "customer": [customers[lines[0]["CustomerID"]] for _, lines in invoices],
            "country": [countries[lines[0]["Country"]] for _, lines in invoices],
            "lines": [len(lines) for _, lines in invoices],
        },
        "line": {
            "sku": [skus[line["StockCode"]] for _, lines in invoices for line in lines],
            "text": [texts[line["StockCode"]][line["Description"]] for _, lines in invoices for line in lines],
            "quantity": [int(line["Quantity"]) for _, lines in invoices for line in lines],
            "price_pence": [_pence(line["UnitPrice"]) for _, lines in invoices for line in lines],
        },
    }


def write(columns: dict[str, Any], target: Path) -> None:
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    target.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def read_csv(source: Path) -> Iterator[Row]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _by_invoice(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """One invoice of the source is interrupted by another, so neighbours are not enough."""
    invoices: dict[str, list[Row]] = {}
    for row in rows:
        invoices.setdefault(row["InvoiceNo"], []).append(row)
    return invoices


def _ranked(values: Iterable[str]) -> dict[str, int]:
    """Position of each value, the commonest first: small numbers pack well."""
    return {value: rank for rank, (value, _) in enumerate(Counter(values).most_common())}


def _texts(lines: Iterable[Row]) -> dict[str, dict[str, int]]:
    seen: dict[str, Counter[str]] = {}
    for line in lines:
        seen.setdefault(line["StockCode"], Counter())[line["Description"]] += 1
    return {sku: {text: rank for rank, (text, _) in enumerate(found.most_common())} for sku, found in seen.items()}


def _steps(values: list[int]) -> list[int]:
    return [value - before for before, value in zip([0, *values], values, strict=False)]


def _minute(text: str) -> int:
    return int((datetime.fromisoformat(text) - FIRST_MINUTE).total_seconds()) // 60


def _pence(text: str) -> int:
    return int((Decimal(text) * 100).to_integral_value())


if __name__ == "__main__":
    write(compact(read_csv(Path(sys.argv[1]))), Path(sys.argv[2]))
