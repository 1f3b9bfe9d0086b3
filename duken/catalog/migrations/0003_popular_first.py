"""Products best sold first, page by page, by an index that is made while the shop goes on selling."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalog", "0002_search_indexes")]

    operations = [
        AddIndexConcurrently(
            model_name="product",
            index=models.Index(
                fields=["-popularity", "-id"], name="catalog_product_popular", condition=models.Q(is_active=True)
            ),
        ),
    ]
