"""Tables of customers: a card, and the identities by which its owner is recognised."""

from __future__ import annotations

from django.db import models

from duken.customers.card.models import Address, Note, Task
from duken.customers.companies.models import Company, CompanyBuyer
from duken.customers.consents.models import Consent, ConsentText
from duken.customers.erased.models import ErasedContact
from duken.customers.identities.kinds import KINDS, PROOFS
from duken.customers.identities.models import Alias, Block, Candidate, Mention, Merge
from duken.customers.timeline.models import Moment
from duken.kernel import ids
from duken.kernel.sealed import SealedDate

__all__ = ["Address", "Alias", "Block", "Candidate", "Customer", "Identity", "Mention", "Merge", "Moment", "Note"]
__all__ += ["Company", "CompanyBuyer", "Consent", "ConsentText", "ErasedContact", "Task"]


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
    name_folded = models.TextField(default="", db_default="", editable=False)  # names.sought_name
    born_on = SealedDate(null=True, blank=True)
    preferred_channel = models.CharField(max_length=20, default="", db_default="", blank=True)
    refuses = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))  # ways not to be asked by
    sizes = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    compared_at = models.DateTimeField(null=True, editable=False)  # with all others, as it is now

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="customers_to_compare", condition=models.Q(compared_at=None)),
        ]

    def __str__(self) -> str:
        return self.name or str(self.id)


class Identity(models.Model):
    """One way to recognise a customer, and how far it is proven."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    value = models.CharField(max_length=254)  # normalised: as kinds.normal writes it
    proof = models.CharField(max_length=20, choices=[(proof, proof) for proof in PROOFS])
    source = models.CharField(max_length=40)  # channel
    created_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)  # when the proof became what it is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="customers_identity_once")]
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
