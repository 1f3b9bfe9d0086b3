"""Attempts: how often somebody may try a password or a code, and how long they wait then. Counted in the database,
so that more processes allow no more; each try is written down before it is judged, so that many at once gain nothing.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import NamedTuple

from django.db.models import Count, Max
from django.utils.crypto import salted_hmac

from duken.access.models import Attempt
from duken.kernel import clock
from duken.kernel.refusals import Busy

WINDOW = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)


class Limit(NamedTuple):
    """So many tries that fail in a row before a pause: by one person from one address, by anybody for one person
    (more, or a stranger could keep somebody out of their own account), by one address for anybody."""

    both: int
    person: int
    address: int


LIMITS = {
    "password": Limit(both=5, person=30, address=30),
    "shopper_password": Limit(both=5, person=30, address=30),
    "gift_card": Limit(both=10, person=10, address=30),
    "code_asked": Limit(both=5, person=10, address=30),
    "passkey": Limit(both=10, person=10, address=10),  # nobody says who they are: counted by address
    "code_typed": Limit(both=9, person=30, address=60),
    "till_enrolled": Limit(both=10, person=60, address=10),  # nobody says who they are: counted by address
    "receipt_read": Limit(both=20, person=60, address=60),  # those that are not there; the person is the number
    "basket_held": Limit(both=8, person=8, address=10**9),  # not a guess: how often a customer may ask
    "basket_code": Limit(both=5, person=10, address=30),
    "basket_code_any": Limit(both=60, person=300, address=60),  # of all of them together: a code is short
}


class TooManyAttempts(Busy):
    code = "access.too_many_attempts"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


def attempt(purpose: str, *, person: str, address: str) -> None:
    """Write one try down. Raises TooManyAttempts during a pause: a minute, doubled by each further try that fails."""
    limit, now = LIMITS[purpose], clock.now()
    who, whence = _hashed(purpose, person), _hashed(purpose, address)
    mine = Attempt.objects.create(at=now, purpose=purpose, who=who, whence=whence)
    others = Attempt.objects.filter(purpose=purpose, at__gt=now - WINDOW).exclude(pk=mine.pk)
    for found, most in (
        (others.filter(who=who, whence=whence), limit.both),
        (others.filter(who=who), limit.person),
        (others.filter(whence=whence), limit.address),
    ):
        tried = found.aggregate(times=Count("pk"), last=Max("at"))
        if tried["times"] >= most and (left := tried["last"] + pause(tried["times"] - most) - now) > timedelta():
            mine.delete()
            raise TooManyAttempts(ceil(left / timedelta(minutes=1)))


def succeeded(purpose: str, *, person: str, address: str) -> None:
    """It was they: what failed before is forgotten for them, from there; and for all what is older than the window."""
    who, whence = _hashed(purpose, person), _hashed(purpose, address)
    Attempt.objects.filter(purpose=purpose, who=who, whence=whence).delete()
    Attempt.objects.filter(at__lt=clock.now() - WINDOW).delete()


def right(purpose: str, *, person: str, address: str) -> None:
    """The last try was right and does not count; what failed before still does. For what whoever guesses can get right
    at will, as a code of their own."""
    who, whence = _hashed(purpose, person), _hashed(purpose, address)
    if last := Attempt.objects.filter(purpose=purpose, who=who, whence=whence).order_by("-at", "-pk").first():
        last.delete()


def pause(too_many: int) -> timedelta:
    """How long after the last try; `too_many` were made beyond the limit."""
    return min(SHORTEST * 2 ** min(too_many, 10), LONGEST)


def _hashed(purpose: str, value: str) -> str:
    """Neither people nor addresses are kept: only whether it is the same one again."""
    return salted_hmac(f"duken.attempts.{purpose}", value.strip().lower(), algorithm="sha256").hexdigest()[:32]
