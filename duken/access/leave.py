"""People come and go: close the door for somebody, open it again. Nothing they did is forgotten."""

from __future__ import annotations

from django.db import transaction

from duken.access import audit
from duken.access.errors import UserMissing
from duken.access.models import User
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
        people = User.objects.filter(email__iexact=email)
        user_id = people.values_list("pk", flat=True).first()
        if user_id is None:
            raise UserMissing(email)
        changed = people.exclude(is_active=is_active).update(is_active=is_active)
        if changed:
            audit.write("access.manage", f"user:{user_id}", facts={"active": is_active}, by=by)
    return bool(changed)
