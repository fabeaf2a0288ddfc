"""What stood before a figure was corrected, by the key of what stands: looked for by each release."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0012_editions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                fields=["tenant", "indicator", "subject", "period_end"],
                condition=models.Q(("superseded_at__isnull", False)),
                name="observation_superseded",
            ),
        ),
    ]
