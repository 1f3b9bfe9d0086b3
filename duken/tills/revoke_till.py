"""Take the key of a device back: lost, stolen, replaced. What it has not sent stays on it, as a file it can save."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.access.keys import revoke_key
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.tills.events import TillRevoked
from duken.tills.models import EnrolmentCode, Till
from duken.tills.save_till import managed_till


def revoke_till(till_id: UUID, *, by: Actor) -> bool:
    """True when a device lost its key now, False when there was none. Its codes work no more. Raises TillMissing."""
    with transaction.atomic():
        till = managed_till(till_id, by=by)
        EnrolmentCode.objects.filter(till=till, used_at=None).delete()
        if not till.key_prefix:
            return False
        revoke_key(till.key_prefix, by=by.lend("access.keys"))
        Till.objects.filter(pk=till.pk).update(key_prefix="", device_name="")
        record(TillRevoked(till.pk, till.location_id), by=by)
    return True
