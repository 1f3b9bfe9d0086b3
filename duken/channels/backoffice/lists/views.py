"""The pages every listing has: the list, its count, its file, saved views, columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from duken.access import audit
from duken.channels import formats
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.lists import saved
from duken.channels.backoffice.lists.columns import cell
from duken.channels.backoffice.lists.export import export
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import PAGE_ROWS, Listing
from duken.kernel.pages import Page

Answer = Callable[..., HttpResponse]


def urls(listing: Listing) -> list[URLPattern]:
    """The addresses of a listing, to be included under its own: `office:<code>` and `office:<code>_count`…"""
    code = listing.code
    return [
        path("", _page(listing), name=code),
        path("count/", _count(listing), name=f"{code}_count"),
        path("export/", _export(listing), name=f"{code}_export"),
        path("views/", _save_view(listing), name=f"{code}_views"),
        path("views/<uuid:view_id>/forget/", _forget_view(listing), name=f"{code}_forget_view"),
        path("columns/", _columns(listing), name=f"{code}_columns"),
    ]


def _page(listing: Listing) -> Answer:
    @behind_door(listing.scope)
    def page(request: HttpRequest, desk: Desk) -> HttpResponse:
        arranged = saved.arrangement(desk.user.pk, listing.code)
        if not request.GET and arranged.default and arranged.default.query:
            return HttpResponseRedirect(f"{request.path}?{arranged.default.query}")
        asked = listing.asked(request.GET, desk)
        context = _rows(listing, desk, asked, arranged, request)
        if request.headers.get("HX-Target") == "list" and "HX-History-Restore-Request" not in request.headers:
            return show_part(request, desk, "office/list/part.html", is_part=True, **context)
        return show(request, desk, "office/list/page.html", **context)

    return page


def _rows(
    listing: Listing, desk: Desk, asked: Asked, arranged: saved.Arrangement, request: HttpRequest
) -> dict[str, Any]:
    columns = listing.chosen_columns(arranged.columns, desk)
    found = listing.read(desk, asked, Page(asked.sort, PAGE_ROWS, asked.after, asked.before))
    kept = saved.lasting(request.GET)
    return {
        "listing": listing,
        "columns": columns,
        "headings": [_heading(listing, column, asked, request) for column in columns],
        "rows": [
            {
                "id": listing.identity(row),
                "address": listing.address(row),
                "cells": [cell(column, row, desk) for column in columns],
            }
            for row in found.rows
        ],
        "previous": found.previous,
        "next": found.next,
        "sort": "" if asked.sort == listing.sorts[0] else asked.sort,
        "filters": [
            {"filter": one, "said": one.said(request.GET, desk), "kind": one.kind} | one.shown(request.GET, desk)
            for one in listing.filters
        ],
        "is_narrowed": bool(asked.values),
        "views": arranged.views,
        "query": kept,
        "all_columns": [(column, column in columns) for column in listing.all_columns(desk)],
        "bulk": [action for action in listing.bulk if desk.may(action.scope)],
        "links": [link for link in listing.links if desk.may(link.scope)],
        "count_address": f"{reverse(f'office:{listing.code}_count')}?{kept}",
        "export_address": reverse(f"office:{listing.code}_export")
        if desk.may(listing.file_scope or listing.scope)
        else "",
    }


def _heading(listing: Listing, column: Any, asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """A column's heading; with the address that sorts by it, the other way round when it is sorted already."""
    if not column.sort:
        return {"column": column, "address": "", "order": ""}
    is_sorted = asked.sort.removeprefix("-") == column.sort
    known = next(sort for sort in listing.sorts if sort.removeprefix("-") == column.sort)
    other = column.sort if asked.sort.startswith("-") else f"-{column.sort}"
    query = request.GET.copy()
    for name in ("after", "before", "sort"):
        query.pop(name, None)
    query["sort"] = other if is_sorted else known
    order = ("descending" if asked.sort.startswith("-") else "ascending") if is_sorted else "none"
    return {"column": column, "address": f"?{query.urlencode()}", "order": order}


def _count(listing: Listing) -> Answer:
    @behind_door(listing.scope)
    def count(request: HttpRequest, desk: Desk) -> HttpResponse:
        counted = listing.count(desk, listing.asked(request.GET, desk))
        number = formats.number(counted.number, desk.language)
        said = number if counted.is_exact else gettext("more than %(number)s") % {"number": number}
        return HttpResponse(said, content_type="text/plain; charset=utf-8")

    return count


def _export(listing: Listing) -> Answer:
    @behind_door(listing.file_scope or listing.scope)
    def file(request: HttpRequest, desk: Desk) -> HttpResponse:
        desk.by.require(listing.scope)
        kind = request.GET.get("format", "csv")
        if kind not in ("csv", "xlsx"):
            raise Http404
        columns = listing.chosen_columns(saved.arrangement(desk.user.pk, listing.code).columns, desk)
        columns = [column for column in columns if column.kind != "picture"]
        audit.write(listing.scope, f"export:{listing.code}", by=desk.by)
        return export(listing, columns, desk, listing.asked(request.GET, desk), kind)

    return file


def _save_view(listing: Listing) -> Answer:
    @behind_door(listing.scope)
    def save(request: HttpRequest, desk: Desk) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405)
        query = QueryDict(request.POST.get("query", "")[:4000])
        saved.save_view(
            desk.user.pk,
            listing.code,
            name=request.POST.get("name", ""),
            query=query,
            is_default="is_default" in request.POST,
        )
        messages.success(request, gettext("The view is saved."))
        return HttpResponseRedirect(_list_address(listing, query.urlencode()), status=303)

    return save


def _forget_view(listing: Listing) -> Answer:
    @behind_door(listing.scope)
    def forget(request: HttpRequest, desk: Desk, view_id: UUID) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405)
        saved.forget_view(desk.user.pk, view_id)
        messages.success(request, gettext("The view is gone."))
        return HttpResponseRedirect(_list_address(listing, "view=all"), status=303)

    return forget


def _columns(listing: Listing) -> Answer:
    @behind_door(listing.scope)
    def columns(request: HttpRequest, desk: Desk) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405)
        known = [column.code for column in listing.all_columns(desk)]
        chosen = [code for code in known if code in request.POST.getlist("column")]
        saved.keep_columns(desk.user.pk, listing.code, [] if "reset" in request.POST else chosen)
        return HttpResponseRedirect(_list_address(listing, request.POST.get("query", "")[:4000]), status=303)

    return columns


def _list_address(listing: Listing, query: str) -> str:
    address = reverse(f"office:{listing.code}")
    return f"{address}?{query}" if query else address
