from django.db import migrations

FORWARD = """
CREATE FUNCTION pricing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of prices is append-only: % is refused', TG_OP
        USING HINT = 'Set the price again instead.', ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER pricing_pricechange_append_only BEFORE UPDATE OR DELETE ON pricing_pricechange
    FOR EACH ROW EXECUTE FUNCTION pricing_refuse_change();
"""

BACKWARD = """
DROP TRIGGER pricing_pricechange_append_only ON pricing_pricechange;
DROP FUNCTION pricing_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
