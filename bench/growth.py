"""Growth: the same in a shop ten times as large, beside the smaller one, round by round."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import NamedTuple

from bench import pgbench
from bench.child import Child
from bench.measure import Shop, say
from bench.pgbench import Yardstick
from bench.plain import BATCH, CLIENTS, Length
from bench.results import Rounds
from bench.yard import Yard

ROWS = 5_000


class Size(NamedTuple):
    """Products and past sales are made by verbs and then copied so many times."""

    name: str
    products: int
    product_copies: int
    shops: int
    sales: int
    sale_copies: int

    @property
    def all_products(self) -> int:
        return self.products * (self.product_copies + 1)

    @property
    def all_orders(self) -> int:
        return self.sales * (self.sale_copies + 1)


SMALL = Size("small", 10_000, 0, 10, 2_000, 49)
LARGE = Size("large", 10_000, 9, 100, 20_000, 49)


def run(yard: Yard, length: Length, port: int) -> tuple[Rounds, Rounds]:
    """Rounds of the small shop and of the large one."""
    with ExitStack() as stack:
        small, large = (stack.enter_context(closing(_made(yard, size, length))) for size in (SMALL, LARGE))
        programs = pgbench.find(yard.programs)
        for at, (shop, size) in enumerate(((small, SMALL), (large, LARGE))):
            shop.open(port + 2 * at)
            shop.webs[""].load("page", CLIENTS * 2, 1, key=shop.key, products=shop.products, way=shop.way)
            if programs:
                yard.make(f"yard_{size.name}", of="template1")
        sticks = [
            Yardstick(programs, yard.dsn(f"yard_{size.name}"), yard.folder, products=size.all_products)
            for size in (SMALL, LARGE)
            if programs
        ]
        for turn in range(length.rounds):
            _one_round(small, large, sticks, turn)
        return small.rounds, large.rounds


def _made(yard: Yard, size: Size, length: Length) -> Shop:
    say(f"a shop of {size.all_products:,} products, {size.all_orders:,} orders, {size.shops} stores")
    yard.make(size.name)
    shop = Shop(yard, size.name, size.all_products, way="courier", seconds=length.seconds)
    shop.key = shop.child.ask("fill", products=size.products, shops=size.shops, everywhere=20)["key"]
    if size.product_copies:
        shop.child.ask("grow_products", copies=size.product_copies)
    shop.child.ask("history", sales=size.sales, lines=2, products=size.products, contacts=True)
    shop.child.ask("mark_sales")
    beside = Child(yard.environment(size.name))
    with ThreadPoolExecutor(2) as both:
        acts = [
            both.submit(shop.child.ask, "copy_orders", copies=size.sale_copies),
            both.submit(beside.ask, "copy_ledger", copies=size.sale_copies),
        ]
        for act in acts:
            act.result()
    beside.stop()
    yard.tidy(size.name)
    return shop


def _one_round(small: Shop, large: Shop, sticks: list[Yardstick], turn: int) -> None:
    """Each measure in the one and at once in the other."""
    pair = (small, large)
    for shop, stick in zip(pair, sticks, strict=False):
        shop.pgbench("pgbench_statements", stick, "statements", is_hot=False, clients=CLIENTS)
    for kind, clients in (("order", CLIENTS), ("order_hot", CLIENTS)):
        for shop in pair:
            shop.http(f"{kind}_{clients}", kind, clients)
    for shop in pair:
        shop.ask("place", "place", products=shop.products, batch=BATCH, way=shop.way, length_seconds=shop.seconds)
    for kind, clients in (("quote", 16), ("product", 16), ("search", 16), ("mistaken", 4), ("page", 4), ("basket", 4)):
        for shop in pair:
            shop.http(kind, kind, clients)
    for page in ("orders", "palette"):
        for shop in pair:
            shop.ask(page, "office", page=page, length_seconds=shop.seconds)
    for kind in ("stock", "prices"):
        for shop in pair:
            shop.ask(f"import_{kind}", "import_file", kind=kind, rows=ROWS, products=shop.products, turn=turn + 1)
    for measure, lines in (("history", 5), ("till", 2)):
        for shop in pair:
            shop.ask(measure, "history", sales=1_000, lines=lines, products=SMALL.products)
