"""How small numbers are told, and whether a zero is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_mails_per_week"),
    ]

    operations = [
        migrations.AddField(
            model_name="tenant",
            name="shows_zero",
            field=models.BooleanField(default=False, verbose_name="a count of zero is shown"),
        ),
        migrations.AddField(
            model_name="tenant",
            name="small_numbers",
            field=models.CharField(
                choices=[
                    ("hide", "Hidden"),
                    ("round", "Rounded to 5, as all counts of people are"),
                    ("code", "Hidden; shares near the ends read “5% or less”, “95% or more”"),
                ],
                default="hide",
                max_length=5,
                verbose_name="small numbers are",
            ),
        ),
    ]
