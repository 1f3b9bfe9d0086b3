"""The page of one order: what to pick, what is missing, handing it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from duken.catalog import reads as catalog
from duken.channels.backoffice.store_screen.board import frame, minutes_between, urgency
from duken.channels.backoffice.store_screen.counter import Counter, in_shop
from duken.customers.companies.reads import companies_with_ids
from duken.fulfilment import reads as fulfilment
from duken.fulfilment.reads import FulfilmentRead
from duken.fulfilment.states import BEFORE_READY
from duken.kernel import clock
from duken.orders import reads as orders
from duken.orders.order import OrderRead
from duken.payments.provider import ON_ACCOUNT
from duken.payments.reads import payments_of


@require_GET
@in_shop
def work(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    context = work_context(request, counter, work_id)
    if request.headers.get("HX-Request"):
        return render(request, "store_screen/work_part.html", context)
    return render(request, "store_screen/work.html", context)


@require_GET
@in_shop
def pick_list(request: HttpRequest, counter: Counter, work_id: UUID) -> HttpResponse:
    """On paper, for a shop without a tablet."""
    return render(request, "store_screen/pick_list.html", work_context(request, counter, work_id))


def work_context(request: HttpRequest, counter: Counter, work_id: UUID, **more: Any) -> dict[str, Any]:
    found = fulfilment.fulfilment(work_id, by=counter.by)
    order = orders.order(found.order_id, by=counter.by)
    due = fulfilment.to_pay(found.order_id, by=counter.by) if found.status in ("ready", "shipped") else None
    now = clock.now()
    return (
        frame(counter)
        | {
            "work": found,
            "order": order,
            "lines": _lines(found),
            "is_open": found.status in BEFORE_READY,
            "all_picked": not found.units_left and found.units_picked > 0,
            "done_units": found.units - found.units_left,
            "due": due,
            "billed": _billed(order, counter) if found.status in ("ready", "shipped") else "",
            "may_take_money": counter.by.may("payments.take", store=counter.shop.id),
            "shown_code": _shown_code(request, work_id),
            "urgency": urgency(found.ready_by, now) if found.status in BEFORE_READY else "",
            "minutes_left": minutes_between(now, found.ready_by),
            "waiting_minutes": minutes_between(found.arrived_at, now),
            "shortages": fulfilment.shortages(found.order_id, by=counter.by),
            "just_picked": None,
            "trouble": "",
        }
        | more
    )


def _billed(order: OrderRead, counter: Counter) -> str:
    """The company on whose account it goes: nobody at the counter takes money then, yet nothing is paid."""
    if order.company_id is None:
        return ""
    payments = payments_of([order.id], by=counter.by)[order.id]
    if not any(one.method == ON_ACCOUNT and one.status != "voided" for one in payments):
        return ""
    return companies_with_ids([order.company_id])[order.company_id].legal_name


def _lines(found: FulfilmentRead) -> list[dict[str, Any]]:
    """Open lines first: what is done sinks, and the next thing is always at the top."""
    known: dict[UUID, catalog.VariantRead] = {
        read.id: read for read in catalog.variants_by_id([line.variant_id for line in found.lines]).values()
    }
    lines = [
        {name: getattr(line, name) for name in (*line.__slots__, "left")}
        | {
            "thumbnail": known[line.variant_id].thumbnail if line.variant_id in known else "",
            "is_done": not line.left,
        }
        for line in found.lines
    ]
    return sorted(lines, key=lambda line: bool(line["is_done"]))


def _shown_code(request: HttpRequest, work_id: UUID) -> str:
    """The code a scan has just opened this order with."""
    shown, code = request.session.get("shown_code", ["", ""])
    return code if shown == str(work_id) and len(code) == 6 else ""
