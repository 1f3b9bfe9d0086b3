"""Tables of the card: what people here wrote on it."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids
from duken.kernel.sealed import SealedText


class Address(models.Model):
    """Where things are sent. `label` is the customer's word for it: home, office."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="addresses")
    label = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    street = SealedText(blank=True)
    note = SealedText(blank=True)  # how to get in: a code, a floor
    added_at = models.DateTimeField()
    put_first_at = models.DateTimeField(null=True)  # somebody chose it before newer ones


class Note(models.Model):
    """What somebody who works here wrote down: a remark, or a consultation."""

    KINDS = ["note", "consultation"]

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20)
    text = SealedText()
    at = models.DateTimeField()
    by = models.TextField()


class Task(models.Model):
    """Something promised to a customer: who does it, until when."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="tasks")
    text = SealedText()
    due_at = models.DateTimeField(null=True)
    owner = models.TextField()  # who does it: the actor's id
    added_at = models.DateTimeField()
    added_by = models.TextField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="customers_task_due", condition=models.Q(done_at=None))]
