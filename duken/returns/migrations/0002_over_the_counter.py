from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]

    operations = [
        migrations.AddField("line", "condition", models.TextField(db_default="", default="")),
        migrations.AddField("line", "is_restocked", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("line", "reason", models.TextField(db_default="", default="")),
        migrations.AddField("line", "approved_by", models.TextField(db_default="", default="")),
        migrations.RemoveConstraint("line", "returns_line_adds_up"),
        migrations.AddConstraint(
            "line",
            models.CheckConstraint(
                condition=models.Q(
                    ("amount_minor", models.F("quantity") * models.F("unit_price_minor")),
                    models.Q(models.Q(("condition", ""), _negated=True), ("amount_minor__gte", 0)),
                    _connector="OR",
                ),
                name="returns_line_adds_up",
            ),
        ),
    ]
