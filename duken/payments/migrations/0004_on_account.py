"""What companies take on account: until when it is to be paid, and what they paid."""

from django.db import migrations, models

import duken.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_gift_card_batches")]

    operations = [
        migrations.AddField(model_name="payment", name="due_on", field=models.DateField(null=True)),
        migrations.CreateModel(
            name="CompanyPayment",
            fields=[
                ("id", models.UUIDField(default=duken.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("company_id", models.UUIDField()),
                ("key", models.TextField()),
                ("currency", models.CharField(max_length=3)),
                ("amount_minor", models.BigIntegerField()),
                ("paid_on", models.DateField()),
                ("reference", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company_id", "key"), name="payments_company_payment_once"),
                    models.CheckConstraint(
                        condition=models.Q(amount_minor__gt=0), name="payments_company_payment_above_zero"
                    ),
                ]
            },
        ),
    ]
