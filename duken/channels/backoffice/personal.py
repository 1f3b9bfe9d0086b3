"""What colleagues look for again: a saved search may name somebody."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from duken.channels.backoffice.models import SavedView
from duken.kernel.persons import Keeper, Person

_LEAST = 6


def _forget(person: Person) -> int:
    """The view stays, without the words that name them."""
    touched = 0
    for view in SavedView.objects.exclude(query=""):
        asked = parse_qsl(view.query, keep_blank_values=True)
        kept = [(name, value) for name, value in asked if not _names(value, person)]
        if kept != asked:
            touched += SavedView.objects.filter(pk=view.pk).update(query=urlencode(kept))
    return touched


def _names(value: str, person: Person) -> bool:
    said = value.strip().casefold()
    digits = "".join(filter(str.isdigit, value)).lstrip("0")
    if len(digits) >= _LEAST and any(digits[-10:] in phone for phone in person.phones):
        return True
    known = [*person.names, *(contact for _, contact in person.identities)]
    return len(said) >= _LEAST and any(said in one.casefold() for one in known)


KEEPER = Keeper(forget=_forget)
