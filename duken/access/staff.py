"""People who work here: make a user, give and take roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from duken.access import audit
from duken.access.errors import UnknownRole, UserExists, UserMissing
from duken.access.models import Assignment, User
from duken.access.scopes import ROLES
from duken.kernel.actor import Actor, StoreForbidden
from duken.kernel.refusals import InvalidField


class StaffRead(NamedTuple):
    id: UUID
    email: str
    name: str
    is_active: bool
    roles: list[tuple[str, UUID | None]]


def create_staff(
    email: str,
    *,
    password: str,
    roles: Sequence[tuple[str, UUID | None]],
    name: str = "",
    by: Actor,
) -> UUID:
    """A member of staff with (role, store or None for all stores).

    Raises UserExists, UnknownRole, InvalidField, StoreForbidden (a role where `by` has none to give).
    """
    by.require("access.manage")
    _check_roles(roles, by)
    _check_password(password)
    with transaction.atomic():
        if User.objects.filter(email__iexact=email).exists():
            raise UserExists(email)
        user = User.objects.create_user(email, password, first_name=name, is_staff=("owner", None) in roles)
        Assignment.objects.bulk_create(Assignment(user=user, role=role, location_id=store) for role, store in roles)
        audit.write("access.manage", f"user:{user.pk}", facts={"roles": [role for role, _ in roles]}, by=by)
    return user.pk


def set_roles(email: str, *, roles: Sequence[tuple[str, UUID | None]], by: Actor) -> None:
    """Replace everything this person may do. Their open sessions end: they sign in again with what they now hold."""
    by.require("access.manage")
    _check_roles(roles, by)
    with transaction.atomic():
        user = managed_user(email, by=by)
        user.assignments.all().delete()
        Assignment.objects.bulk_create(Assignment(user=user, role=role, location_id=store) for role, store in roles)
        User.objects.filter(pk=user.pk).update(
            is_staff=("owner", None) in roles, sessions_ended=F("sessions_ended") + 1
        )
        audit.write("access.manage", f"user:{user.pk}", facts={"roles": [role for role, _ in roles]}, by=by)


def set_password(email: str, *, password: str, by: Actor) -> None:
    by.require("access.manage")
    _check_password(password)
    with transaction.atomic():
        user = managed_user(email, by=by)
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.write("access.manage", f"user:{user.pk}", facts={"password": "changed"}, by=by)


def list_staff(*, by: Actor) -> list[StaffRead]:
    """By e-mail; who manages some stores sees those who work in any of them."""
    by.require("access.manage")
    works = {} if by.stores is None else {"assignments__location__in": by.stores}
    users = User.objects.filter(assignments__isnull=False, **works).distinct().order_by("email")
    return [
        StaffRead(
            user.pk,
            user.email or "",
            user.get_full_name(),
            user.is_active,
            [(assignment.role, assignment.location_id) for assignment in user.assignments.all()],
        )
        for user in users.prefetch_related("assignments")
    ]


def managed_user(email: str, *, by: Actor) -> User:
    """Somebody this actor may manage. Raises UserMissing, StoreForbidden (they work elsewhere too, or not at all)."""
    by.require("access.manage")
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise UserMissing(email)
    works_in = list(user.assignments.values_list("location_id", flat=True))
    _check_stores([None] if user.is_superuser or not works_in else works_in, by)
    return user


def _check_roles(roles: Sequence[tuple[str, UUID | None]], by: Actor) -> None:
    for role, _ in roles:
        if role not in ROLES:
            raise UnknownRole(role)
    _check_stores([store for _, store in roles], by)


def _check_stores(stores: Sequence[UUID | None], by: Actor) -> None:
    """Who manages some stores manages nothing beyond them; None stands for all of them."""
    if by.stores is not None and not by.stores.issuperset(stores):
        raise StoreForbidden("access.manage")


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise InvalidField("password", " ".join(weak.messages)) from None
