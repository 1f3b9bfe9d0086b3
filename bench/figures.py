"""Figures: what is measured, in words and units, and how far the design wants it to go."""

from __future__ import annotations

from typing import NamedTuple

AT_LEAST, AT_MOST = "at least", "at most"


class Figure(NamedTuple):
    """`code` is measure.aspect (a ratio names two of them); `bound` says which way of `target` is good."""

    code: str
    words: str
    unit: str
    target: float | None = None
    bound: str = AT_LEAST


def _rate(measure: str, words: str, unit: str, target: float | None = None) -> Figure:
    return Figure(f"{measure}.per_s", words, unit, target)


def _p95(measure: str, words: str, target_ms: float | None = None) -> Figure:
    return Figure(f"{measure}.p95_ms", f"{words}, p95", "ms", target_ms, AT_MOST)


PLAIN: dict[str, list[Figure]] = {
    "Orders": [
        _rate("pgbench_statements", "pgbench, one order's work as prepared statements, 16 clients", "orders/s"),
        _rate("pgbench_function", "pgbench, the same as one stored function", "orders/s"),
        _rate("order_1", "order over HTTP, 1 client", "orders/s"),
        _rate("order_16", "order over HTTP, 16 clients", "orders/s"),
        _rate("order_64", "order over HTTP, 64 clients", "orders/s"),
        _p95("order_16", "order over HTTP, 16 clients"),
        Figure("order_16.cpu_ms", "processor time of one order (web and PostgreSQL)", "ms", None, AT_MOST),
        Figure("pgbench_statements.cpu_ms", "processor time of one pgbench order (PostgreSQL)", "ms", None, AT_MOST),
        _rate("order_16_alone", "order over HTTP, 16 clients, group commit switched off", "orders/s"),
        _rate("place", "place_orders with 500 drafts, in process", "orders/s"),
        Figure("order_16.per_s / pgbench_statements.per_s", "order over HTTP to pgbench statements", "×", 0.5),
        Figure("order_16.per_s / pgbench_function.per_s", "order over HTTP to pgbench function", "×"),
        Figure("place.per_s / pgbench_statements.per_s", "place_orders to pgbench statements", "×", 2.0),
        Figure("order_16.per_s / order_16_alone.per_s", "what group commit brings, spread", "×"),
    ],
    "Every order wants one product": [
        _rate("pgbench_statements_hot", "pgbench statements, one hot row", "orders/s"),
        _rate("pgbench_function_hot", "pgbench function, one hot row", "orders/s"),
        _rate("order_hot_1", "order over HTTP, 1 client", "orders/s"),
        _rate("order_hot_16", "order over HTTP, 16 clients", "orders/s"),
        _rate("order_hot_64", "order over HTTP, 64 clients", "orders/s"),
        _p95("order_hot_16", "order over HTTP, 16 clients"),
        _rate("order_hot_16_alone", "order over HTTP, 16 clients, group commit switched off", "orders/s"),
        Figure("order_hot_16.per_s / order_16.per_s", "hot to spread", "×", 0.8),
        Figure("order_hot_16.per_s / pgbench_statements_hot.per_s", "hot to pgbench on one hot row", "×", 3.0),
        Figure("order_hot_16.per_s / order_hot_16_alone.per_s", "what group commit brings, hot", "×"),
    ],
    "Reading": [
        _rate("empty", "an empty view, 16 clients", "answers/s"),
        _rate("product", "product JSON with price and stock of each store, 16 clients", "answers/s", 1500),
        _rate("search", "search page of 20, 16 clients", "answers/s", 500),
        _rate("quote", "quote of a basket over HTTP, 16 clients", "answers/s"),
        _rate("quotes", "quotes of 500 baskets, in process", "baskets/s"),
        _rate("page", "storefront product page, 4 clients", "pages/s"),
        _p95("page", "storefront product page, 4 clients", 50),
        Figure("product.per_s / empty.per_s", "product JSON to the empty view", "×"),
        Figure("search.per_s / empty.per_s", "search page to the empty view", "×"),
        Figure("page.cpu_ms", "processor time of one storefront page", "ms", None, AT_MOST),
    ],
    "Tills": [
        Figure(
            "sync.seconds", "1,000 receipts of 3 lines, sold without a network, over HTTP as a till sends them", "s"
        ),
        _rate("sync", "the same", "receipts/s"),
        _p95("shown", "sale at a till until the web says one less", 1000),
    ],
    "A wide catalogue: 100,000 products, 50 stores": [
        _p95("mistaken", "search with typo, inflection, transliteration, wrong layout, 4 clients", 50),
        _rate("mistaken", "the same", "answers/s"),
        _p95("basket", "availability of a basket of 10 in 50 stores, 4 clients", 20),
        Figure("import_stock.seconds_for_100k", "import of 100,000 stock rows", "s", 30, AT_MOST),
        Figure("import_prices.seconds_for_100k", "import of 100,000 price rows", "s", 30, AT_MOST),
        Figure("history.seconds_for_400k", "import of 400,000 order lines of history", "s", 120, AT_MOST),
        Figure("till.seconds", "1,000 finished sales of another system in one call of import_orders", "s"),
        _rate("till", "the same", "sales/s"),
    ],
    "Starting and lying idle": [
        Figure("cold.seconds", "duken up on an empty folder to the first page", "s", 10, AT_MOST),
        Figure("warm.seconds", "later starts", "s", 3, AT_MOST),
        Figure("idle.rss", "memory of all processes, idle, database aside (RSS summed)", "MB", 400, AT_MOST),
        Figure("idle.pss", "the same, shared pages counted once (PSS)", "MB", None, AT_MOST),
        Figure("screen.p95_ms", "new order to the store's screen, p95", "ms", 1000, AT_MOST),
    ],
}

# Each is measured in a shop and in one ten times as large; the factor is time to time.
GROWING: list[Figure] = [
    _rate("pgbench_statements", "pgbench, one order's work (for comparison)", "orders/s"),
    _rate("order_16", "order over HTTP, 16 clients", "orders/s"),
    _rate("order_hot_16", "order over HTTP, 16 clients, one hot product", "orders/s"),
    _rate("place", "place_orders with 500 drafts, in process", "orders/s"),
    _rate("quote", "quote of a basket over HTTP, 16 clients", "answers/s"),
    _rate("product", "product JSON, 16 clients", "answers/s"),
    _rate("search", "search page of 20, 16 clients", "answers/s"),
    _p95("mistaken", "search with mistakes, 4 clients", 50),
    _p95("page", "storefront product page, 4 clients", 50),
    _p95("basket", "availability of a basket of 10, 4 clients", 20),
    _p95("orders", "order list in the office, one person", 150),
    _p95("palette", "search in everything, one person", 150),
    Figure("import_stock.seconds", "import of 5,000 stock rows", "s", None, AT_MOST),
    Figure("import_prices.seconds", "import of 5,000 price rows", "s", None, AT_MOST),
    Figure("history.seconds", "import of 5,000 order lines of history", "s", None, AT_MOST),
    Figure("till.seconds", "1,000 finished sales in one call", "s", None, AT_MOST),
]
GROWTH_TARGET = 1.5
