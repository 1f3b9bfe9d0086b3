"""What Django cannot say: trigrams of the shop's vocabulary, and room for its counting."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL(
            "CREATE INDEX catalog_word_trigrams ON catalog_searchword USING gin (lexeme gin_trgm_ops)",
            "DROP INDEX catalog_word_trigrams",
        ),
        # Counting uses rewrites rows all the time; room in each page keeps that out of the indexes.
        migrations.RunSQL("ALTER TABLE catalog_searchword SET (fillfactor = 60)", migrations.RunSQL.noop),
    ]
