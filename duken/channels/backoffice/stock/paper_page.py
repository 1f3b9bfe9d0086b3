"""The editor of a stock paper: choose the place, scan or paste goods, book. Pressed twice, booked once."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from duken.catalog.reads import variants_by_id, variants_by_sku
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done, toast
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.stock.documents import PAPERS, Lines, Paper
from duken.channels.backoffice.stock.lookup import article
from duken.channels.texts import sentence
from duken.kernel import ids
from duken.kernel.refusals import Conflict, Invalid, InvalidField, Missing, Refusal

_PASTED = re.compile(r"^\s*(\S+)[\t;, ]+(\d{1,9})\s*$")
LINES_AT_MOST = 2_000


@behind_door("inventory.receive", "inventory.transfer", "inventory.adjust", "inventory.allot")
def paper_page(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    if code not in PAPERS:
        raise Http404
    paper = PAPERS[code]
    desk.by.require(paper.scope)
    if request.method != "POST":
        return _show(
            request, desk, paper, paper.form(initial=_at_first(request, desk), desk=desk, scope=paper.scope), []
        )
    form = paper.form(request.POST, desk=desk, scope=paper.scope)
    try:
        lines = _lines(request, paper.least)
        if form.is_valid():
            return _book(request, desk, paper, form.cleaned_data, lines)
        said = ""
    except (Invalid, Conflict, Missing) as refusal:
        lines, said = _typed(request), sentence(_with_sku(refusal))
    return _show(request, desk, paper, form, lines, said=said, status=422)


@behind_door("inventory.read")
def scanned(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One row for the editor: the article somebody scanned or typed."""
    try:
        found = article(request.POST.get("scan", ""), desk)
    except Refusal as refusal:
        return toast(HttpResponse(status=422), sentence(refusal))
    return show_part(request, desk, "office/paper_row.html", row={"variant": found, "quantity": 1})


def _book(request: HttpRequest, desk: Desk, paper: Paper, said: dict[str, Any], lines: Lines) -> HttpResponse:
    place = said["place"]
    key = f"office:{_key(request)}"
    paper.book(lines, place, said, key, desk)
    units = sum(quantity for _variant, quantity in lines)
    booked = ngettext("Booked: %(count)s unit.", "Booked: %(count)s units.", units) % {"count": units}
    return done(request, booked, reverse("office:transfers" if paper.code == "send" else "office:stock"))


def _show(
    request: HttpRequest, desk: Desk, paper: Paper, form: Any, lines: Lines, *, said: str = "", status: int = 200
) -> HttpResponse:
    if not lines and request.method == "GET" and (given := request.GET.get("variant")):
        lines = [(UUID(given), 1)] if _is_uuid(given) else []
    known = variants_by_id([variant for variant, _quantity in lines])
    rows = [
        {"variant": known[variant], "quantity": quantity}  # type: ignore[index]
        for variant, quantity in lines
        if variant in known
    ]
    return show(
        request,
        desk,
        "office/paper.html",
        status=status,
        paper=paper,
        form=form,
        rows=rows,
        said=said,
        pasted=request.POST.get("pasted", ""),
        key=request.POST.get("key") or ids.new_id(),
    )


def _lines(request: HttpRequest, least: int) -> Lines:
    """What the rows and the pasted text say. Raises InvalidField for the first that cannot be read."""
    lines = _typed(request, strict=True, least=least) + _pasted(request.POST.get("pasted", ""), least)
    if len(lines) > LINES_AT_MOST:
        raise InvalidField("lines", "too_long", len(lines))
    return lines


def _typed(request: HttpRequest, *, strict: bool = False, least: int = 0) -> list[tuple[UUID, int]]:
    lines = []
    for variant, text in zip(request.POST.getlist("variant"), request.POST.getlist("quantity"), strict=False):
        is_number = text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 9
        if _is_uuid(variant) and is_number and int(text) >= least:
            lines.append((UUID(variant), int(text)))
        elif strict:
            raise InvalidField("quantity", "not_a_whole_number", text)
    return lines


def _pasted(text: str, least: int) -> list[tuple[UUID, int]]:
    """Lines of "SKU quantity" from a spreadsheet. Raises InvalidField naming the line."""
    read = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _PASTED.match(line)
        if not found or int(found[2]) < least:
            raise InvalidField(f"{number}", "not_a_whole_number", line[:60])
        read.append((found[1], int(found[2])))
    known = variants_by_sku([sku for sku, _quantity in read]) if read else {}
    for sku, _quantity in read:
        if sku not in known:
            raise InvalidField("SKU", "empty", sku)
    return [(known[sku].id, quantity) for sku, quantity in read]


def _with_sku(refusal: Refusal) -> Refusal:
    """The ledger names an article by its id; people by its SKU."""
    named = refusal.facts.get("sku", "")
    if _is_uuid(named) and (found := variants_by_id([UUID(named)])):
        refusal.facts["sku"] = next(iter(found.values())).sku
    return refusal


def _at_first(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    place = request.GET.get("place", "") or (str(desk.store.id) if desk.store else "")
    return {"place": place} if place else {}


def _key(request: HttpRequest) -> str:
    text = request.POST.get("key", "")
    if not _is_uuid(text):
        raise InvalidField("key", "empty")
    return text


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
