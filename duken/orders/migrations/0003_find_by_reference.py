from django.db import migrations


class Migration(migrations.Migration):
    """People look an order up by the number it has in another system. Partial: orders of our own pay nothing."""

    dependencies = [("orders", "0002_numbers")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX orders_by_reference ON orders_order (external_reference) WHERE external_reference <> ''",
            "DROP INDEX orders_by_reference",
        ),
    ]
