"""Changes of figures and definitions begin a new edition; a total knows when it last moved."""

from django.db import migrations, models

from backbone.tenancy.wall import CountsEdition

# When each total last moved: what has not moved since it was released is not looked at.
FILL = """
ALTER TABLE measurement_total NO FORCE ROW LEVEL SECURITY;
ALTER TABLE measurement_observation NO FORCE ROW LEVEL SECURITY;
UPDATE measurement_total t SET moved_at = o.moved_at
FROM (SELECT tenant_id, indicator_id, breakdown_id, period_start, period_end,
        max(greatest(recorded_at, superseded_at)) AS moved_at
    FROM measurement_observation GROUP BY tenant_id, indicator_id, breakdown_id, period_start, period_end) o
WHERE o.tenant_id = t.tenant_id AND o.indicator_id = t.indicator_id AND o.breakdown_id = t.breakdown_id
    AND o.period_start = t.period_start AND o.period_end = t.period_end;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE measurement_total FORCE ROW LEVEL SECURITY;
ALTER TABLE measurement_observation FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0011_agreements"),
        ("tenancy", "0004_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="total",
            name="moved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        CountsEdition(
            "Adoption", "Agreement", "AgreementAudience", "AgreementDimension", "AgreementIndicator", "Breakdown",
            "BreakdownCategory", "Category", "Dimension", "Indicator", "IndicatorDimension", "IndicatorVersion",
            "NamedPeriod", "Observation", "Part", "Rebasing", "Release", "ReleasedCell", "Signature", "Target", "Total",
            "Vintage",
        ),
    ]  # fmt: skip
