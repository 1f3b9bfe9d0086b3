"""Tables of payments. No card number is ever in them: cards are typed on a gateway's page or a terminal."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids
from duken.payments.states import PAYMENT_MOVES, REFUND_MOVES


class Payment(models.Model):
    """Money promised for one order, and whether it came."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    order_id = models.UUIDField(db_index=True)
    method = models.TextField()  # on_collection, online …
    provider = models.TextField(blank=True)  # who moves the money; empty: a counter of ours
    tender = models.TextField(blank=True)  # cash, card …: known when it was taken at a counter
    currency = models.TextField()
    amount_minor = models.BigIntegerField()
    captured_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    status = models.TextField(choices=[(state, state) for state in PAYMENT_MOVES])
    reference = models.TextField(blank=True)  # the provider's own id
    redirect_url = models.TextField(blank=True)
    source_id = models.UUIDField(null=True)  # the gift card, or the customer whose credit pays
    created_at = models.DateTimeField()
    captured_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # of what a company took on account

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(refunded_minor__gte=0, captured_minor__gte=models.F("refunded_minor")),
                name="payments_refunded_within_captured",
            ),
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~models.Q(reference=""), name="payments_reference_once"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="payments_waiting", condition=models.Q(status="started")),
            models.Index(
                fields=["source_id", "captured_at"],
                name="payments_on_account",
                condition=models.Q(method="on_account"),
            ),
        ]


class CompanyPayment(models.Model):
    """Money a company sent for what it bought on account, for no one order: what is due first is paid first."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    company_id = models.UUIDField()
    key = models.TextField()
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    paid_on = models.DateField()
    reference = models.TextField(blank=True)  # what the bank's statement says
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    taken_back_at = models.DateTimeField(null=True)  # it was a mistake

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "key"], name="payments_company_payment_once"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="payments_company_payment_above_zero"),
        ]


class GiftCard(models.Model):
    """A card, known by a keyed hash of its code. What is on it is in the ledger."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code_hash = models.TextField(unique=True)
    last_four = models.TextField(db_index=True)
    currency = models.CharField(max_length=3)
    batch = models.TextField()
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-issued_at", "-id"], name="payments_cards_newest"),
            models.Index(fields=["batch"], name="payments_cards_batch"),
        ]


class Refund(models.Model):
    """Money promised back. The provider is asked by a job until it answers."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.TextField(unique=True)
    amount_minor = models.BigIntegerField()
    reason = models.TextField()
    status = models.TextField(choices=[(state, state) for state in REFUND_MOVES])
    reference = models.TextField(blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
