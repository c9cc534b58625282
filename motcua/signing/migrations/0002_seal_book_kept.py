"""Lines of the seal book and hand-overs are never edited: the database refuses (Decree 30/2020 Art. 32–33)."""

from django.db import migrations

GUARD = """
CREATE FUNCTION signing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The seal book is never edited (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER sealentry_kept BEFORE UPDATE OR DELETE ON signing_sealentry
    FOR EACH ROW EXECUTE FUNCTION signing_refuse_change();
CREATE TRIGGER sealhandover_kept BEFORE UPDATE OR DELETE ON signing_sealhandover
    FOR EACH ROW EXECUTE FUNCTION signing_refuse_change();
"""
UNGUARD = """
DROP TRIGGER sealentry_kept ON signing_sealentry;
DROP TRIGGER sealhandover_kept ON signing_sealhandover;
DROP FUNCTION signing_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("signing", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
