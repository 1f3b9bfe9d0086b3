"""A company's orders are found by an index, made while the shop goes on selling."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0006_companies")]

    operations = [
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                fields=["company_id", "-placed_at"],
                name="orders_by_company",
                condition=models.Q(company_id__isnull=False),
            ),
        ),
    ]
