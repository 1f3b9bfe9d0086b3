"""The year of invoices that ships with Duken: what was sold, in its own words. See data/ATTRIBUTION.md."""

from __future__ import annotations

import json
import lzma
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

FIRST_MINUTE = datetime(2010, 12, 1)  # noqa: DTZ001 - British wall-clock time; the source names no zone
SOURCE = Path(__file__).parent / "data" / "online_retail.json.xz"


class InvoiceLine(NamedTuple):
    sku: str  # as written, "85123a" and "85123A" both occur
    text: str  # the description, or a remark of the warehouse
    quantity: int  # pieces; negative: returned or written off
    price_pence: int  # for one piece, GBP


@dataclass(frozen=True, slots=True)
class Invoice:
    number: str  # "536365"; "C536379" is a return, "A563185" an adjustment of bad debt
    at: datetime  # local time in the United Kingdom, naive
    customer: str  # "17850", or "" for an anonymous sale
    country: str
    lines: tuple[InvoiceLine, ...]

    @property
    def is_return(self) -> bool:
        return self.number.startswith("C")


@dataclass(frozen=True, slots=True)
class Sold:
    sku: str
    text: str
    price_pence: int
    lines: int
    pieces: int


@dataclass(frozen=True)
class History:
    """All columns in memory (about 15 MB); invoices are made one at a time."""

    skus: list[str]
    texts: list[list[str]]
    customers: list[str]
    countries: list[str]
    invoice: dict[str, Any]
    line: dict[str, array[int]]

    def __len__(self) -> int:
        return len(self.invoice["lines"])

    @property
    def lines_count(self) -> int:
        return len(self.line["sku"])

    def invoices(self) -> Iterator[Invoice]:
        """Every invoice in the order it was written."""
        numbers = accumulate(self.invoice["number_step"])
        minutes = accumulate(self.invoice["minute_step"])
        start = 0
        for position, (number, minute) in enumerate(zip(numbers, minutes, strict=True)):
            end = start + self.invoice["lines"][position]
            yield Invoice(
                number=f"{self.invoice['kind'][position]}{number}",
                at=FIRST_MINUTE + timedelta(minutes=minute),
                customer=self.customers[self.invoice["customer"][position]],
                country=self.countries[self.invoice["country"][position]],
                lines=self._lines(slice(start, end)),
            )
            start = end

    def sales(self) -> Iterator[Sold]:
        """What was sold, added up by SKU, description and price; returns and remarks are left out."""
        columns = zip(self.line["sku"], self.line["text"], self.line["price_pence"], self.line["quantity"], strict=True)
        lines: Counter[tuple[int, int, int]] = Counter()
        pieces: Counter[tuple[int, int, int]] = Counter()
        for sku, text, price, quantity in columns:
            if quantity > 0 and price > 0:
                lines[sku, text, price] += 1
                pieces[sku, text, price] += quantity
        for (sku, text, price), count in lines.items():
            yield Sold(self.skus[sku], self.texts[sku][text], price, count, pieces[sku, text, price])

    def _lines(self, window: slice) -> tuple[InvoiceLine, ...]:
        skus, texts = self.skus, self.texts
        columns = [self.line[name][window] for name in ("sku", "text", "quantity", "price_pence")]
        return tuple(
            [InvoiceLine(skus[sku], texts[sku][text], *rest) for sku, text, *rest in zip(*columns, strict=True)]
        )


@lru_cache(maxsize=1)
def read_history(source: Path = SOURCE) -> History:
    columns = json.loads(lzma.decompress(source.read_bytes()))
    columns["line"] = {name: array("i", values) for name, values in columns["line"].items()}
    return History(**columns)
