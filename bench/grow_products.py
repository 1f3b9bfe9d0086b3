"""A catalogue many times as large: copies of products, each name with one word more; priced as it is, and in
stock in the warehouse."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bench import child, grow
from bench.shop import PLENTY
from duken.inventory import accounts
from duken.kernel import clock, ids, sql
from duken.ledger.entries import POST, Chain, Post

_A_WORD = 20  # so many products share their new word
_SHELVES_A_RECEIPT = 10_000


def grow_products(copies: int) -> child.Told:
    """`copies` more of each product, under SKUs and slugs that count on."""
    grow.prepare()
    took = child.seconds(lambda: _copy(copies))
    return {"done": sql.rows("SELECT count(*) FROM catalog_product")[0][0], "seconds": took}


def _copy(copies: int) -> None:
    [(first,)] = sql.rows("SELECT count(*) FROM catalog_product")
    number = f"substr({{}}, 3)::int + n * {first}"
    word = f"bench_word(({number}) / {_A_WORD})"
    of_product = "JOIN catalog_product p ON p.id = t.product_id"
    name = {"name": f"t.name || ' ' || {word.format('t.slug')}", "slug": f"'p-' || {number.format('t.slug')}"}
    entry = {"words": f"t.words || (quote_literal({word.format('p.slug')}) || ':1A')::tsvector"}
    product = {"product_id": "bench_id(t.product_id, n)"}
    sku = f"'B' || lpad((substr(t.sku, 2)::int + n * {first})::text, 6, '0')"
    grow.copy("pricing_price", copies, {"variant_id": "bench_id(t.variant_id, n)"})
    change = {"variant_id": "bench_id(t.variant_id, n)", "batch_id": "bench_id(t.batch_id, n)"}
    grow.copy("pricing_pricechange", copies, change)
    grow.copy("pricing_pricebatch", copies, {"id": "bench_id(t.id, n)"})
    grow.copy("catalog_searchentry", copies, product | entry, join=of_product)
    variants = {"id": "bench_id(t.id, n)", "sku": sku} | product
    grow.copy("catalog_product", copies, {"id": "bench_id(t.id, n)"} | name)
    grow.copy("catalog_variant", copies, variants)
    _count_words(first, first * (copies + 1))
    sql.run("ANALYZE catalog_searchword")
    _copy_stock(copies)


def _count_words(first: int, products: int) -> None:
    sql.run("UPDATE catalog_searchword SET uses = uses * %s", [products // first])
    sql.run(
        """INSERT INTO catalog_searchword (lexeme, shown, uses)
           SELECT bench_word(n), bench_word(n), %(a_word)s FROM generate_series(%(first)s, %(last)s) n
           ON CONFLICT DO NOTHING""",
        {"a_word": _A_WORD, "first": first // _A_WORD, "last": (products - 1) // _A_WORD},
    )


def _copy_stock(copies: int) -> None:
    """Accounts are named after what lies on them, so their ids are made here and not in the database."""
    shelves = sql.rows(
        """SELECT bench_id(a.unit::uuid, n), l.id FROM generate_series(1, %s) n, ledger_account a
           JOIN stores_location l ON l.id::text = a.place
           WHERE a.book = 'stock' AND a.bucket = 'on_hand' AND l.is_warehouse ORDER BY n""",
        [copies],
    )
    for start in range(0, len(shelves), _SHELVES_A_RECEIPT):
        _receive(f"grown-{start}", shelves[start : start + _SHELVES_A_RECEIPT])
        child.progress("shelves", min(start + _SHELVES_A_RECEIPT, len(shelves)), len(shelves))


def _receive(key: str, shelves: list[tuple[UUID, UUID]]) -> None:
    """As `receive_stock` would, past its checks and without a paper."""
    posts = [Post(accounts.supplier(unit), accounts.on_hand(unit, place), PLENTY) for unit, place in shelves]
    chain_id, now = ids.new_id(), clock.now()
    chain = Chain(f"receipt:{key}", f"receipt:{chain_id}", tuple(posts))
    named = {account.id: account for post in posts for account in (post.source, post.target)}
    columns: dict[str, Any] = {
        name: ("text", [getattr(account, name) for account in named.values()])
        for name in ("book", "unit", "bucket", "place")
    }
    columns["id"] = ("uuid", list(named))
    columns["floor"] = ("bigint", [account.floor for account in named.values()])
    columns["posted"] = ("bigint", [0 if account.floor is None else PLENTY for account in named.values()])
    columns["held"] = ("bigint", [0] * len(named))
    sql.insert("ledger_account", columns, "ON CONFLICT (id) DO NOTHING")
    sql.run(
        """INSERT INTO ledger_chain (id, key, fingerprint, document, actor, happened_at, recorded_at)
           VALUES (%s, %s, %s, %s, 'bench', %s, %s)""",
        [chain_id, chain.key, chain.fingerprint(), chain.document, now, now],
    )
    sql.insert(
        "ledger_transfer",
        {
            "id": ("uuid", [post.id for post in posts]),
            "chain_id": ("uuid", [chain_id] * len(posts)),
            "position": ("smallint", list(range(len(posts)))),
            "kind": ("smallint", [POST] * len(posts)),
            "from_account": ("uuid", [post.source.id for post in posts]),
            "to_account": ("uuid", [post.target.id for post in posts]),
            "amount": ("bigint", [post.amount for post in posts]),
            "reason": ("text", [""] * len(posts)),
            "happened_at": ("timestamptz", [now] * len(posts)),
        },
    )
