"""A seat belongs to an organization and a person holds it, for a time; groups have parents, charters and successors."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.wall import Wall

# Who held a seat is a row of its own from now on. The owner is no tenant, so the wall is lifted from the tables meanwhile.
FILL = """
ALTER TABLE workgroups_seat NO FORCE ROW LEVEL SECURITY;
UPDATE workgroups_seat SET uid = gen_random_uuid(), ended_on = ended_at::date,
    function = CASE WHEN is_chair THEN 'chair' ELSE 'member' END;
INSERT INTO workgroups_seatholder (tenant_id, uid, seat_id, membership_id, level, ended_on, ended_because)
    SELECT tenant_id, gen_random_uuid(), id, membership_id, '', ended_on,
        CASE WHEN ended_on IS NULL THEN '' ELSE 'left' END
    FROM workgroups_seat;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE workgroups_seat FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_strategies"),
        ("tenancy", "0004_editions"),
        ("workgroups", "0001_groups_and_seats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CharterVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("purpose", models.TextField(max_length=4000, verbose_name="what it is for")),
                ("deciding", models.TextField(blank=True, max_length=4000, verbose_name="how it decides")),
                ("meets", models.CharField(blank=True, max_length=200, verbose_name="how often it meets")),
                (
                    "expectations",
                    models.TextField(blank=True, max_length=4000, verbose_name="what members may expect of each other"),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-number"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="GroupSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("merged", "merged"), ("split", "split")], max_length=10)),
                ("took_effect_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SeatHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chief_executive", "Chief executive, or of that level"),
                            ("director", "Director"),
                            ("manager", "Manager"),
                            ("practitioner", "Practitioner"),
                            ("lived_experience", "Person with lived experience"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("held_from", models.DateField(blank=True, null=True)),
                ("term_ends_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term_over", "the term was over"),
                            ("left", "left"),
                            ("passed_on", "passed on to somebody else"),
                            ("seat_ended", "the seat ended"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="group",
            name="closed_because",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="group",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="group",
            name="formed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="group",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subgroups",
                to="workgroups.group",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="purpose",
            field=models.CharField(blank=True, max_length=500, verbose_name="purpose"),
        ),
        migrations.AddField(
            model_name="group",
            name="strategy",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="groups",
                to="initiatives.strategy",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="seat",
            name="function",
            field=models.CharField(
                choices=[
                    ("member", "Member"),
                    ("chair", "Chair"),
                    ("co_chair", "Co-chair"),
                    ("facilitator", "Facilitator"),
                    ("coach", "Coach"),
                ],
                default="member",
                max_length=12,
                verbose_name="function",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="is_lived_experience",
            field=models.BooleanField(default=False, verbose_name="for somebody who has the problem"),
        ),
        migrations.AddField(
            model_name="seat",
            name="made_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="seat",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name="group",
            name="kind",
            field=models.CharField(
                choices=[
                    ("steering_committee", "Steering committee"),
                    ("working_group", "Working group"),
                    ("subgroup", "Subgroup"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="group",
            name="name",
            field=models.CharField(max_length=120, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="seat",
            name="title",
            field=models.CharField(blank=True, max_length=120, verbose_name="title"),
        ),
        migrations.AddField(
            model_name="charterversion",
            name="group",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="charter",
                to="workgroups.group",
            ),
        ),
        migrations.AddField(
            model_name="charterversion",
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
            model_name="charterversion",
            name="written_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="groupsuccession",
            name="predecessor",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="workgroups.group",
            ),
        ),
        migrations.AddField(
            model_name="groupsuccession",
            name="successor",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follows",
                to="workgroups.group",
            ),
        ),
        migrations.AddField(
            model_name="groupsuccession",
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
            model_name="seatholder",
            name="membership",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats_held",
                to="tenancy.membership",
            ),
        ),
        migrations.AddField(
            model_name="seatholder",
            name="seat",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holders",
                to="workgroups.seat",
            ),
        ),
        migrations.AddField(
            model_name="seatholder",
            name="tenant",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.tenant",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="seat",
            name="seat_once_in_force",
        ),
        migrations.RemoveField(
            model_name="seat",
            name="ended_at",
        ),
        migrations.RemoveField(
            model_name="seat",
            name="is_chair",
        ),
        migrations.RemoveField(
            model_name="seat",
            name="membership",
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "subgroup"), ("parent__isnull", False)),
                    models.Q(models.Q(("kind", "subgroup"), _negated=True), ("parent", None)),
                    _connector="OR",
                ),
                name="group_below_another_is_a_subgroup",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), models.Q(("closed_because", ""), _negated=True), _connector="OR"
                ),
                name="group_closed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="seat_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="charterversion",
            constraint=models.UniqueConstraint(
                fields=("tenant", "group", "number"), name="charter_number_once_in_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupsuccession",
            constraint=models.UniqueConstraint(
                fields=("tenant", "predecessor", "successor"), name="group_succession_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.UniqueConstraint(fields=("tenant", "uid"), name="seat_holder_uid_unique_in_tenant"),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("tenant", "seat"), name="seat_has_one_holder_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), models.Q(("ended_because", ""), _negated=True), _connector="OR"),
                name="seat_holder_ended_with_reason",
            ),
        ),
        Wall(),
    ]
