"""Initiatives that have their place inside a group of another one."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0011_campaigns"),
        ("tenancy", "0004_editions"),
        ("workgroups", "0004_cycles_and_lessons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SubProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("placed_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what it does for the group")),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_programmes",
                        to="workgroups.group",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places_in_groups",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "placed_by",
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
                "ordering": ["placed_on", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "uid"), name="sub_programme_uid_unique_in_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("tenant", "initiative"),
                        name="sub_programme_in_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("placed_on")), _connector="OR"
                        ),
                        name="sub_programme_ends_after_it_began",
                    ),
                ],
            },
        ),
        Wall(),
    ]
