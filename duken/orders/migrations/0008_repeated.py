"""Orders that look like one intent wait for a person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0007_find_by_company"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repeated",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_id", models.UUIDField()),
                ("second_id", models.UUIDField()),
                ("noticed_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")), fields=["noticed_at", "id"], name="orders_repeated_waiting"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("second_id",), name="orders_repeated_once")],
            },
        ),
    ]
