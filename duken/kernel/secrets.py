"""Secrets at rest: what others entrusted to us (a provider's password, a webhook's key) lies in the database sealed.

Fernet (AES-128-CBC and HMAC-SHA-256) with keys that are not in the database: DUKEN_SECRET_KEYS, or a file only we may
read. The first key seals, all of them open; `duken keys rotate` makes a new first one and seals everything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from duken.kernel import clock
from duken.kernel.models import Secret
from duken.kernel.refusals import Conflict
from duken.kernel.sealed import seal_columns_anew

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet  # seven megabytes, loaded when the first secret is needed

_ring: MultiFernet | None = None


class SealBroken(Conflict):
    """Sealed with a key that is not here (a restored database without its keys), or changed since."""

    code = "kernel.seal_broken"

    def __init__(self, name: str = "") -> None:
        super().__init__(name=name)


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def open_(sealed: str, *, name: str = "") -> str:
    """What was sealed. Raises SealBroken."""
    from cryptography.fernet import InvalidToken

    for keys in (_keys, _keys_read_again):  # another process may have rotated meanwhile
        try:
            return keys().decrypt(sealed.encode()).decode()
        except InvalidToken:
            continue
    raise SealBroken(name)


def keep(name: str, text: str) -> None:
    """Keep a secret under a name ("provider:testpay"), in place of an earlier one."""
    Secret.objects.update_or_create(name=name, defaults={"sealed": seal(text), "at": clock.now()})


def kept(name: str, make: Callable[[], str] | None = None) -> str:
    """The secret of this name; made and kept when there is none yet. Raises LookupError, SealBroken."""
    found = Secret.objects.filter(name=name).values_list("sealed", flat=True).first()
    if found is None and make is not None:
        Secret.objects.bulk_create([Secret(name=name, sealed=seal(make()), at=clock.now())], ignore_conflicts=True)
        found = Secret.objects.values_list("sealed", flat=True).get(name=name)
    if found is None:
        raise LookupError(name)
    return open_(found, name=name)


def forget(name: str) -> None:
    Secret.objects.filter(name=name).delete()


def seal_all_anew() -> int:
    """Each kept secret and every sealed column (kernel/sealed.py) sealed with the first key; answers how many values.

    Raises SealBroken, and then nothing has changed.
    """
    _keys_read_again()
    with transaction.atomic():
        rows = list(Secret.objects.select_for_update().order_by("name"))
        for row in rows:
            row.sealed = seal(open_(row.sealed, name=row.name))
        Secret.objects.bulk_update(rows, ["sealed"], batch_size=500)
        columns = seal_columns_anew()
    return len(rows) + columns


def _keys() -> MultiFernet:
    return _ring or _keys_read_again()


def _keys_read_again() -> MultiFernet:
    global _ring
    from cryptography.fernet import Fernet, MultiFernet

    found: Sequence[str] = settings.SECRET_KEYS()
    _ring = MultiFernet([Fernet(key.encode()) for key in found])
    return _ring
