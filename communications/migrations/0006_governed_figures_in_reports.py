"""Which governed figures stand in a report, so that its readers are known to their stewards."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0005_hand_overs"),
    ]

    operations = [
        migrations.AddField(
            model_name="progressreport",
            name="governed",
            field=models.JSONField(default=list),
        ),
    ]
