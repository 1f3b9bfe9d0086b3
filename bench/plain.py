"""The plain run: how fast this shop is, beside how fast its database could be. Rounds of everything that is compared
follow each other, so that a slower minute of the machine touches all alike."""

from __future__ import annotations

from contextlib import closing
from typing import NamedTuple

from bench import pgbench
from bench.measure import Shop, say
from bench.pgbench import Yardstick
from bench.results import Rounds
from bench.yard import Yard

PRODUCTS, SHOPS, BATCH, CLIENTS = 1_000, 6, 500, 16
RECEIPTS = 1_000
WIDE_TEMPLATE, WIDE_COPIES, WIDE_SHOPS, WIDE_EVERYWHERE = 5_000, 19, 50, 100
WITHOUT_GROUP_COMMIT = {"DUKEN_GROUP_COMMIT": "0"}


class Length(NamedTuple):
    """How long a run takes: seconds of each measure, rounds, rows of each import."""

    seconds: float
    rounds: int
    rows: int
    history_lines: int


def orders_and_reading(yard: Yard, length: Length, port: int) -> Rounds:
    """A shop of 1,000 products in six shops and a warehouse."""
    say("a shop of 1,000 products")
    yard.make("shop")
    programs = pgbench.find(yard.programs)
    with closing(Shop(yard, "shop", PRODUCTS, seconds=length.seconds)) as shop:
        shop.key = shop.child.ask("fill", products=PRODUCTS, shops=SHOPS, everywhere=PRODUCTS)["key"]
        yard.tidy("shop")
        shop.open(port)
        shop.open(port + 2, "alone", **WITHOUT_GROUP_COMMIT)
        _warm_up(shop)
        yardstick = None
        if programs:
            yard.make("yardstick", of="template1")
            yardstick = Yardstick(programs, yard.dsn("yardstick"), yard.folder, products=PRODUCTS)
        else:
            say(pgbench.MISSING)
        for _ in range(length.rounds):
            _one_round(shop, yardstick)
        return shop.rounds


def _warm_up(shop: Shop) -> None:
    for name, web in shop.webs.items():
        say(f"warming up {name}")
        for kind in ("order", "product", "page"):
            web.load(kind, CLIENTS * 2, 0.5, key=shop.key, products=PRODUCTS, way=shop.way)


def _one_round(shop: Shop, yardstick: Yardstick | None) -> None:
    for kind, suffix in (("order", ""), ("order_hot", "_hot")):
        if yardstick:
            for how in ("statements", "function"):
                measure = f"pgbench_{how}{suffix}"
                shop.pgbench(measure, yardstick, how, is_hot=bool(suffix), clients=CLIENTS)
        for clients in (1, CLIENTS, 64):
            shop.http(f"{kind}_{clients}", kind, clients)
        shop.http(f"{kind}_{CLIENTS}_alone", kind, CLIENTS, web="alone")
    shop.ask("place", "place", products=PRODUCTS, batch=BATCH, way=shop.way, length_seconds=shop.seconds)
    shop.ask("quotes", "quote", products=PRODUCTS, batch=BATCH, length_seconds=shop.seconds / 2)
    for kind in ("empty", "product", "search", "quote"):
        shop.http(kind, kind, CLIENTS)
    shop.http("page", "page", 4)
    port = shop.webs[""].port
    shop.ask("sync", "sync_receipts", port=port, receipts=RECEIPTS, lines=3, products=PRODUCTS)
    shop.ask("shown", "show_sales", port=port, key=shop.key, products=PRODUCTS)


def wide(yard: Yard, length: Length, port: int) -> Rounds:
    """A hundred times as many products, in 50 stores; and what comes in by files."""
    products = WIDE_TEMPLATE * (WIDE_COPIES + 1)
    say(f"a shop of {products:,} products")
    yard.make("wide")
    with closing(Shop(yard, "wide", WIDE_TEMPLATE, seconds=length.seconds)) as shop:
        told = shop.child.ask("fill", products=WIDE_TEMPLATE, shops=WIDE_SHOPS, everywhere=WIDE_EVERYWHERE)
        shop.key = told["key"]
        shop.child.ask("grow_products", copies=WIDE_COPIES)
        yard.tidy("wide")
        shop.open(port)
        for _ in range(length.rounds):
            shop.http("mistaken", "mistaken", 4)
            shop.products = WIDE_EVERYWHERE  # a basket of what all 50 stores have
            shop.http("basket", "basket", 4)
        for kind in ("stock", "prices"):
            told = shop.ask(f"import_{kind}", "import_file", kind=kind, rows=length.rows, products=products, turn=1)
            shop.rounds[f"import_{kind}.seconds_for_100k"] = [100_000 / told["per_s"]]
        sales = length.history_lines // 2
        told = shop.ask("history", "history", sales=sales, lines=2, products=WIDE_TEMPLATE)
        shop.rounds["history.seconds_for_400k"] = [400_000 / told["lines_per_s"]]
        for _ in range(length.rounds):
            shop.ask("till", "history", sales=1_000, lines=2, products=WIDE_TEMPLATE)
        return shop.rounds
