"""Tables of privacy: who was erased, who asked to be, who looked at whom, how long things are kept."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Erasure(models.Model):
    """One person was erased. Ids and keyed hashes only; the same is written into a file beside the backups."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    at = models.DateTimeField()
    actor = models.TextField()
    reason = models.CharField(max_length=20)
    customer_ids = models.JSONField()
    contact_hashes = models.JSONField()
    touched = models.IntegerField(default=0)


class Wish(models.Model):
    """Somebody asked to be erased. It is done when it is due, unless they change their mind."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    customer_id = models.UUIDField()
    channel = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # done, or taken back

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer_id"], condition=models.Q(ended_at=None), name="privacy_one_open_wish"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="privacy_wish_due", condition=models.Q(ended_at=None))]


class View(models.Model):
    """Somebody who works here looked at somebody's card; once a minute at most for each screen."""

    customer_id = models.UUIDField()
    actor = models.TextField()
    screen = models.CharField(max_length=40)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()  # the minute

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer_id", "at", "actor", "screen"], name="privacy_view_once"),
        ]
        indexes = [models.Index(fields=["at"], name="privacy_view_at")]


class Clock(models.Model):
    """How many days something is kept, where a shop says otherwise than clocks.py; 0 keeps it for ever."""

    name = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166; empty: everywhere else
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "country"], name="privacy_clock_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.country}".strip()


class Purge(models.Model):
    """What one night's purge let go: how much, by which clock."""

    at = models.DateTimeField()
    name = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True)
    before = models.DateTimeField()
    gone = models.IntegerField()
