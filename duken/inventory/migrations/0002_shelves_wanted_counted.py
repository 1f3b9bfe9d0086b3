from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="stockcount",
            name="wanted",
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
