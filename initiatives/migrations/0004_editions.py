"""Changes of places, partners and initiatives begin a new edition."""

from django.db import migrations

from backbone.tenancy.wall import CountsEdition


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_sectors"),
        ("tenancy", "0004_editions"),
    ]

    operations = [
        CountsEdition(
            "Area", "BenchmarkArea", "Initiative", "Organization", "Outcome", "Participation", "Sector", "Subject",
            "Succession",
        ),
    ]  # fmt: skip
