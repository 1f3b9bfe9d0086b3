"""Create a till, change it. Its place, its channel and its code stay what they are: receipts name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField
from duken.stores import reads as stores
from duken.tills import limits
from duken.tills.errors import TillCodeTaken, TillMissing
from duken.tills.events import TillChanged, TillCreated
from duken.tills.models import Till

_CODE = re.compile(r"[A-Z0-9]{1,8}")
_MOST_FAVOURITES = 60
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/?")


@dataclass(frozen=True, slots=True)
class TillDraft:
    """What an owner chooses. `drawer_of`: the till whose drawer a handheld uses; None for its own.

    `printer` and `terminal` are where they listen ("http://127.0.0.1:9101"), empty for none.
    """

    name: str
    drawer_of: UUID | None = None
    printer: str = ""
    terminal: str = ""
    favourites: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    receipt_header: str = ""
    receipt_footer: str = ""


def create_till(code: str, *, location_id: UUID, channel: str, draft: TillDraft, by: Actor) -> UUID:
    """`code` (A-Z, 0-9, at most eight) begins the number of every receipt: never twice in a company.

    Raises TillCodeTaken, InvalidField, ChannelUnknown, LocationUnknown.
    """
    by.require("tills.manage", store=location_id)
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise InvalidField("code", "not_a_till_code", code)
    stores.location(location_id)
    stores.open_channel(channel)
    columns = _checked(draft, location_id)
    with transaction.atomic():
        till, is_new = Till.objects.get_or_create(
            code=code,
            defaults={
                **columns,
                "location_id": location_id,
                "channel_code": channel,
                "created_at": clock.now(),
            },
        )
        if not is_new:
            raise TillCodeTaken(code)
        record(TillCreated(till.id, code, location_id), by=by)
    return till.id


def change_till(till_id: UUID, *, draft: TillDraft, by: Actor) -> None:
    """All an owner chooses, anew; the device knows within half a minute. Raises TillMissing, InvalidField."""
    with transaction.atomic():
        till = managed_till(till_id, by=by)
        Till.objects.filter(pk=till.pk).update(**_checked(draft, till.location_id, but=till.pk))
        record(TillChanged(till.pk, till.location_id, "settings"), by=by)


def managed_till(till_id: UUID, *, by: Actor) -> Till:
    """A till this actor may manage, locked. Raises TillMissing, ScopeMissing."""
    by.require("tills.manage")
    till = Till.objects.select_for_update().filter(pk=till_id).first()
    if till is None or not by.may("tills.manage", store=till.location_id):
        raise TillMissing
    return till


def _checked(draft: TillDraft, location_id: UUID, *, but: UUID | None = None) -> dict[str, Any]:
    if not draft.name.strip() or len(draft.name) > 100:
        raise InvalidField("name", "empty_or_too_long", draft.name)
    for name in ("printer", "terminal"):
        address = getattr(draft, name)
        if address and not _ADDRESS.fullmatch(address):
            raise InvalidField(name, "not_a_device_address", address)
    for name in ("receipt_header", "receipt_footer"):
        if len(getattr(draft, name)) > 500:
            raise InvalidField(name, "too_long", 500)
    if len(draft.favourites) > _MOST_FAVOURITES:
        raise InvalidField("favourites", "too_many", len(draft.favourites))
    if draft.drawer_of is not None and not _has_drawer(draft.drawer_of, location_id, but):
        raise InvalidField("drawer_of", "no_drawer", draft.drawer_of)
    return {
        "name": draft.name.strip(),
        "drawer_of_id": draft.drawer_of,
        "printer": draft.printer.rstrip("/"),
        "terminal": draft.terminal.rstrip("/"),
        "favourites": list(dict.fromkeys(draft.favourites)),
        "limits": limits.checked(draft.limits),
        "receipt_header": draft.receipt_header,
        "receipt_footer": draft.receipt_footer,
    }


def _has_drawer(till_id: UUID, location_id: UUID, but: UUID | None) -> bool:
    """One whose drawer others use has its own: else money would go through two hands."""
    if but is not None and (till_id == but or Till.objects.filter(drawer_of_id=but).exists()):
        return False
    return Till.objects.filter(pk=till_id, location_id=location_id, drawer_of=None).exists()
