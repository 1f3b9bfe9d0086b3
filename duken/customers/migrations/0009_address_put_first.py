"""An address may be put before newer ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0008_search_parts")]
    operations = [migrations.AddField("address", "put_first_at", models.DateTimeField(null=True))]
