"""Which of these contacts belong to somebody who was erased and has not come back by themselves."""

from __future__ import annotations

from collections.abc import Collection

from duken.customers.erased.models import ErasedContact
from duken.customers.identities.find import with_identities
from duken.customers.identities.keyed import keyed_hash


def erased_among(contacts: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """`contacts`: (kind, normal value). Who has a card again is no longer among them. Two statements at most."""
    if not contacts or not ErasedContact.objects.exists():
        return set()
    hashes = {keyed_hash(kind, value): (kind, value) for kind, value in contacts}
    known = ErasedContact.objects.filter(pk__in=hashes).values_list("pk", flat=True)
    erased = {hashes[one] for one in known}
    return erased - with_identities(erased).keys()
