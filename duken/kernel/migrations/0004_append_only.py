from django.db import migrations

FORWARD = """
CREATE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
-- Named columns: the stamp of the relay (position) wakes no trigger.
CREATE TRIGGER kernel_event_append_only
    BEFORE UPDATE OF sequence, id, name, aggregate, aggregate_id, facts, actor, channel, happened_at OR DELETE
    ON kernel_event FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER kernel_event_not_emptied BEFORE TRUNCATE ON kernel_event
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""

BACKWARD = """
DROP TRIGGER kernel_event_not_emptied ON kernel_event;
DROP TRIGGER kernel_event_append_only ON kernel_event;
DROP FUNCTION kernel_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_delivery")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
