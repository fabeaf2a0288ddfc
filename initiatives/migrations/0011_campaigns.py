"""An initiative may be a local one of a campaign of the same tenant, and share with it what it has released."""

import django.db.models.deletion
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0010_causes"),
        ("tenancy", "0004_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="local_initiatives",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="shares_with_campaign",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("campaign", None), models.Q(("campaign", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="initiative_is_not_its_own_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(("shares_with_campaign", False), ("campaign__isnull", False), _connector="OR"),
                name="initiative_shares_with_the_campaign_it_has",
            ),
        ),
        Wall(),
    ]
