"""Load the demo. First what opens the door (`load_shop`), then the year of history (`load_history`)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from duken.catalog.drafts import Saved
from duken.catalog.reads import variants_by_sku
from duken.demo.events import DemoLoaded
from duken.demo.goods import Goods, derive_goods
from duken.demo.history import read_history
from duken.demo.load_catalogue import load_catalogue
from duken.demo.load_company import load_company
from duken.demo.load_history import Imported, load_history
from duken.demo.load_offers import load_offers
from duken.demo.load_pictures import load_pictures
from duken.demo.load_staff import load_staff, logins
from duken.demo.load_stock import load_stock
from duken.demo.load_tills import load_tills
from duken.demo.load_wholesale import load_wholesale
from duken.demo.progress import Progress
from duken.kernel import events
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import Conflict

SMALL_PRODUCTS = 300
SMALL_ONE_IN = 11  # customers
FIRST_PICTURES = 60  # products whose pictures are drawn before the door opens


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What `duken demo` tells at the end. Amounts in pence; `left_out` counts invoice lines by reason."""

    size: str
    figures: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    lines_per_second: int = 0
    logins: list[tuple[str, str, str]] = field(default_factory=list)


class OtherDemoHere(Conflict):
    """The small demo is in this shop; the full one has the same invoices with more lines. Start in an empty folder."""

    code = "demo.other_demo_here"


def load_demo(*, small: bool, progress: Progress, password: str) -> DemoSummary:
    """Everything at once: `load_shop`, then `load_past`. Repeating is harmless and quick."""
    load_shop(small=small, progress=progress, password=password)
    return load_past(small=small, progress=progress, password=password)


def is_loaded(part: str, *, small: bool) -> bool:
    """Whether this part, "shop" or "history", is complete; a full one has everything a small one has."""
    sizes = {"small", "full"} if small else {"full"}
    return any(event.facts["size"] in sizes for event in events.story_of("demo", part))


def load_shop(*, small: bool, progress: Progress, password: str) -> None:
    """Company, shelves, prices, stock, staff, and pictures of what sells best: enough to open the door."""
    if is_loaded("shop", small=small):
        return
    if not small and is_loaded("shop", small=True):
        raise OtherDemoHere
    by = system("demo")
    goods = _goods(small)
    load_company(by=by)
    saved = load_catalogue(goods, progress=progress, by=by)
    load_stock(goods, _variant_ids(saved), by=by)
    load_staff(password, by=by)
    load_offers(by=by)
    load_wholesale(goods, by=by)
    load_tills(goods, password, by=by)
    load_pictures(goods[:FIRST_PICTURES], progress=progress, by=by)
    _remember("shop", small, {"products": len(goods), "variants": len(_variant_ids(saved))}, by)


def load_past(*, small: bool, progress: Progress, password: str) -> DemoSummary:
    """The rest of the pictures and the year of sales and returns. Needs `load_shop` before; may run while it serves."""
    by = system("demo")
    told = DemoSummary(_size(small), logins=logins(password))
    if is_loaded("history", small=small):
        return told
    began = time.monotonic()
    goods = _goods(small)
    load_pictures(goods, progress=progress, by=by)
    variants = variants_by_sku([item.sku for each in goods for item in each.items])
    imported = load_history(
        read_history(), _all_goods(), variants, one_in=SMALL_ONE_IN if small else 1, progress=progress, by=by
    )
    figures = _figures(goods, imported)
    _remember("history", small, figures, by)
    return DemoSummary(
        told.size,
        figures,
        dict(imported.left_out.lines),
        round(time.monotonic() - began, 1),
        round(imported.lines / max(imported.seconds, 0.001)),
        told.logins,
    )


@lru_cache(maxsize=1)
def _all_goods() -> tuple[Goods, ...]:
    return tuple(derive_goods(read_history().sales()))


def _goods(small: bool) -> Sequence[Goods]:
    """The small demo has the best sellers."""
    return _all_goods()[:SMALL_PRODUCTS] if small else _all_goods()


def _variant_ids(saved: Sequence[Saved]) -> dict[str, UUID]:
    return {sku: variant_id for each in saved for sku, variant_id in each.variant_ids.items()}


def _figures(goods: Sequence[Goods], imported: Imported) -> dict[str, int]:
    return {
        "products": len(goods),
        "variants": sum(len(each.items) for each in goods),
        "customers": imported.customers,
        "orders": imported.orders,
        "order_lines": imported.lines,
        "returns": imported.returns,
        "returned_pieces_matched": imported.matched,
        "returned_pieces_without_receipt": imported.without_receipt,
        "sold_minor": imported.sold_minor,
        "returned_minor": imported.returned_minor,
        "fees_and_adjustments_minor": sum(imported.left_out.pence.values()),
    }


def _remember(part: str, small: bool, figures: dict[str, int], by: Actor) -> None:
    with transaction.atomic():
        events.record(DemoLoaded(part, _size(small), figures), by=by)


def _size(small: bool) -> str:
    return "small" if small else "full"
