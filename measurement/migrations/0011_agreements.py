"""What partners agree to, and their own figures as released to those to whom they open them."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_sectors"),
        ("measurement", "0010_standard_population"),
        ("tenancy", "0003_how_small_numbers_are_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("purpose", models.TextField(verbose_name="purpose")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("totals", "Totals only, with the figures of others"),
                            ("own_figures", "The partner’s own figures, to those named below"),
                        ],
                        default="totals",
                        max_length=11,
                        verbose_name="others see",
                    ),
                ),
                (
                    "groups",
                    models.CharField(
                        choices=[
                            ("all", "All groups"),
                            ("whole", "The whole only, no groups"),
                            ("chosen", "The whole and the groups of the dimensions chosen below"),
                        ],
                        default="all",
                        max_length=6,
                        verbose_name="in groups",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(5)],
                        verbose_name="threshold of small numbers",
                    ),
                ),
                (
                    "is_confidential",
                    models.BooleanField(default=False, verbose_name="the partner’s figures are confidential"),
                ),
                ("shows_zero", models.BooleanField(blank=True, null=True, verbose_name="a count of zero may be shown")),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("signed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AgreementAudience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("steering_committee", "The steering committee"),
                            ("group_members", "Members of working groups"),
                            ("partners", "Partner organizations of the initiative"),
                            ("staff", "Backbone staff"),
                            ("keys", "API keys of the tenant"),
                            ("public", "Everybody, also in reports"),
                        ],
                        max_length=20,
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
            name="AgreementDimension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AgreementIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("provider", "For the partner"), ("backbone", "For the backbone organization")],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.RemoveConstraint(
            model_name="releasedcell",
            name="released_cell_of_subject_or_total",
        ),
        migrations.AddConstraint(
            model_name="releasedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(("initiative__isnull", False), ("subject__isnull", False), _connector="OR"),
                name="released_cell_of_subject_or_total",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedcell",
            constraint=models.UniqueConstraint(
                condition=models.Q(("initiative__isnull", False), ("replaced_by", None), ("subject__isnull", False)),
                fields=("tenant", "initiative", "subject", "indicator", "breakdown", "period_start", "period_end"),
                name="released_cell_one_current_opened",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="initiative",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="provider",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="initiatives.organization",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementaudience",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="audiences",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementaudience",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.AddField(
            model_name="agreementdimension",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dimensions",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementdimension",
            name="dimension",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="measurement.dimension",
            ),
        ),
        migrations.AddField(
            model_name="agreementdimension",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.AddField(
            model_name="agreementindicator",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="indicators",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementindicator",
            name="indicator",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="measurement.indicator",
            ),
        ),
        migrations.AddField(
            model_name="agreementindicator",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="measurement.agreement",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="agreement_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="agreement_dates_in_order",
                violation_error_message="An agreement cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_because", ""), _negated=True), _connector="OR"
                ),
                name="agreement_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementaudience",
            constraint=models.UniqueConstraint(
                fields=("tenant", "agreement", "audience"), name="agreement_audience_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementdimension",
            constraint=models.UniqueConstraint(
                fields=("tenant", "agreement", "dimension"), name="agreement_dimension_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementindicator",
            constraint=models.UniqueConstraint(
                fields=("tenant", "agreement", "indicator"), name="agreement_indicator_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("tenant", "agreement", "side"), name="signature_once_a_side"),
        ),
        Wall(),
    ]
