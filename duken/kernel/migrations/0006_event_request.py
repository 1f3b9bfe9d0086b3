from django.db import migrations, models

# The stamp of the relay (position) still wakes no trigger; the request may no more be changed than the rest.
FORWARD = """
DROP TRIGGER kernel_event_append_only ON kernel_event;
CREATE TRIGGER kernel_event_append_only
    BEFORE UPDATE OF sequence, id, name, aggregate, aggregate_id, facts, actor, channel, happened_at, request OR DELETE
    ON kernel_event FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
"""
BACKWARD = """
DROP TRIGGER kernel_event_append_only ON kernel_event;
CREATE TRIGGER kernel_event_append_only
    BEFORE UPDATE OF sequence, id, name, aggregate, aggregate_id, facts, actor, channel, happened_at OR DELETE
    ON kernel_event FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_outlet")]

    operations = [
        # A constant default: PostgreSQL adds the column without touching a row.
        migrations.AddField("event", "request", models.TextField(db_default="", default="")),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
