"""The database itself refuses to change or remove what stands in a register, and to write in a closed one."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION dossiers_register_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The register is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION dossiers_register_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'dossiers_register' THEN
        IF OLD.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'A closed register is not changed' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM dossiers_register WHERE id = NEW.register_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A closed register takes no line' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_registerline_append_only BEFORE UPDATE OR DELETE ON dossiers_registerline
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerline_no_truncate BEFORE TRUNCATE ON dossiers_registerline
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerreturn_append_only BEFORE UPDATE OR DELETE ON dossiers_registerreturn
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerreturn_no_truncate BEFORE TRUNCATE ON dossiers_registerreturn
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerline_open BEFORE INSERT ON dossiers_registerline
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_closed();
CREATE TRIGGER dossiers_register_closed BEFORE UPDATE ON dossiers_register
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_closed();
"""
ALLOW = """
DROP TRIGGER dossiers_registerline_append_only ON dossiers_registerline;
DROP TRIGGER dossiers_registerline_no_truncate ON dossiers_registerline;
DROP TRIGGER dossiers_registerreturn_append_only ON dossiers_registerreturn;
DROP TRIGGER dossiers_registerreturn_no_truncate ON dossiers_registerreturn;
DROP TRIGGER dossiers_registerline_open ON dossiers_registerline;
DROP TRIGGER dossiers_register_closed ON dossiers_register;
DROP FUNCTION dossiers_register_refuse();
DROP FUNCTION dossiers_register_closed();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_whole_life")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
