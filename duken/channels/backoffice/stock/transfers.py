"""Transfers: the list, one of them, and booking in what arrived."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.catalog.reads import variants_by_id
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import whole
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Badge, Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Link, Listing, Preset
from duken.inventory.browse import TransferRow, browse_transfers, count_transfers, transfer
from duken.inventory.transfer import receive_transfer
from duken.kernel.pages import Counted, Page


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_transfers(statuses=asked["status"] or (), locations=asked.stores(desk), page=page, by=desk.by)
    return Found([_row(row, desk) for row in found.rows], found.previous, found.next)


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_transfers(statuses=asked["status"] or (), locations=asked.stores(desk), by=desk.by)


def _row(row: TransferRow, desk: Desk) -> dict[str, object]:
    return row._asdict() | {
        "from": words.place_name(row.from_location_id, desk.language),
        "to": words.place_name(row.to_location_id, desk.language),
    }


def _address(row: dict[str, object]) -> str:
    return reverse("office:transfer", args=[row["id"]])


def badge(status: str) -> Badge:
    return Badge(words.word(words.TRANSFER_STATUS, status), "warn" if status == "dispatched" else "good")


TRANSFERS = Listing(
    code="transfers",
    title=_("Transfers"),
    scope="inventory.transfer",
    columns=(
        Column("at", _("Sent"), lambda row: row["dispatched_at"], "moment", sort="dispatched_at", link=_address),
        Column("from", _("From"), lambda row: row["from"]),
        Column("to", _("To"), lambda row: row["to"]),
        Column("status", _("Status"), lambda row: badge(row["status"]), "badge"),
        Column("sent", _("Units sent"), lambda row: row["sent"], "number"),
        Column("received", _("Units arrived"), lambda row: row["received"], "number"),
        Column("note", _("Note"), lambda row: row["note"]),
    ),
    filters=(
        filters.Choice("status", _("Status"), lambda desk: list(words.TRANSFER_STATUS.items())),
        filters.stores(),
    ),
    sorts=("-dispatched_at",),
    read=_read,
    count=_count,
    address=_address,
    identity=lambda row: str(row["id"]),
    presets=(Preset(_("On the way"), "status=dispatched"),),
    links=(Link(_("Send goods"), "van", "/office/stock/book/send/", "inventory.transfer", "primary"),),
    empty=_("Goods sent from one place to another appear here."),
    empty_icon="van",
)


@behind_door("inventory.transfer")
def transfer_page(request: HttpRequest, desk: Desk, transfer_id: UUID) -> HttpResponse:
    found, lines = transfer(transfer_id, by=desk.by)
    known = variants_by_id([line.variant_id for line in lines])
    return show(
        request,
        desk,
        "office/transfer.html",
        transfer=found,
        badge=badge(found.status),
        source=words.place_name(found.from_location_id, desk.language),
        target=words.place_name(found.to_location_id, desk.language),
        who=actor_names([found.dispatched_by]).get(found.dispatched_by, ""),
        lines=[
            {
                "line": line,
                "variant": known.get(line.variant_id),  # type: ignore[call-overload]
                "missing": line.sent - (line.received or 0),
            }
            for line in lines
        ],
        may_receive=found.status == "dispatched" and desk.may("inventory.transfer", found.to_location_id),
    )


@require_POST
@behind_door("inventory.transfer")
def receive(request: HttpRequest, desk: Desk, transfer_id: UUID) -> HttpResponse:
    _found, lines = transfer(transfer_id, by=desk.by)
    arrived = {line.variant_id: _arrived(request, line.variant_id) for line in lines}
    missing = receive_transfer(transfer_id, arrived=arrived, by=desk.by)
    lost = sum(missing.values())
    said = (
        ngettext("Booked in; %(count)s unit is missing.", "Booked in; %(count)s units are missing.", lost)
        % {"count": lost}
        if lost
        else gettext("Booked in, nothing is missing.")
    )
    return done(request, said, reverse("office:transfer", args=[transfer_id]))


def _arrived(request: HttpRequest, variant_id: UUID) -> int:
    return whole("quantity", request.POST.get(f"arrived-{variant_id}", ""))
