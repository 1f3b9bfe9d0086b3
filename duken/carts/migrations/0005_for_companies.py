"""For which company a basket is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("carts", "0004_as_it_was_before_a_merge")]

    operations = [
        migrations.AddField(model_name="cart", name="company_id", field=models.UUIDField(blank=True, null=True)),
    ]
