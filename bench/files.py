"""Files of stock and prices, imported as `duken import` does it: read, checked, saved in one transaction."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import child
from bench.shop import sku
from duken.channels.imports import run
from duken.channels.imports.kinds.all_kinds import kind_named
from duken.channels.imports.kinds.kind import Options
from duken.channels.imports.receive_file import columns_for
from duken.channels.imports.tables import open_table


def run_import(kind: str, rows: int, products: int, turn: int) -> child.Told:
    """`rows` rows of "stock" or "prices"; every row changes something, in each `turn` something else."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{kind}.csv"
        file.write_text("\n".join(_stock(rows, products, turn) if kind == "stock" else _prices(rows, products, turn)))
        took = child.seconds(lambda: _import(kind, file, rows))
    return {"done": rows, "seconds": took, "per_s": rows / took}


def _import(kind: str, file: Path, rows: int) -> None:
    table = open_table(file)
    mapping, constants = columns_for(kind, table)

    def watch(summary: run.Summary) -> bool:
        child.progress(f"rows of {kind}", summary.rows, rows)
        return True

    summary = run.import_all(table, kind_named(kind), Options(mapping, constants), watch=watch, by=child.by())
    assert summary.is_saved, summary.errors[:3]
    assert summary.unchanged == 0, "a row that changes nothing measures nothing"


def _stock(rows: int, products: int, turn: int) -> list[str]:
    """Shop by shop, once each product."""
    lines = [f"{sku(n % products)};shop-{n // products};{9_000_000 + turn}" for n in range(rows)]
    return ["sku;store;quantity", *lines]


def _prices(rows: int, products: int, turn: int) -> list[str]:
    """Quantity step by quantity step, once each product."""
    lines = [f"{sku(n % products)};{7 + turn}.{n % 90 + 10};{n // products + 1}" for n in range(rows)]
    return ["sku;price;min_quantity", *lines]
