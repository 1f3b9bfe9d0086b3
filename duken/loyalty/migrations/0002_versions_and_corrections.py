"""Every version of the terms is kept, that in force as the first; points given or taken by hand have their reason."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("loyalty", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer_id", models.UUIDField(db_index=True)),
                ("points", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="loyalty.programme")),
            ],
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("terms", models.JSONField()),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="loyalty.programme")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("programme", "number"), name="loyalty_version_once")],
            },
        ),
        migrations.RunSQL(
            """INSERT INTO loyalty_programmeversion (programme_id, number, terms, at, actor)
               SELECT id, 1, jsonb_build_object(
                   'name', name, 'currency', currency, 'earn_points', earn_points, 'earn_per_minor', earn_per_minor,
                   'point_value_minor', point_value_minor, 'least_points', least_points,
                   'most_basis_points', most_basis_points, 'months', months, 'tier_months', tier_months,
                   'tiers', tiers, 'is_active', is_active), now(), 'system:upgrade'
               FROM loyalty_programme""",
            "DELETE FROM loyalty_programmeversion",
        ),
    ]
