"""People who shop and sign in: one user for one proven contact. Staff use another door."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from duken.access.models import User


def shopper_with(*, email: str = "", phone: str = "") -> User | None:
    """The user to sign in with this contact (already in normal spelling), made if new; None for staff.

    Nothing is proven yet: the caller sends a code there and signs in only who gives it back.
    """
    assert bool(email) != bool(phone), "one contact"
    contact = {"email": email} if email else {"phone": phone}
    user = User.objects.filter(**contact).first()
    if user is None:
        user = _make(contact)
    return None if works_here(user) else user


def shopper_knowing(password: str, *, email: str = "", phone: str = "") -> User | None:
    """The shopper whose contact and password these are; None for anybody else, staff among them.

    It takes as long where there is no such account, or one without a password: nobody learns which it is.
    """
    assert bool(email) != bool(phone), "one contact"
    user = User.objects.filter(is_active=True, **({"email": email} if email else {"phone": phone})).first()
    is_known = (user or User(password="")).check_password(password)
    return user if user and is_known and not works_here(user) else None


def link_customer(user_id: UUID, customer_id: UUID) -> None:
    """Say whose card this user is. Repeating changes nothing; the first card stays."""
    User.objects.filter(pk=user_id, customer_id__isnull=True).update(customer_id=customer_id)


def _make(contact: dict[str, str]) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(password=None, **contact)
    except IntegrityError:  # a second click was faster
        return User.objects.get(**contact)


def works_here(user: User) -> bool:
    """Staff come in by the office's door alone: neither a code nor a passkey of the shop lets them in."""
    return user.is_staff or user.is_superuser or user.assignments.exists()
