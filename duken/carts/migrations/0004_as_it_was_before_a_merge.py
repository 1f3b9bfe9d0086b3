from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('carts', '0003_handed_on_and_held'),
    ]

    operations = [
        migrations.AddField(
            model_name='cart',
            name='before_merge',
            field=models.JSONField(blank=True, null=True),
        ),
    ]
