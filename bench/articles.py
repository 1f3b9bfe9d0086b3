"""How fast a till has its catalogue: `python -m bench.articles [products]`, milliseconds and bytes, page by page.

Over the API as a device asks, in one process and without a network: what the server does for it. The rows are made by
SQL: products of three words in forty categories, each with a barcode and two prices.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import orjson
from rich.console import Console

from bench import yard

PRODUCTS = 300_000
CHANGED = 1_000  # prices, told as changes
say = Console(highlight=False).print


def main() -> None:
    products = next((int(one) for one in sys.argv[1:] if one.isdigit()), PRODUCTS)
    if "--inside" in sys.argv:
        import django

        django.setup()
        return _measure(products)
    folder = Path(tempfile.mkdtemp(prefix="duken-articles-"))
    folder.chmod(0o755)  # an embedded PostgreSQL that may not run as root has a user of its own
    try:
        with yard.running(folder / "home") as ours:
            ours.migrate()
            ours.make("articles")
            command = [sys.executable, "-m", "bench.articles", str(products), "--inside"]
            subprocess.run(command, env=ours.environment("articles"), check=True)  # noqa: S603
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def _measure(products: int) -> None:
    from django.conf import settings

    settings.API_REQUESTS_PER_SECOND = 0
    began = perf_counter()
    key = _open_a_shop()
    fill(products)
    say(f"{products} products made in {perf_counter() - began:.0f} s")
    for name in ("cold", "again"):
        _fetch(name, key)
    _changes(key)
    _scan(products, key)


def _fetch(name: str, key: str) -> None:
    """Until the first page is there, and until all is."""
    began, worked, after, times, sizes, plain, count = perf_counter(), process_time(), "", [], 0, 0, 0
    while True:
        asked = perf_counter()
        response = _get(f"/till/articles?after={after}", key)
        times.append(1000 * (perf_counter() - asked))
        content = _plain(response)
        page = orjson.loads(content)
        sizes, plain, count = sizes + len(response.content), plain + len(content), count + len(page["articles"])
        if page["next"] is None:
            break
        after = page["next"]
    took = perf_counter() - began
    say(
        f"{name}: first page {times[0]:.0f} ms, {len(times)} pages, {median(times[1:]):.0f} ms each (most "
        f"{max(times[1:]):.0f}), {took:.1f} s in all ({process_time() - worked:.1f} s of this process), "
        f"{count} articles, {sizes / 1e6:.1f} MB packed of {plain / 1e6:.0f}"
    )


def _changes(key: str) -> None:
    from duken.kernel import ids, sql
    from duken.kernel.actor import system
    from duken.kernel.relay import relay
    from duken.pricing.drafts import PriceDraft
    from duken.pricing.set_prices import set_prices

    relay({})  # what opening the shop told
    position = orjson.loads(_plain(_get("/till/articles", key)))["position"]
    variants = [row[0] for row in sql.rows("SELECT id FROM catalog_variant ORDER BY id LIMIT %s", [CHANGED])]
    drafts = [PriceDraft("retail", 777, variant_id=one) for one in variants]
    set_prices(drafts, batch_id=ids.new_id(), by=system("bench"))
    relay({})
    began = perf_counter()
    response = _get(f"/till/changes?after={position}", key)
    took = 1000 * (perf_counter() - began)
    told = orjson.loads(_plain(response))
    began = perf_counter()
    _get(f"/till/changes?after={told['position']}", key)
    nothing = 1000 * (perf_counter() - began)
    say(f"{len(told['articles'])} changed prices {took:.0f} ms; nothing changed {nothing:.1f} ms")


def _scan(products: int, key: str) -> None:
    barcodes = [f"by-barcode?code={2_900_000_000_001 + number * 997 % products}" for number in range(200)]
    words = [f"search?q=tea w{number * 31 % 500}" for number in range(200)]
    for name, asked in (("by barcode", barcodes), ("by words", words)):
        times = []
        for path in asked:
            began = perf_counter()
            assert _get(f"/till/articles/{path}", key).status_code == 200, path
            times.append(1000 * (perf_counter() - began))
        times.sort()
        say(f"{name}: p50 {times[100]:.1f} ms, p95 {times[190]:.1f} ms")


def _get(path: str, key: str) -> Any:
    from django.test import Client

    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "gzip"}
    return Client().get(f"/api/v1{path}", headers=headers)


def _plain(response: Any) -> bytes:
    """Small answers are not packed."""
    content = bytes(response.content)
    return zlib.decompress(content, 31) if response.get("Content-Encoding") == "gzip" else content


def _open_a_shop() -> str:
    """A shop, a till of its own and the key of its device."""
    from tests.makers import maker

    make = maker()
    make.selling("TEA", stock=5)
    enrolled, _ = make.enrolled("A1")
    return str(enrolled.key)


def fill(products: int) -> None:
    from duken.kernel import sql

    sql.run(
        """INSERT INTO catalog_category (id, slug, name, name_in, path, position, colour, is_active)
           SELECT md5('c' || n)::uuid, 'c-' || n, 'Shelf ' || n, '{}', 'c-' || n, n, '', true
           FROM generate_series(1, 40) n"""
    )
    sql.run(
        """INSERT INTO catalog_product (id, slug, name, name_in, description, description_in, brand, category_id,
                tax_class, attributes, options, picture, popularity, is_active, created_at, updated_at, version)
           SELECT md5('p' || n)::uuid, 'p-' || n, 'Tea w' || n %% 500 || ' w' || n / 500, '{}', '', '{}',
                  'Brand ' || n %% 300, md5('c' || 1 + n %% 40)::uuid, 'standard', '{}', '[]', '',
                  (random() * 10000)::int, true, now(), now(), 1
           FROM generate_series(1, %s) n""",
        [products],
    )
    sql.run(
        """INSERT INTO catalog_variant
               (id, product_id, sku, title, option_values, unit, step, picture, position, is_active)
           SELECT md5('v' || n)::uuid, md5('p' || n)::uuid, 'P' || n, '', '{}', 'pcs', 1, '', 0, true
           FROM generate_series(1, %s) n""",
        [products],
    )
    sql.run(
        """INSERT INTO catalog_barcode (id, code, variant_id, kind, quantity)
           SELECT md5('b' || n)::uuid, (2900000000000 + n)::text, md5('v' || n)::uuid, 'own', 1
           FROM generate_series(1, %s) n""",
        [products],
    )
    sql.run(
        """INSERT INTO pricing_price (price_list_id, variant_id, min_quantity, amount_minor)
           SELECT l.id, md5('v' || n)::uuid, step, 100 + n %% 5000 - step
           FROM generate_series(1, %s) n CROSS JOIN unnest(ARRAY[1, 10]) step, pricing_pricelist l""",
        [products],
    )
    for table in ("catalog_product", "catalog_variant", "catalog_barcode", "pricing_price"):
        sql.run(f"ANALYZE {table}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
    main()
