"""Tables of loyalty. Balances are in the ledger; here is why points came and how long they count."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Programme(models.Model):
    """What is earned and what a point is worth: `earn_points` for every `earn_per_minor` paid."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.TextField(unique=True)
    name = models.TextField()
    currency = models.TextField()
    earn_points = models.IntegerField()
    earn_per_minor = models.BigIntegerField()
    point_value_minor = models.BigIntegerField()
    least_points = models.IntegerField(default=1)
    most_basis_points = models.IntegerField(default=10_000)
    months = models.IntegerField(null=True)
    tier_months = models.IntegerField(default=12)
    tiers = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["currency"], condition=models.Q(is_active=True), name="loyalty_one_programme_a_currency"
            ),
        ]


class ProgrammeVersion(models.Model):
    """A programme's terms as somebody set them: never changed, so what counted when can be told."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    number = models.IntegerField()
    terms = models.JSONField()
    at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="loyalty_version_once")]


class Membership(models.Model):
    """Somebody takes part; `tier` is empty below the first."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    customer_id = models.UUIDField()
    tier = models.TextField(blank=True)
    joined_at = models.DateTimeField()
    joined_in = models.TextField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer_id", "programme"], name="loyalty_member_once")]
        indexes = [models.Index(fields=["judged_at"], name="loyalty_tier_to_judge", condition=~models.Q(tier=""))]


class Lot(models.Model):
    """Points that came in together and end together. Never changed but for being `swept` when they have ended."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    customer_id = models.UUIDField()
    amount = models.BigIntegerField()
    document = models.TextField()
    earned_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    is_swept = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="loyalty_lot_amount")]
        indexes = [
            models.Index(fields=["customer_id", "programme"], name="loyalty_lot_owner"),
            models.Index(fields=["ends_at"], name="loyalty_lot_to_sweep", condition=models.Q(is_swept=False)),
        ]


class Correction(models.Model):
    """Points a person gave or took, and why in their words: these may name somebody, and go with the person."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    customer_id = models.UUIDField(db_index=True)
    points = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()


class LinePoints(models.Model):
    """What one order line earned, what was spent on it, and how much of both went back."""

    order_line_id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField(db_index=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    customer_id = models.UUIDField()
    quantity = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    earned = models.BigIntegerField()
    spent = models.BigIntegerField()
    quantity_back = models.BigIntegerField(default=0)
    earned_back = models.BigIntegerField(default=0)
    spent_back = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    quantity_back__lte=models.F("quantity"),
                    earned_back__lte=models.F("earned"),
                    spent_back__lte=models.F("spent"),
                ),
                name="loyalty_line_back_within_earned",
            )
        ]
        indexes = [models.Index(fields=["customer_id", "at"], name="loyalty_line_owner")]
