import django.db.models.deletion
from django.db import migrations, models

import duken.kernel.ids
import duken.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.UUIDField(default=duken.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.TextField()),
                ("url", models.TextField()),
                ("events", models.JSONField()),
                ("scopes", models.JSONField()),
                ("stores", models.JSONField(null=True)),
                ("contact", models.TextField()),
                ("owner", models.TextField()),
                ("secret", duken.kernel.sealed.SealedText()),
                ("old_secret", duken.kernel.sealed.SealedText(db_default="", default="")),
                ("old_secret_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("paused_at", models.DateTimeField(null=True)),
                ("paused_why", models.TextField(db_default="", default="")),
                ("failures", models.IntegerField(db_default=0, default=0)),
                ("failing_since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField()),
                ("event", models.TextField()),
                ("outcome", models.TextField(db_default="waiting", default="waiting")),
                ("attempts", models.SmallIntegerField(db_default=0, default=0)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("taken_until", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("status", models.SmallIntegerField(null=True)),
                ("milliseconds", models.IntegerField(null=True)),
                ("problem", models.TextField(db_default="", default="")),
                (
                    "webhook",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="webhooks.webhook"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["webhook", "-id"], name="webhooks_delivery_log"),
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["webhook", "due_at"],
                        name="webhooks_delivery_due",
                    ),
                    models.Index(fields=["created_at"], name="webhooks_delivery_old"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("webhook", "event_id"), name="webhooks_delivery_once")
                ],
            },
        ),
    ]
