"""Tables of the API: the answers it has given to writes, so that a repeated request gets the same one."""

from __future__ import annotations

from django.db import models


class GivenAnswer(models.Model):
    """One write under one Idempotency-Key of one key holder. Kept for seven days."""

    id = models.BinaryField(primary_key=True)  # hash of who asked and their key
    fingerprint = models.BinaryField()  # hash of what was asked
    status = models.SmallIntegerField(default=0)
    body = models.BinaryField(default=b"")
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "api_given_answer"
