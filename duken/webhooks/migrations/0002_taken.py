"""How many calls to a webhook are out is counted without reading what waits. Built beside the open shop."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEX = models.Index(fields=["webhook"], name="webhooks_delivery_taken", condition=models.Q(taken_until__isnull=False))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("webhooks", "0001_initial")]
    operations = [
        # What an interrupted run left behind is not valid and not in use.
        migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX.name}", migrations.RunSQL.noop),
        AddIndexConcurrently("delivery", INDEX),
    ]
