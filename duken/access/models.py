"""Tables of access: people who sign in, their roles, keys of machines, the audit trail."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from duken.access.scopes import ROLES
from duken.kernel import ids


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail; there are no user names."""

    use_in_migrations = True

    def create_user(self, email: str | None = None, password: str | None = None, **columns: object) -> User:
        user = self.model(email=self.normalize_email(email or "") or None, **columns)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **columns: object) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **columns)


class User(AbstractUser):
    """Somebody who can sign in: staff by their assignments, shoppers by their customer card."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True, null=True, blank=True)  # type: ignore[assignment]
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # E.164
    phone_is_confirmed = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    customer_id = models.UUIDField(null=True, blank=True, db_index=True)
    sessions_ended = models.IntegerField(default=0, db_default=0, editable=False)  # each time all of them ended

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or self.phone or str(self.id)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to be this user's: it changes with the password, and with what they may do."""
        known = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{known}.{self.sessions_ended}" if self.sessions_ended else known


class Assignment(models.Model):
    """A role somebody holds, in one store or (location null) in all of them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    location = models.ForeignKey("stores.Location", on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "location"], name="access_assignment_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.role


class ApiKey(models.Model):
    """A machine's key. Only its hash is kept; the prefix names it in lists and logs."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    hash = models.BinaryField(unique=True)
    scopes = models.JSONField(default=list)
    stores = models.JSONField(null=True, blank=True)  # location ids; null is every store
    channel = models.CharField(max_length=40, default="api")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class Attempt(models.Model):
    """One try of a password or a code. Whose and from where are kept as keyed hashes only."""

    at = models.DateTimeField(db_index=True)
    purpose = models.CharField(max_length=20)
    who = models.CharField(max_length=32)
    whence = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["who", "at"], name="access_attempt_who"),
            models.Index(fields=["whence", "at"], name="access_attempt_whence"),
        ]


class AuditEntry(models.Model):
    """One privileged act: who, what, on what, from where. Append-only."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    at = models.DateTimeField(db_index=True)
    actor = models.TextField()
    channel = models.TextField()
    act = models.TextField()  # the scope that was used
    subject = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="access_audit_subject")]
        verbose_name_plural = "audit trail"

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
