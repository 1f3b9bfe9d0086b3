"""Tables of imports: each file that came, and which columns people meant last time."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class ImportJob(models.Model):
    """One file: who sent it, how it is read, what became of it. The file itself lies in DUKEN_FILES/imports."""

    STATES = ["received", "waiting", "running", "done", "failed", "cancelled"]
    MODES = ["all", "good"]

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    size_bytes = models.BigIntegerField()
    table = models.JSONField()  # format, encoding, delimiter, header_row, headers, total
    mapping = models.JSONField(default=dict)  # field -> header
    constants = models.JSONField(default=dict)  # field -> text, for fields without a column
    mode = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES])
    actor = models.CharField(max_length=100)
    channel = models.CharField(max_length=40)
    stores = models.JSONField(null=True)  # location ids the actor may touch; null: every one
    language = models.CharField(max_length=10)
    rows = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    errors = models.JSONField(default=list)  # the first: row, field, code, facts
    problem = models.JSONField(null=True)  # why it failed: code, facts
    is_cancel_wanted = models.BooleanField(default=False)
    received_at = models.DateTimeField(db_index=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"


class ColumnMemory(models.Model):
    """Which column held which field when these headers were last imported."""

    kind = models.CharField(max_length=20)
    signature = models.CharField(max_length=32)
    mapping = models.JSONField()
    constants = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "signature"], name="imports_columns_once")]
