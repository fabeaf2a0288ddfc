"""How many of a standard population are in each group, so that rates can be standardised."""

from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [("measurement", "0009_how_figures_add_up")]

    operations = [
        migrations.AddField(
            model_name="category",
            name="standard",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        Wall(),
    ]
