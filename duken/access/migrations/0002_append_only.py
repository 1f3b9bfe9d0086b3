from django.db import migrations

FORWARD = """
CREATE TRIGGER access_auditentry_append_only BEFORE UPDATE OR DELETE ON access_auditentry
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER access_auditentry_not_emptied BEFORE TRUNCATE ON access_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""

BACKWARD = """
DROP TRIGGER access_auditentry_not_emptied ON access_auditentry;
DROP TRIGGER access_auditentry_append_only ON access_auditentry;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("kernel", "0004_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
