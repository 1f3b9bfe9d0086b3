"""Large files: fast enough, and in flat memory. DUKEN_TEST_ROWS=100000 takes the full size."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

import psutil
import pytest
from django.db import connection

from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.save_products import save_products
from duken.channels.imports import reads
from duken.channels.imports.preview_import import preview_import
from duken.channels.imports.receive_file import receive_file
from duken.channels.imports.run_import import run_import
from duken.channels.imports.start_import import start_import
from duken.kernel.actor import system

BY = system("tests")
STORES = 10
SKUS = int(os.environ.get("DUKEN_TEST_ROWS", "10000")) // STORES


def megabytes() -> float:
    return psutil.Process().memory_info().rss / 1024 / 1024


@pytest.fixture
def big_shop(transactional_db, make):
    make.channel("web")
    make.price_list("retail")
    for number in range(STORES):
        make.price_list(f"list-{number}")
        make.shop(f"store-{number}")
    save_products([ProductDraft(f"Thing {n}", [VariantDraft(f"S{n}")]) for n in range(SKUS)], by=BY)


def chunks(lines: Iterator[str]) -> Iterator[bytes]:
    for line in lines:
        yield line.encode()


def stock_rows(quantity: int) -> Iterator[str]:
    yield "sku;store;quantity\n"
    for number in range(SKUS):
        for store in range(STORES):
            yield f"S{number};store-{store};{quantity + number % 7}\n"


def price_rows(pence: int) -> Iterator[str]:
    yield "sku;price list;price\n"
    for number in range(SKUS):
        for place in range(STORES):
            yield f"S{number};list-{place};{number % 90 + 1},{pence}\n"


def _analyse() -> None:
    """What autovacuum does in a shop; it sleeps in the tests."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.proof
@pytest.mark.parametrize(("kind", "lines"), [("stock", stock_rows), ("prices", price_rows)])
def test_many_rows(big_shop, kind, lines):
    for round_name, given in (("new", 10), ("changed", 20), ("the same", 20)):
        import_id = receive_file(kind, name="big.csv", chunks=chunks(lines(given)), by=BY)
        before, began, spent = megabytes(), time.perf_counter(), time.process_time()
        seen = preview_import(import_id, by=BY)
        looked = time.perf_counter() - began
        start_import(import_id, mode="all", by=BY)
        _analyse()
        began = time.perf_counter()
        run_import(import_id)
        took, grown = time.perf_counter() - began, megabytes() - before
        spent = time.process_time() - spent
        found = reads.import_job(import_id, by=BY)
        sys.stderr.write(
            f"{kind}, {round_name}: look {seen.rows} {looked:.1f} s, run {found.rows} {took:.1f} s,"
            f" {spent:.1f} s of them ours, +{grown:.0f} MB\n"
        )

        assert (found.state, found.rows, found.refused) == ("done", SKUS * STORES, 0)
        assert spent <= max(
            5, SKUS * STORES / 100_000 * 30
        )  # wall time tells of the machine's neighbours too; the bench takes it
        assert grown < 200
