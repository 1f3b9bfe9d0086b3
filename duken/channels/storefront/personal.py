"""What the shop's own pages keep of a person: sessions, and a demonstration's letters that were never sent."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from duken.kernel.persons import Keeper, Person


def _forget(person: Person) -> int:
    """Their sessions, and those in which somebody is about to prove one of their contacts."""
    wanted = {str(user) for user in person.user_ids} | set(person.phones) | set(person.emails)
    gone = [row.session_key for row in Session.objects.iterator(chunk_size=2000) if _says(row.session_data, wanted)]
    return Session.objects.filter(pk__in=gone).delete()[0]


def _says(session_data: str, wanted: set[str]) -> bool:
    told = str(SessionStore().decode(session_data))
    return any(one in told for one in wanted)


def _forget_files(person: Person) -> int:
    wanted = [one.encode() for one in [*person.phones, *person.emails, *person.names] if one]
    gone = 0
    for letter in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        if any(one in _plain(letter.read_bytes()) for one in wanted):
            letter.unlink(missing_ok=True)
            gone += 1
    return gone


def _plain(letter: bytes) -> bytes:
    """As it stands there and as it reads: bodies are often written in base64 or quoted-printable."""
    found = [letter, quopri.decodestring(letter)]
    for part in letter.split(b"\n\n"):
        try:
            found.append(base64.b64decode(part.strip(), validate=False))
        except ValueError:
            continue
    return b"\n".join(found)


KEEPER = Keeper(forget=_forget, forget_files=_forget_files)
