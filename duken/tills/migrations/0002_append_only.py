from django.db import migrations

# Only the shift that a late entry was taken into is written afterwards.
FORWARD = """
CREATE TRIGGER tills_entry_append_only BEFORE DELETE OR UPDATE OF
    id, till_id, sequence, kind, at, cashier, named_shift_id, is_late, previous, hash, body, is_whole, number, net_minor,
    order_number, recorded_at
    ON tills_entry FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER tills_entry_not_emptied BEFORE TRUNCATE ON tills_entry
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""

BACKWARD = """
DROP TRIGGER tills_entry_not_emptied ON tills_entry;
DROP TRIGGER tills_entry_append_only ON tills_entry;
"""


class Migration(migrations.Migration):
    dependencies = [("tills", "0001_initial"), ("kernel", "0004_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
