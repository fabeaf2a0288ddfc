"""Editions: changes of what answers are made of are counted by the database."""

import django.db.models.deletion
from django.db import migrations, models

from backbone.tenancy.wall import Wall

COUNT_FUNCTION = """
CREATE FUNCTION backbone_count_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ours text := nullif(current_setting('app.tenant_id', true), '');
    counted text := pg_current_xact_id()::text || ' ' || ours;
BEGIN
    IF ours IS NULL OR current_setting('app.edition_counted', true) = counted THEN
        RETURN NULL;
    END IF;
    UPDATE tenancy_edition SET count = count + 1 WHERE tenant_id = ours::bigint AND id = (
        SELECT id FROM tenancy_edition WHERE tenant_id = ours::bigint ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO tenancy_edition (tenant_id, count) VALUES (ours::bigint, 1);
    END IF;
    PERFORM set_config('app.edition_counted', counted, true);
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_how_small_numbers_are_told"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.BigIntegerField(default=0)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        Wall(),
        migrations.RunSQL(COUNT_FUNCTION, "DROP FUNCTION backbone_count_edition()"),
    ]
