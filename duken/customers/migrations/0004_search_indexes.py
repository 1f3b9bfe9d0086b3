"""Found by any part of a name, by the end of a phone, by the start of an e-mail. Built beside the open shop."""

from django.db import migrations

INDEXES = {
    "customers_name_trigrams": "customers_customer USING gin (name_folded gin_trgm_ops)",
    "customers_phone_end": "customers_identity (reverse(value) text_pattern_ops) WHERE kind = 'phone'",
    "customers_identity_start": "customers_identity (value text_pattern_ops)",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("customers", "0003_fold_names"), ("kernel", "0002_extensions")]
    operations = [
        migrations.RunSQL(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {on}", f"DROP INDEX IF EXISTS {name}")
        for name, on in INDEXES.items()
    ]
