"""Found by any part of a phone or an e-mail; the newest first without sorting a million. Built beside the open shop."""

from django.db import migrations

INDEXES = {
    "customers_identity_part": "customers_identity USING gin (value gin_trgm_ops)",
    "customers_newest": "customers_customer (created_at DESC, id DESC)",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("customers", "0007_companies"), ("kernel", "0002_extensions")]
    # One that was broken off stays behind, invalid, and would pass for built: it goes first.
    operations = [
        migrations.RunSQL(
            [f"DROP INDEX CONCURRENTLY IF EXISTS {name}", f"CREATE INDEX CONCURRENTLY {name} ON {on}"],
            f"DROP INDEX IF EXISTS {name}",
        )
        for name, on in INDEXES.items()
    ]
