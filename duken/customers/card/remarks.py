"""What a seller should know of somebody, in a few lines: what stands on the card, the latest notes, their sizes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.customers.models import Customer, Note
from duken.kernel.actor import Actor

LATEST = 3


def remarks_of(cards: Collection[UUID], *, by: Actor) -> dict[UUID, list[str]]:
    """By card, as people wrote them; those without any are absent. Two statements, none for none."""
    by.require("customers.read")
    if not cards:
        return {}
    found: dict[UUID, list[str]] = {}
    for card, note, sizes in Customer.objects.filter(pk__in=cards).values_list("pk", "note", "sizes"):
        lines = [line.strip() for line in note.splitlines() if line.strip()]
        lines += [f"{name}: {size}" for name, size in sizes.items()]
        if lines:
            found[card] = lines
    told: dict[UUID, int] = {}
    notes = Note.objects.filter(customer_id__in=cards).order_by("-at", "-pk")
    for card, text in notes.values_list("customer_id", "text")[: 20 * len(cards)]:
        if told.get(card, 0) < LATEST:
            told[card] = told.get(card, 0) + 1
            found.setdefault(card, []).append(text)
    return found
