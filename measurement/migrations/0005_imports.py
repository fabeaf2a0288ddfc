"""What came in by files: imports, how their columns were understood, their rows, and what was said of them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_stored_files"),
        ("initiatives", "0001_initiatives"),
        ("measurement", "0004_what_rounds_ask_for"),
        ("tenancy", "0001_tenants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("ready", "Ready to look at"),
                            ("refused", "Refused"),
                            ("applying", "Being brought in"),
                            ("applied", "Brought in"),
                            ("undone", "Taken back"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=40)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("is_public", models.BooleanField(default=False)),
                ("settings", models.JSONField(default=dict)),
                ("takes_good_rows_only", models.BooleanField(default=False)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("warned", models.PositiveIntegerField(default=0)),
                ("applied", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
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
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="initiatives.organization",
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
                (
                    "vintage",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="measurement.vintage",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImportColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("position", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=20)),
                ("about", models.CharField(blank=True, max_length=200)),
                (
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="measurement.import",
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
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading_print", models.CharField(max_length=64)),
                ("settings", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(auto_now=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
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
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "Good"),
                            ("rejected", "Error"),
                            ("left_out", "Left out"),
                            ("warned", "To check"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("row", models.PositiveIntegerField()),
                ("column", models.SmallIntegerField(default=-1)),
                ("of_row", models.PositiveIntegerField(null=True)),
                ("text", models.CharField(blank=True, max_length=60)),
                ("indicator", models.CharField(blank=True, max_length=40)),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("period_start", models.DateField(null=True)),
                ("period_end", models.DateField(null=True)),
                ("breakdown", models.CharField(blank=True, max_length=200)),
                ("group_name", models.CharField(blank=True, max_length=250)),
                ("numerator", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("denominator", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("value", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("lower", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("upper", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("status", models.CharField(blank=True, max_length=12)),
                ("note", models.TextField(blank=True)),
                ("because", models.TextField(blank=True)),
                ("cells", models.JSONField(default=list)),
                ("key", models.CharField(blank=True, max_length=60)),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("new", "New"), ("changed", "Changed"), ("same", "Same as before")],
                        max_length=8,
                    ),
                ),
                ("was", models.DecimalField(decimal_places=8, max_digits=24, null=True)),
                ("entry_version", models.PositiveIntegerField(null=True)),
                ("had_entry", models.BooleanField(default=False)),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="measurement.entry",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="measurement.import",
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
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="import_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="importmapping",
            constraint=models.UniqueConstraint(
                fields=("tenant", "initiative", "heading_print"), name="import_mapping_once"
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["tenant", "of", "kind"], name="import_row_of_kind"),
        ),
        Wall(),
    ]
