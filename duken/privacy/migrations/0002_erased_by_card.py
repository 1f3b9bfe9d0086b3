"""A card without a name is asked after: was its owner erased? Built beside the open shop."""

from django.db import migrations

NAME = "privacy_erasure_cards"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("privacy", "0001_initial")]
    # One that was broken off stays behind, invalid, and would pass for built: it goes first.
    operations = [
        migrations.RunSQL(
            [
                f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}",
                f"CREATE INDEX CONCURRENTLY {NAME} ON privacy_erasure USING gin (customer_ids)",
            ],
            f"DROP INDEX IF EXISTS {NAME}",
        )
    ]
