"""What groups try in cycles, what was learnt, and the consent of those named."""

import uuid

import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0007_prospects_and_pledges"),
        ("measurement", "0012_editions"),
        ("tenancy", "0004_editions"),
        ("workgroups", "0003_activities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("aim", models.CharField(max_length=300, verbose_name="aim")),
                (
                    "done_by",
                    models.CharField(
                        choices=[
                            ("group", "The whole group"),
                            ("subgroup", "A small group of its members"),
                            ("organization", "Each in their own organization"),
                        ],
                        default="group",
                        max_length=12,
                    ),
                ),
                ("started_on", models.DateField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("plan", "Plan"),
                            ("do", "Do"),
                            ("evidence", "Evidence"),
                            ("communicate", "Communicate"),
                            ("decided", "Decided"),
                        ],
                        default="plan",
                        max_length=12,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("adopt", "Adopted"), ("adapt", "Adapted"), ("abandon", "Abandoned")],
                        max_length=8,
                    ),
                ),
                ("decided_because", models.TextField(blank=True, max_length=4000)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="workgroups.activity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="workgroups.group",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="initiatives.organization",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="workgroups.cycle",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles_done",
                        to="workgroups.group",
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
                "ordering": ["number"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CycleIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cycle",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="workgroups.cycle",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="measurement.indicator",
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
            name="CycleNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "What is planned"),
                            ("do", "What was done"),
                            ("figure", "What the data say"),
                            ("story", "A story"),
                            ("change", "What was changed"),
                            ("told", "Who was told"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("because", models.TextField(blank=True, max_length=4000)),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("period_start", models.DateField(blank=True, null=True)),
                ("period_end", models.DateField(blank=True, null=True)),
                ("audience", models.CharField(blank=True, max_length=200, verbose_name="who was told")),
                ("means", models.CharField(blank=True, max_length=200, verbose_name="how")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="workgroups.cycle",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycle_notes",
                        to="measurement.indicator",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("happened", models.TextField(max_length=8000, verbose_name="what happened")),
                ("learnt", models.TextField(max_length=8000, verbose_name="what we learnt")),
                (
                    "worked",
                    models.CharField(
                        choices=[("yes", "It worked"), ("partly", "It worked in part"), ("no", "It did not work")],
                        max_length=6,
                        verbose_name="did it work?",
                    ),
                ),
                ("language", models.CharField(choices=[("en", "en"), ("fr", "fr")], default="en", max_length=2)),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                language="fr",
                                then=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            "title", config="french", weight="A"
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "learnt", config="french", weight="B"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("french"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "happened", config="french", weight="C"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("french"),
                                ),
                            ),
                            default=django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector("title", config="english", weight="A"),
                                    "||",
                                    django.contrib.postgres.search.SearchVector("learnt", config="english", weight="B"),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector("happened", config="english", weight="C"),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="workgroups.activity",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="workgroups.cycle",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="workgroups.group",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="initiatives.organization",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
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
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LessonIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="measurement.indicator",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="workgroups.lesson",
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
            name="Naming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("consented_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namings",
                        to="workgroups.lesson",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_in",
                        to="tenancy.membership",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_in",
                        to="initiatives.organization",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namings",
                        to="workgroups.cyclenote",
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
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="cycle_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=("tenant", "group", "number"), name="cycle_number_once_in_group"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("predecessor__isnull", False)),
                fields=("tenant", "predecessor"),
                name="cycle_goes_on_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on__isnull", False),
                        ("phase", "decided"),
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("decided_because", ""), _negated=True),
                    ),
                    models.Q(models.Q(("phase", "decided"), _negated=True), ("decided_on", None), ("decision", "")),
                    _connector="OR",
                ),
                name="cycle_decided_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization", None), ("done_by", "organization"), _connector="OR"),
                    models.Q(("subgroup", None), ("done_by", "subgroup"), _connector="OR"),
                ),
                name="cycle_is_done_by_one_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycleindicator",
            constraint=models.UniqueConstraint(fields=("tenant", "cycle", "indicator"), name="cycle_indicator_once"),
        ),
        migrations.AddConstraint(
            model_name="cyclenote",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="cycle_note_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="cyclenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("indicator__isnull", False),
                        ("kind", "figure"),
                        ("period_end__gte", models.F("period_start")),
                        ("period_start__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "figure"), _negated=True),
                        ("indicator", None),
                        ("period_end", None),
                        ("period_start", None),
                    ),
                    _connector="OR",
                ),
                name="cycle_note_figure_names_its_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("happened_on__isnull", False), ("kind", "change"), models.Q(("because", ""), _negated=True)
                    ),
                    models.Q(models.Q(("kind", "change"), _negated=True), ("because", "")),
                    _connector="OR",
                ),
                name="cycle_note_change_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "told"), _negated=True),
                    models.Q(
                        models.Q(("audience", ""), _negated=True),
                        models.Q(("means", ""), _negated=True),
                        ("happened_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cycle_note_told_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="lesson_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", False), ("organization", None)),
                    models.Q(("group", None), ("organization__isnull", False)),
                    _connector="OR",
                ),
                name="lesson_comes_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="lessonindicator",
            constraint=models.UniqueConstraint(fields=("tenant", "lesson", "indicator"), name="lesson_indicator_once"),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="naming_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lesson", None), ("story__isnull", False)),
                    models.Q(("lesson__isnull", False), ("story", None)),
                    _connector="OR",
                ),
                name="naming_is_in_one_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("membership", None), ("organization__isnull", False)),
                    models.Q(("membership__isnull", False), ("organization", None)),
                    _connector="OR",
                ),
                name="naming_is_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.CheckConstraint(
                condition=models.Q(("consented_at", None), ("declined_at", None), _connector="OR"),
                name="naming_consents_or_declines",
            ),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("tenant", "lesson", "story", "membership", "organization"),
                name="naming_once_in_force",
                nulls_distinct=False,
            ),
        ),
        Wall(),
    ]
