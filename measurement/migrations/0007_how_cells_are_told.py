"""Totals are told as they are, rounded, or by a bound."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0006_rebasings"),
        ("tenancy", "0003_how_small_numbers_are_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedcell",
            name="shown_as",
            field=models.CharField(
                choices=[
                    ("exact", "As it is"),
                    ("rounded", "Rounded to 5"),
                    ("low", "As a bound near 0"),
                    ("high", "As a bound near all"),
                ],
                default="exact",
                max_length=7,
            ),
        ),
    ]
