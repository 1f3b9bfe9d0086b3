"""Enrol a device: the office makes a code, the device shows it once and is that till from then on."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from duken.access import attempts
from duken.access.keys import create_key
from duken.access.scopes import TILL
from duken.kernel import clock
from duken.kernel.actor import Actor, system
from duken.kernel.events import record
from duken.kernel.two_clocks import database_now
from duken.tills.errors import EnrolmentCodeWrong, TillInUse
from duken.tills.events import TillEnrolled
from duken.tills.handed_on import entries_of_open_shift
from duken.tills.journal import JournalEntry
from duken.tills.models import EnrolmentCode, Till
from duken.tills.save_till import managed_till

LASTS = timedelta(minutes=15)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_LENGTH = 8  # 40 bits for a quarter of an hour, and who guesses waits
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class NewCode(NamedTuple):
    """`code` is shown once: ABCD-2345."""

    code: str
    ends_at: datetime


class Enrolled(NamedTuple):
    """`key` is shown once, to the device. Its journal goes on after `sequence`, receipts and Z reports after theirs;
    `entries` are those of the shift that is open, which the device takes over."""

    key: str
    till_id: UUID
    code: str
    name: str
    sequence: int
    head: str
    receipts: int
    reports: int
    entries: tuple[JournalEntry, ...] = ()


def make_enrolment_code(till_id: UUID, *, by: Actor) -> NewCode:
    """A code for one device; the one made before works no more.

    Raises TillMissing, TillInUse (a device is this till: revoke it first).
    """
    with transaction.atomic():
        till = managed_till(till_id, by=by)
        if till.key_prefix:
            raise TillInUse(till.unsynced)
        EnrolmentCode.objects.filter(till=till, used_at=None).delete()
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        now = clock.now()
        EnrolmentCode.objects.create(
            code_hash=_hashed(code), till=till, made_at=now, ends_at=now + LASTS, made_by=by.id
        )
    return NewCode(f"{code[:4]}-{code[4:]}", now + LASTS)


def enrol_till(typed: str, *, device_name: str, address: str) -> Enrolled:
    """The device that has the code becomes the till and gets a key of its own. `address` is whence it asks: tries are
    counted by it.

    Raises EnrolmentCodeWrong, TooManyAttempts.
    """
    attempts.attempt("till_enrolled", person="", address=address)
    by = system("tills.enrol", channel="till")
    with transaction.atomic():
        code = _usable(typed)
        till = Till.objects.select_for_update().get(pk=code.till_id)
        if till.key_prefix:  # a twin of this request was faster
            raise EnrolmentCodeWrong
        EnrolmentCode.objects.filter(pk=code.pk).update(used_at=clock.now())
        key = create_key(f"Till {till.code}", scopes=TILL, stores=[till.location_id], channel="till", by=by)
        Till.objects.filter(pk=till.pk).update(
            key_prefix=key.prefix,
            device_name=device_name.strip()[:100],
            enrolled_at=clock.now(),
            unsynced=0,
            oldest_unsynced_at=None,
        )
        record(TillEnrolled(till.pk, till.location_id), by=by)
        entries = entries_of_open_shift(till.pk)
    attempts.succeeded("till_enrolled", person="", address=address)
    standing = till.sequence, till.head, till.receipts, till.reports
    return Enrolled(key.secret, till.pk, till.code, till.name, *standing, entries)


def _usable(typed: str) -> EnrolmentCode:
    spelled = "".join(character for character in typed.upper()[:60] if character.isalnum()).translate(_READ_AS)
    found = EnrolmentCode.objects.select_for_update().filter(code_hash=_hashed(spelled), used_at=None).first()
    if found is None or found.ends_at <= min(clock.now(), database_now()) or not found.till.is_active:
        raise EnrolmentCodeWrong
    return found


def _hashed(code: str) -> str:
    return salted_hmac("duken.tills.enrolment", code, algorithm="sha256").hexdigest()
