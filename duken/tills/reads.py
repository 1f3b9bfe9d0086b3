"""Questions about tills."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from duken.kernel.actor import Actor
from duken.tills.errors import NoTill
from duken.tills.models import Till


class TillRead(NamedTuple):
    """A till as its device knows it. `channel` is the shop's channel it sells in."""

    id: UUID
    code: str
    name: str
    location_id: UUID
    channel: str


def till_of(by: Actor) -> TillRead:
    """The till whose device this key is. Raises NoTill."""
    kind, _, prefix = by.id.partition(":")
    found = Till.objects.filter(key_prefix=prefix, is_active=True) if kind == "key" and prefix else Till.objects.none()
    row = found.values_list("id", "code", "name", "location_id", "channel_code").first()
    if row is None:
        raise NoTill
    return TillRead(*row)
