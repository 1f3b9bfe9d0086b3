"""Tables of customers: a card, and the identities by which its owner is recognised."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Customer(models.Model):
    """One person (or company) as the shop knows them."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=40, blank=True, db_index=True)  # price lists and rules refer to it
    language = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    reference = models.CharField(max_length=100, null=True, blank=True, unique=True)  # number in another system
    created_at = models.DateTimeField()
    created_in = models.CharField(max_length=40, blank=True)  # channel

    def __str__(self) -> str:
        return self.name or str(self.id)


class Identity(models.Model):
    """One way to recognise a customer, and how far it is proven."""

    KINDS = ["phone", "email"]
    PROOFS = ["typed", "confirmed", "signed_in", "paid_with"]

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    value = models.CharField(max_length=254)  # normalised: E.164, lower-case e-mail
    proof = models.CharField(max_length=20, choices=[(proof, proof) for proof in PROOFS])
    source = models.CharField(max_length=40)  # channel
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="customers_identity_once")]
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
