"""People come and go: close the door for somebody, open it again. Nothing they did is forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from duken.access import audit
from duken.access.models import User
from duken.access.staff import managed_user
from duken.kernel.actor import Actor


def stop_work(email: str, *, by: Actor) -> bool:
    """They can sign in no more, and open sessions end with their next page. False when it was so before."""
    return _switch(email, is_active=False, by=by)


def resume_work(email: str, *, by: Actor) -> bool:
    """They can sign in again, with the roles they had."""
    return _switch(email, is_active=True, by=by)


def _switch(email: str, *, is_active: bool, by: Actor) -> bool:
    by.require("access.manage")
    with transaction.atomic():
        user = managed_user(email, by=by)
        changed = (
            User.objects.filter(pk=user.pk)
            .exclude(is_active=is_active)
            .update(is_active=is_active, sessions_ended=F("sessions_ended") + 1)
        )
        if changed:
            audit.write("access.manage", f"user:{user.pk}", facts={"active": is_active}, by=by)
    return bool(changed)
