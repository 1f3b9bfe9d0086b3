"""For which company a customer ordered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_phones_newest_first")]

    operations = [
        migrations.AddField(model_name="order", name="company_id", field=models.UUIDField(null=True)),
    ]
