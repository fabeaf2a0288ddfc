"""Causes: what drives what, and which strategies act on it."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0009_reach_and_interests"),
        ("tenancy", "0004_editions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=160, verbose_name="cause")),
                ("evidence", models.TextField(blank=True, max_length=1000, verbose_name="how we know")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "ordering": ["name", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CauseEffect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="initiatives.cause",
                    ),
                ),
                (
                    "driven",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drivers",
                        to="initiatives.cause",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="initiatives.outcome",
                    ),
                ),
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
        migrations.CreateModel(
            name="CauseStrategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategies",
                        to="initiatives.cause",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="initiatives.strategy",
                    ),
                ),
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
        migrations.AddConstraint(
            model_name="cause",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="cause_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="cause",
            constraint=models.UniqueConstraint(fields=("tenant", "initiative", "name"), name="cause_name_once"),
        ),
        migrations.AddConstraint(
            model_name="causeeffect",
            constraint=models.UniqueConstraint(
                fields=("tenant", "cause", "outcome", "driven"), name="cause_effect_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="causeeffect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("driven__isnull", False), ("outcome", None)),
                    models.Q(("driven", None), ("outcome__isnull", False)),
                    _connector="OR",
                ),
                name="cause_drives_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="causeeffect",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause", models.F("driven")), _negated=True), name="cause_drives_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="causestrategy",
            constraint=models.UniqueConstraint(fields=("tenant", "cause", "strategy"), name="cause_strategy_once"),
        ),
        Wall(),
    ]
