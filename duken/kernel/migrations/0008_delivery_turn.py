from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0007_secret")]

    operations = [
        # Empty for what was applied before: PostgreSQL adds the column without touching a row.
        migrations.AddField("delivery", "applied_turn", models.BigIntegerField(null=True)),
        migrations.RunSQL("CREATE SEQUENCE kernel_delivery_turn", "DROP SEQUENCE kernel_delivery_turn"),
    ]
