"""How figures add up: over time too, as weighted means, and to what lies between where a part is hidden by its source."""

from django.db import migrations, models

from backbone.tenancy.wall import Wall

# What is kept of each total from now on, made of what was kept so far: the owner is no tenant, so the wall is lifted
# from both tables meanwhile. Parts that a source hides were counted nowhere; a rebuild of each tenant's totals, asked
# for here, brings them in.
FILL = """
ALTER TABLE measurement_total NO FORCE ROW LEVEL SECURITY;
ALTER TABLE measurement_indicator NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs_job NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs_jobprogress NO FORCE ROW LEVEL SECURITY;
UPDATE measurement_total t
SET added = coalesce(CASE WHEN m.adds_over_partners = 'ratio_of_sums' THEN t.numerator ELSE t.value END, 0),
    weight = coalesce(CASE WHEN m.adds_over_partners = 'ratio_of_sums' THEN t.denominator END, 0)
FROM measurement_indicator m WHERE m.tenant_id = t.tenant_id AND m.id = t.indicator_id;
WITH asked AS (
    INSERT INTO jobs_job (
        tenant_id, uid, kind, queue, arguments, deduplication_key, state, tries, run_after, error, request_id, made_at
    )
    SELECT o.tenant_id, gen_random_uuid(), 'measurement.rebuild_totals', 'default', '{}'::jsonb,
        'measurement.rebuild_totals', 'waiting', 0, now(), '', '', now()
    FROM (SELECT DISTINCT tenant_id FROM measurement_total) o ON CONFLICT DO NOTHING RETURNING tenant_id, id
)
INSERT INTO jobs_jobprogress (tenant_id, job_id, done, total) SELECT tenant_id, id, 0, 0 FROM asked;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE measurement_total FORCE ROW LEVEL SECURITY;
ALTER TABLE measurement_indicator FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs_job FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs_jobprogress FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_jobs"),
        ("measurement", "0008_what_is_said"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="adds_over_time",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sum", "Sum"),
                    ("ratio_of_sums", "Sum of numerators over sum of denominators"),
                    ("weighted_mean", "Mean, weighted by the denominator"),
                    ("last", "The last of the year"),
                    ("not_additive", "Not additive"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddField(
            model_name="total",
            name="added",
            field=models.DecimalField(decimal_places=16, default=0, max_digits=48),
        ),
        migrations.AddField(
            model_name="total",
            name="hidden",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="total",
            name="hidden_least",
            field=models.DecimalField(decimal_places=16, default=0, max_digits=48),
        ),
        migrations.AddField(
            model_name="total",
            name="hidden_most",
            field=models.DecimalField(decimal_places=16, default=0, max_digits=48),
        ),
        migrations.AddField(
            model_name="total",
            name="hidden_weight",
            field=models.DecimalField(decimal_places=16, default=0, max_digits=48),
        ),
        migrations.AddField(
            model_name="total",
            name="lower",
            field=models.DecimalField(decimal_places=8, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name="total",
            name="open_above",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="total",
            name="open_below",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="total",
            name="upper",
            field=models.DecimalField(decimal_places=8, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name="total",
            name="weight",
            field=models.DecimalField(decimal_places=16, default=0, max_digits=48),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="adds_over_partners",
            field=models.CharField(
                choices=[
                    ("sum", "Sum"),
                    ("ratio_of_sums", "Sum of numerators over sum of denominators"),
                    ("weighted_mean", "Mean, weighted by the denominator"),
                    ("not_additive", "Not additive"),
                ],
                default="not_additive",
                max_length=15,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        Wall(),
    ]
