"""A customer wishes to be erased: there are some days to change one's mind, then it is done. Or at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from duken.customers.identities.alias import aliases_of
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal
from duken.privacy.erase_person import erase_person, unfinished
from duken.privacy.errors import StillNeeded
from duken.privacy.events import ErasureWished, ErasureWishTakenBack
from duken.privacy.models import Wish
from duken.privacy.person import person_of

log = structlog.get_logger("duken.privacy")


def wish_erasure(customer_id: UUID, *, by: Actor) -> datetime:
    """When it will be done (settings.ERASURE_GRACE_DAYS from now); the same for one who wished before.

    Raises StillNeeded: what must end first, so that nobody waits in vain.
    """
    family = _own(customer_id, by)
    if things := unfinished(person_of(customer_id)):
        raise StillNeeded(things)
    with transaction.atomic():
        now = clock.now()
        due = now + timedelta(days=settings.ERASURE_GRACE_DAYS)
        wish, is_new = Wish.objects.get_or_create(
            customer_id=family[0], ended_at=None, defaults={"channel": by.channel, "asked_at": now, "due_at": due}
        )
        if is_new:
            record(ErasureWished(family[0], wish.due_at.isoformat()), by=by)
    return wish.due_at


def take_wish_back(customer_id: UUID, *, by: Actor) -> bool:
    """False when there was none."""
    family = _own(customer_id, by)
    with transaction.atomic():
        ended = Wish.objects.filter(customer_id__in=family, ended_at=None).update(ended_at=clock.now())
        if ended:
            record(ErasureWishTakenBack(family[0]), by=by)
    return bool(ended)


def wish_due(customer_id: UUID, *, by: Actor) -> datetime | None:
    """When they will be erased; None if they have not asked for it."""
    open_wish = Wish.objects.filter(customer_id__in=_own(customer_id, by), ended_at=None).first()
    return open_wish.due_at if open_wish else None


def grant_due_wishes(*, limit: int = 100, by: Actor) -> int:
    """Erase whoever's days are over; answers how many. What must end first is tried again the next time."""
    done = 0
    for wish in Wish.objects.filter(due_at__lte=clock.now(), ended_at=None).order_by("due_at")[:limit]:
        try:
            erase_person(wish.customer_id, reason="asked", by=by)
            done += 1
        except Refusal as refusal:
            log.warning("erasure.waits", wish=str(wish.pk), problem=refusal.code)
    return done


def _own(customer_id: UUID, by: Actor) -> list[UUID]:
    family = aliases_of(customer_id)
    if by.customer not in family:
        by.require("customers.erase")
    return family
