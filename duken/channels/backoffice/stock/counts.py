"""Counts: begin one, scan and count, close it. A blind count never shows what the books expect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.catalog.reads import variants_by_id
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done, toast
from duken.channels.backoffice.fields import whole
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Badge, Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Link, Listing, Preset
from duken.channels.backoffice.stock.lookup import article
from duken.channels.texts import sentence
from duken.inventory.browse import CountLine, CountRow, browse_counts, count_counts, stock_count
from duken.inventory.count import abandon_count, close_count, record_count, start_count
from duken.kernel.pages import Counted, Page
from duken.kernel.refusals import Refusal

_COLOURS = {"open": "warn", "closed": "good", "abandoned": ""}


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_counts(statuses=asked["status"] or (), locations=asked.stores(desk), page=page, by=desk.by)
    rows = [row._asdict() | {"place": words.place_name(row.location_id, desk.language)} for row in found.rows]
    return Found(rows, found.previous, found.next)


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_counts(statuses=asked["status"] or (), locations=asked.stores(desk), by=desk.by)


def _address(row: dict[str, object]) -> str:
    return reverse("office:count", args=[row["id"]])


def badge(status: str) -> Badge:
    return Badge(words.word(words.COUNT_STATUS, status), _COLOURS.get(status, ""))


def _about(row: dict[str, Any]) -> str:
    return str(row["note"]) or (gettext("A counter sold what the books had not") if row["wanted"] else "")


COUNTS = Listing(
    code="counts",
    title=_("Counts"),
    scope="inventory.count",
    columns=(
        Column("at", _("Begun"), lambda row: row["started_at"], "moment", sort="started_at", link=_address),
        Column("place", _("Place"), lambda row: row["place"]),
        Column("status", _("Status"), lambda row: badge(row["status"]), "badge"),
        Column("lines", _("Articles counted"), lambda row: row["lines"], "number"),
        Column(
            "difference",
            _("Difference"),
            lambda row: row["difference"] if row["status"] == "closed" else None,
            "number",
        ),
        Column("note", _("Note"), _about),
    ),
    filters=(
        filters.Choice("status", _("Status"), lambda desk: list(words.COUNT_STATUS.items())),
        filters.stores(),
    ),
    sorts=("-started_at",),
    read=_read,
    count=_count,
    address=_address,
    identity=lambda row: str(row["id"]),
    presets=(Preset(_("Open"), "status=open"),),
    links=(Link(_("Begin a count"), "plus", "/office/stock/counts/new/", "inventory.count", "primary"),),
    empty=_("Begin one when you want to know what is really there."),
    empty_icon="check",
)


class StartForm(forms.Form):
    place = forms.TypedChoiceField(label=_("Place"), coerce=UUID)
    is_blind = forms.BooleanField(label=_("Blind: do not show what the books expect"), required=False, initial=True)
    note = forms.CharField(label=_("What is counted"), max_length=200, required=False)

    def __init__(self, *given: object, desk: Desk) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        mine = [place for place in desk.stores if desk.may("inventory.count", place.id)]
        self.fields["place"].choices = [(str(place.id), place.called(desk.language)) for place in mine]  # type: ignore[attr-defined]


@behind_door("inventory.count")
def begin(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = StartForm(request.POST, desk=desk) if request.method == "POST" else StartForm(desk=desk)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        count_id = start_count(location_id=said["place"], is_blind=said["is_blind"], note=said["note"], by=desk.by)
        return HttpResponseRedirect(reverse("office:count", args=[count_id]), status=303)
    return show(request, desk, "office/count_new.html", form=form, status=422 if form.is_bound else 200)


@behind_door("inventory.count")
def count_page(request: HttpRequest, desk: Desk, count_id: UUID) -> HttpResponse:
    found, lines = stock_count(count_id, by=desk.by)
    return show(request, desk, "office/count.html", **_shown(found, lines, desk))


@require_POST
@behind_door("inventory.count")
def record(request: HttpRequest, desk: Desk, count_id: UUID) -> HttpResponse:
    """One article counted, from the scan field; answers the lines anew."""
    try:
        counted = whole("counted", request.POST.get("counted", ""))
        variant = article(request.POST.get("scan", ""), desk)
        record_count(count_id, variant_id=variant.id, counted=counted, by=desk.by)
    except Refusal as refusal:
        return toast(HttpResponse(status=422), sentence(refusal))
    found, lines = stock_count(count_id, by=desk.by)
    said = gettext("%(sku)s: %(count)s") % {"sku": variant.sku, "count": counted}
    return toast(show_part(request, desk, "office/count_lines.html", **_shown(found, lines, desk)), said)


@require_POST
@behind_door("inventory.count")
def close(request: HttpRequest, desk: Desk, count_id: UUID) -> HttpResponse:
    differences = close_count(count_id, by=desk.by)
    said = ngettext("Closed: %(count)s article differs.", "Closed: %(count)s articles differ.", len(differences)) % {
        "count": len(differences)
    }
    return done(request, said, reverse("office:count", args=[count_id]))


@require_POST
@behind_door("inventory.count")
def abandon(request: HttpRequest, desk: Desk, count_id: UUID) -> HttpResponse:
    abandon_count(count_id, by=desk.by)
    return done(request, gettext("Thrown away; nothing was booked."), reverse("office:counts"))


def _shown(found: CountRow, lines: list[CountLine], desk: Desk) -> dict[str, Any]:
    counted = {line.variant_id for line in lines}
    known = variants_by_id([*counted, *found.wanted])
    shows_expected = not found.is_blind or found.status == "closed"
    return {
        "count": found,
        "badge": badge(found.status),
        "place": words.place_name(found.location_id, desk.language),
        "shows_expected": shows_expected,
        "wanted": [known[one] for one in found.wanted if one in known and one not in counted],  # type: ignore[index]
        "lines": [
            {
                "line": line,
                "variant": known.get(line.variant_id),  # type: ignore[call-overload]
                "difference": line.counted - line.expected,
            }
            for line in lines
        ],
    }
