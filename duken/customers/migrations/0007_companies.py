"""Companies that buy from us, and the people who buy for them."""

import django.db.models.deletion
from django.db import migrations, models

import duken.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_sealed_columns")]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.UUIDField(default=duken.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("tax_number", models.CharField(max_length=20)),
                ("registration_number", models.CharField(blank=True, max_length=40)),
                ("legal_name", models.CharField(max_length=200)),
                ("group", models.CharField(blank=True, max_length=40)),
                ("terms_days", models.PositiveSmallIntegerField(default=0)),
                ("city", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=20)),
                ("line1", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("note", models.TextField(blank=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "companies",
                "indexes": [models.Index(fields=["legal_name", "id"], name="customers_company_by_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("country", "tax_number"), name="customers_company_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyBuyer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("buyer", "buyer"), ("approver", "approver"), ("accounts", "accounts")], max_length=20
                    ),
                ),
                ("limit_minor", models.BigIntegerField(blank=True, null=True)),
                ("limit_currency", models.CharField(blank=True, max_length=3)),
                ("added_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="buyers", to="customers.company"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "customer"), name="customers_buyer_once"),
                    models.CheckConstraint(
                        condition=models.Q(limit_minor__isnull=True)
                        | (models.Q(limit_minor__gt=0) & ~models.Q(limit_currency="")),
                        name="customers_buyer_limit_whole",
                    ),
                ],
            },
        ),
    ]
