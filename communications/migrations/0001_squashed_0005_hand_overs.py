"""All tables of the app up to `0005_hand_overs`, for a database that has none."""

# fmt: off
import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from backbone.tenancy.tables import Tables
from backbone.tenancy.wall import Wall


class Migration(migrations.Migration):

    initial = True

    replaces = [('communications', '0001_reports_and_deliveries'), ('communications', '0002_reminders'), ('communications', '0003_saved_views_and_archives'), ('communications', '0004_step_notes'), ('communications', '0005_hand_overs')]

    dependencies = [
        ('files', '0001_stored_files'),
        ('initiatives', '0001_squashed_0008_backbone_office'),
        ('jobs', '0001_jobs'),
        ('measurement', '0001_squashed_0014_governed_communities'),
        ('tenancy', '0004_editions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables([
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('event', models.CharField(max_length=60)),
                ('on_uid', models.UUIDField()),
                ('day', models.DateField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('dropped', 'Not sent: no longer theirs to know')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'recipient', 'event', 'on_uid', 'day'), name='delivery_once_per_recipient_and_event', nulls_distinct=False), models.UniqueConstraint(fields=('tenant', 'uid'), name='delivery_uid_unique_in_tenant')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='what the successor should know')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('leaving', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.membership')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='initiatives.organization')),
                ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.membership')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'uid'), name='hand_over_uid_unique_in_tenant')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('days_after_due', models.SmallIntegerField(help_text='Below zero: before that day. Zero: on the day itself.', validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='days after the day it is due')),
                ('audience', models.CharField(choices=[('submitters', 'Those who send the figures'), ('representative', 'The partner’s representative')], default='submitters', max_length=15, verbose_name='who is reminded')),
                ('is_active', models.BooleanField(default=True)),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rules', to='initiatives.initiative')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'ordering': ['days_after_due', 'audience'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'uid'), name='reminder_rule_uid_unique_in_tenant'), models.UniqueConstraint(fields=('tenant', 'initiative', 'days_after_due', 'audience'), name='reminder_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='communications.delivery')),
                ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.organization')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measurement.collectionround')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
                ('rule', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communications.reminderrule')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('rule__isnull', False)), fields=('tenant', 'rule', 'round', 'provider', 'recipient'), name='reminder_once_by_rule'), models.UniqueConstraint(fields=('tenant', 'delivery', 'round', 'provider'), name='reminder_once_in_a_mail')],
            },
        ),
        migrations.CreateModel(
            name='ReportSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('every_months', models.PositiveSmallIntegerField(choices=[(1, 'every month'), (3, 'every three months'), (6, 'every six months'), (12, 'every year')], default=3, verbose_name='how often')),
                ('first_period_start', models.DateField(verbose_name='first day of the first period')),
                ('days_after_period', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MaxValueValidator(366)], verbose_name='days from the end of a period to its report')),
                ('is_active', models.BooleanField(default=True)),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='report_schedules', to='initiatives.initiative')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'uid'), name='report_schedule_uid_unique_in_tenant'), models.UniqueConstraint(fields=('tenant', 'initiative', 'name'), name='report_schedule_name_unique_in_initiative'), models.CheckConstraint(condition=models.Q(('every_months__in', [1, 3, 6, 12])), name='report_schedule_divides_the_year')],
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('title', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('being_made', 'Being made'), ('draft', 'Draft'), ('issued', 'Issued')], default='being_made', max_length=12)),
                ('data_on', models.DateField(null=True)),
                ('blocks', models.JSONField(default=list)),
                ('version', models.PositiveIntegerField(default=1)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('issued_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                ('pdf', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='communications.reportschedule')),
            ],
            options={
                'ordering': ['-period_end', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'schedule', 'period_start', 'period_end'), name='report_once_per_schedule_and_period'), models.UniqueConstraint(fields=('tenant', 'uid'), name='report_uid_unique_in_tenant'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('data_on__isnull', False), ('issued_at__isnull', False), ('pdf__isnull', False)), _connector='OR'), name='report_issued_is_complete')],
            },
        ),
        migrations.CreateModel(
            name='ReportStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=60)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='communications.progressreport')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'report', 'place'), name='report_story_once_per_place')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to='initiatives.initiative')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'uid'), name='saved_view_uid_unique_in_tenant'), models.UniqueConstraint(fields=('tenant', 'initiative', 'owner', 'name'), name='saved_view_name_once_for_its_owner')],
            },
        ),
        migrations.CreateModel(
            name='StepNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=10)),
                ('text', models.TextField(max_length=1000, verbose_name='what is left, or was done elsewhere')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='step_notes', to='initiatives.initiative')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='archives', to='initiatives.initiative')),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                ('tenant', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.tenant')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'uid'), name='archive_uid_unique_in_tenant'), models.UniqueConstraint(fields=('tenant', 'initiative', 'asked_by'), name='archive_once_for_whoever_asked'), models.CheckConstraint(condition=models.Q(('file', None), ('expires_at__isnull', False), _connector='OR'), name='archive_with_file_expires')],
            },
        ),
        ]),
        Wall(),
    ]
