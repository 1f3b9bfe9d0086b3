"""An order is compared with the last ones of the same phone: found by the index, however many that phone has."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # both indexes stand for a moment; nobody waits
    dependencies = [("orders", "0004_claims")]

    operations = [
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                fields=["contact_phone", "-placed_at"],
                name="orders_by_phone_newest",
                condition=~models.Q(contact_phone=""),
            ),
        ),
        RemoveIndexConcurrently(model_name="order", name="orders_by_phone"),
    ]
