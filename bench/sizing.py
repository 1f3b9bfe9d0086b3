"""docs/reference/sizing.md: what a number of stores needs, from the figures of bench-results.json and plain formulas.

`make bench` writes it, and `python -m bench.sizing` anew; nothing here measures anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

RESULTS, PAGE = Path("bench-results.json"), Path("docs/reference/sizing.md")
STORES = (1, 10, 100, 1_000, 10_000)
ORDER, PAGE_VIEW, BATCH = "order_16.cpu_ms", "page.cpu_ms", "place.per_s"


class Trade(NamedTuple):
    """What we take one store to do. Change it to yours: the formulas stay."""

    sales_a_day: int = 300  # at the till and online together
    pages_a_sale: int = 10  # storefront pages looked at for each sale, most sales having none
    busiest_hour: float = 0.12  # of the day's sales
    rush: float = 3.0  # the busiest day of the year to an ordinary one
    busy: float = 0.5  # of a core is used at the peak, the rest is for bad luck
    bytes_a_sale: int = 14_400  # order, lines, ledger, events, deliveries, indexes; counted by `make machines`


class Need(NamedTuple):
    """What so many stores need at their busiest hour."""

    stores: int
    sales_a_second: float
    order_cores: float
    page_cores: float
    gigabytes_a_year: float


def need(stores: int, measured: Mapping[str, float], trade: Trade) -> Need:
    peak = stores * trade.sales_a_day * trade.busiest_hour * trade.rush / 3600
    return Need(
        stores,
        peak,
        peak * measured[ORDER] / 1000 / trade.busy,
        peak * trade.pages_a_sale * measured[PAGE_VIEW] / 1000 / trade.busy,
        stores * trade.sales_a_day * 365 * trade.bytes_a_sale / 1e9,
    )


def stores_of_one_database(measured: Mapping[str, float], trade: Trade) -> int:
    """How many stores' peak one database took in the bench, two cores and all: the rate of batches, half used."""
    per_store = need(1, measured, trade).sales_a_second
    return int(measured[BATCH] * trade.busy / per_store)


def measured_in(results: Mapping[str, Any]) -> dict[str, float]:
    """Code of a figure -> its median."""
    groups = results.get("plain", {}).get("groups", [])
    return {line["code"]: line["median"] for group in groups for line in group["figures"]}


def write(results: Mapping[str, Any]) -> None:
    """Leaves the page alone while a figure it stands on was not measured."""
    if {ORDER, PAGE_VIEW, BATCH} <= measured_in(results).keys():
        PAGE.write_text(text(results), encoding="utf-8")


def text(results: Mapping[str, Any], trade: Trade | None = None) -> str:
    return "\n".join(_lines(results, measured_in(results), trade or Trade())) + "\n"


def _lines(results: Mapping[str, Any], measured: Mapping[str, float], trade: Trade) -> Iterator[str]:
    machine = results["plain"]["machine"]
    one = stores_of_one_database(measured, trade)
    yield "# Sizing"
    yield ""
    yield "Made by `make bench` from `bench-results.json`; do not edit. The bench was run on"
    yield f"{machine['cores']} cores ({machine['processor']}). **Everything beyond is arithmetic, not measurement.**"
    if machine.get("is_busy"):
        yield from (
            "",
            "**That machine was busy with other work: what it did in a second is too little rather than too much.**",
        )
    yield from ("", "## What one core does", "", "| | Measured | So one core, used to the full |", "|---|---:|---:|")
    order, page, batch = measured[ORDER], measured[PAGE_VIEW], measured[BATCH]
    yield f"| an order over HTTP, web and PostgreSQL together | {order:g} ms | {1000 / order:,.0f} orders/s |"
    yield f"| a storefront page | {page:g} ms | {1000 / page:,.0f} pages/s |"
    yield f"| orders in batches of 500 (imports, tills), the whole machine | | {batch:,.0f} orders/s in all |"
    yield from ("", "## What we assume of a store", "", "| | |", "|---|---:|")
    yield f"| sales a day, till and online | {trade.sales_a_day} |"
    yield f"| storefront pages for each of them | {trade.pages_a_sale} |"
    yield f"| the busiest hour's share of the day | {trade.busiest_hour:.0%} |"
    yield f"| the busiest day to an ordinary one | {trade.rush:g} × |"
    yield f"| a core is used at the peak to | {trade.busy:.0%} |"
    yield f"| a sale on disk, with ledger, events and indexes | {trade.bytes_a_sale / 1000:g} kB |"
    yield from ("", "## What so many stores need", "", *_HEADS)
    for stores in STORES:
        yield _row(need(stores, measured, trade), one)
    yield from ("", "```text", *_FORMULAS, "```", "")
    yield _WALLS.format(one=f"{one:,}")


def _row(found: Need, one: int) -> str:
    databases = ceil(found.stores / one)
    cells = [
        f"{found.stores:,}",
        f"{found.sales_a_second:,.2f}",
        f"{max(1, ceil(found.order_cores))}",
        f"{max(1, ceil(found.page_cores))}",
        f"{found.gigabytes_a_year:,.0f} GB",
        f"{databases}",
    ]
    return f"| {' | '.join(cells)} |"


_HEADS = (
    "| Stores | Sales a second, peak | Cores for orders | Cores for pages | Disk a year | Databases like the bench's |",
    "|---:|---:|---:|---:|---:|---:|",
)
_FORMULAS = (
    "peak            = stores × sales a day × busiest hour × rush ÷ 3600 s",
    "cores, orders   = peak × ms of an order ÷ 1000 ÷ use at the peak",
    "cores, pages    = peak × pages a sale × ms of a page ÷ 1000 ÷ use at the peak",
    "disk a year     = stores × sales a day × 365 × bytes of a sale",
    "databases       = stores ÷ (orders a second in batches × use at the peak ÷ peak of one store), rounded up",
)
_WALLS = """\
## Where the next wall is

1. **The web's cores.** Web processes hold no state: add processes, then machines. Each thread holds a connection;
   beyond `max_connections` put PgBouncer in between ([the guide](../guides/three-machines.md)).
2. **Reading.** Shelves, product pages and search go to replicas (`DATABASE_REPLICA_URLS`): they no longer weigh on the
   primary.
3. **The primary's writing.** The bench's database takes the peak of about {one} such stores. More cores and a faster
   disk move this wall; by how much was not measured here. One hot product is not a wall of its own: orders that arrive
   together are one transaction.
4. **The size of the tables.** The bench's growth run says what ten times the data costs. Tables are not partitioned;
   when the events or the ledger no longer fit in memory, months are the natural parts (`happened_at`, `recorded_at`).
5. **One database.** Beyond it the stores are shared out.

## How stores are shared out

A sale touches one store: its order carries the store (`orders_order.location_id`), its units lie in accounts of that
store (`ledger_account.place`). Until one database is full there is nothing to do. After that, two ways:

* **A shop for each region**, with three machines and a database of its own, as many as the table says. Goods and prices
  are brought to all of them by the same import; each has its own feed of events, and reports of the whole chain read
  them all. Nothing is shared between regions: no basket from two of them, no common stock, no common points. This
  needs no change of code; it has not been run with more than one.
* **One database that is itself shared out** by store (Citus, or an engine that speaks PostgreSQL). Orders have the
  column; order lines, transfers, chains and events would have to be given it, and keys that must be unique everywhere
  (`orders_order.key`, barcodes) a place of their own. Not built, not tested: nothing is claimed.
"""


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text(encoding="utf-8")))
