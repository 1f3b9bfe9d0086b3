"""Tables of tills. The journal is append-only: a trigger refuses to change or delete an entry."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duken.kernel import ids


class Till(models.Model):
    """A counter where somebody sells. `key_prefix` is the key of the device that is this till now."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.TextField(unique=True)  # in every receipt's number: "A1"
    name = models.TextField()
    location_id = models.UUIDField(db_index=True)
    channel_code = models.TextField()
    drawer_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True)  # a handheld: whose drawer it uses
    printer = models.TextField(default="", db_default="")  # where receipts are sent: an address, or empty
    terminal = models.TextField(default="", db_default="")
    favourites = ArrayField(models.TextField(), default=list, db_default=[])  # SKUs, as they lie on the screen
    limits = models.JSONField(default=dict, db_default={})  # policies.Limits, where they differ from the usual
    receipt_header = models.TextField(default="", db_default="")
    receipt_footer = models.TextField(default="", db_default="")
    is_active = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField()
    # the device
    key_prefix = models.TextField(default="", db_default="", db_index=True)
    device_name = models.TextField(default="", db_default="")
    enrolled_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    version = models.TextField(default="", db_default="")
    unsynced = models.IntegerField(default=0, db_default=0)
    oldest_unsynced_at = models.DateTimeField(null=True)
    is_persisted = models.BooleanField(null=True)
    clock_ahead_seconds = models.IntegerField(default=0, db_default=0)
    # the journal
    sequence = models.BigIntegerField(default=0, db_default=0)  # of its last entry
    head = models.TextField(default="", db_default="")  # its hash
    receipts = models.BigIntegerField(default=0, db_default=0)
    reports = models.BigIntegerField(default=0, db_default=0)  # Z
    told_sequence = models.BigIntegerField(default=0, db_default=0)  # the device's own, as it last said

    class Meta:
        ordering = ["code"]


class EnrolmentCode(models.Model):
    """Opens a till to one device, once, for a quarter of an hour. Only a hash of the code is kept."""

    code_hash = models.TextField(unique=True)
    till = models.ForeignKey(Till, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.TextField()
    used_at = models.DateTimeField(null=True)


class Cashier(models.Model):
    """Somebody who may sell at the tills of a location by a PIN. The till checks it: it is given what to check with."""

    id = models.BigAutoField(primary_key=True)
    user_id = models.UUIDField()
    location_id = models.UUIDField(db_index=True)
    is_manager = models.BooleanField(default=False)
    salt = models.BinaryField()
    iterations = models.IntegerField()
    pin = models.BinaryField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "location_id"], name="tills_cashier_once")]


class Shift(models.Model):
    """From the float to the count. Its money lies on its own accounts of the ledger until it is closed."""

    id = models.UUIDField(primary_key=True, editable=False)
    till = models.ForeignKey(Till, on_delete=models.PROTECT)
    location_id = models.UUIDField()
    currency = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    is_announced = models.BooleanField(default=True, db_default=True)  # false: a handheld spoke of it first
    float_minor = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="", db_default="")
    counted_minor = models.BigIntegerField(null=True)
    counted = models.JSONField(null=True)  # how many of each coin and note
    expected_minor = models.BigIntegerField(null=True)  # by the ledger
    number = models.BigIntegerField(default=0, db_default=0)  # of its Z report
    report = models.JSONField(null=True)  # Z, as the till added it up
    books = models.JSONField(null=True)  # the same, as the server did
    late_minor = models.BigIntegerField(default=0, db_default=0)  # came after the shift it was meant for had closed
    note = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["location_id", "-opened_at"], name="tills_shifts_newest"),
            models.Index(fields=["till"], condition=models.Q(closed_at__isnull=True), name="tills_shifts_open"),
        ]


class Entry(models.Model):
    """One fact of a till's journal, as it was hashed there."""

    id = models.UUIDField(primary_key=True, editable=False)
    till = models.ForeignKey(Till, on_delete=models.PROTECT, db_index=False)
    sequence = models.BigIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    cashier = models.TextField()
    named_shift_id = models.UUIDField(null=True)  # that it was made for
    # Whose drawer has the money: the next one where it came late, null while there is none. Alone written afterwards.
    booked_shift_id = models.UUIDField(null=True)
    is_late = models.BooleanField(default=False, db_default=False)
    previous = models.TextField()
    hash = models.TextField()
    body = models.JSONField()
    is_whole = models.BooleanField(default=True, db_default=True)  # false: the code of a gift card was left out
    number = models.TextField(default="", db_default="")  # of a receipt
    net_minor = models.BigIntegerField(default=0, db_default=0)
    order_number = models.TextField(default="", db_default="")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["till", "sequence"], name="tills_entry_in_its_place"),
        ]
        indexes = [
            models.Index(fields=["booked_shift_id"], name="tills_entries_of_shift"),
            models.Index(fields=["number"], condition=~models.Q(number=""), name="tills_entries_number"),
            models.Index(fields=["-recorded_at"], name="tills_entries_newest"),
        ]


class Difference(models.Model):
    """What a till and the books disagree about: a task for a person."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    till = models.ForeignKey(Till, on_delete=models.PROTECT)
    location_id = models.UUIDField()
    entry_id = models.UUIDField(null=True)
    shift_id = models.UUIDField(null=True)
    kind = models.TextField()  # price, promotion, stock, points, gift_card, credit, return, cash, late, clock …
    amount_minor = models.BigIntegerField(default=0, db_default=0)
    currency = models.TextField(default="", db_default="")
    facts = models.JSONField(default=dict, db_default={})
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="", db_default="")
    answer = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["location_id", "-found_at"], name="tills_differences_open", condition=models.Q(settled_at=None)
            ),
            models.Index(fields=["entry_id"], name="tills_differences_of_entry"),
        ]


class Lease(models.Model):
    """A till has units of a variant set aside; how many, the ledger says. Given back at `idle_at` if the till is heard
    and has not wanted more by then, and at `until` in any case."""

    till = models.ForeignKey(Till, on_delete=models.PROTECT)
    location_id = models.UUIDField()
    variant_id = models.UUIDField()
    idle_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["till", "location_id", "variant_id"], name="tills_lease_once")]
