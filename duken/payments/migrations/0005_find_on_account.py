"""A company's statement is found by an index, made while the shop goes on selling."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("payments", "0004_on_account")]

    operations = [
        AddIndexConcurrently(
            model_name="payment",
            index=models.Index(
                fields=["source_id", "captured_at"],
                name="payments_on_account",
                condition=models.Q(method="on_account"),
            ),
        ),
    ]
